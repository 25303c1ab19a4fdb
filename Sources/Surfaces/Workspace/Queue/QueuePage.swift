internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Jobs
internal import Postgres

/// Work that Mainline does by itself: what waits, and what needs a person.
struct QueuePage: Sendable {
    let pages: WorkspacePages
    let jobs: JobOperations

    var routes: [Route] {
        [
            .signedIn(.get, "/jobs", .admins) { try await show($0, $1) },
            .signedIn(.post, "/jobs/{id}/{verb}", .admins) { try await act($0, $1) },
        ]
    }

    private static let shown: [(state: JobState, title: String)] = [
        (.needsAttention, "Needs attention"), (.retryWait, "Trying again"), (.available, "Ready"),
        (.running, "Running"), (.scheduled, "Later"),
    ]

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let state = request.query["state"].flatMap { JobState(rawValue: $0) } ?? .needsAttention
        async let listing = jobs.list(context, state, limit: 100)
        let (page, rows) = try await pages.read(
            request, context, ["select state, count(*) as n from jobs where org_id = app_org() group by state"])
        var counts: [JobState: Int] = [:]
        for row in rows[0] { counts[try row.get("state")] = try row.get("n") }
        let found = try await listing
        return pages.write(request) { html in
            html.workspacePage(page, title: "Jobs") {
                html.tabs(
                    "States", Self.shown.map { (Place($0.title, path($0.state)), counts[$0.state] ?? 0) },
                    current: path(state))
                if found.isEmpty {
                    html.div(.class("panel")) {
                        html.emptyState(
                            .done, state == .needsAttention ? "Nothing needs you" : "None at the moment",
                            "Work that has failed too often waits here for somebody to decide.")
                    }
                } else {
                    table(html, page, found)
                }
            }
        }
    }

    private func path(_ state: JobState) -> String {
        state == .needsAttention ? "/jobs" : "/jobs?state=\(state.rawValue)"
    }

    private func table(_ html: HTML, _ page: PageContext, _ jobs: [JobOperations.Listing]) {
        html.ul(.class("panel work-list")) {
            for job in jobs {
                html.li(.class("work-item job")) {
                    html.div(.class("work-text")) {
                        html.strong(Words.label(job.kind.replacing(".", with: " · ")))
                        html.span {
                            html.text(
                                "Attempt \(job.attempt)" + (job.maxAttempts.map { " of \($0)" } ?? "") + ", made ")
                            html.relativeTime(job.createdAt, page)
                            html.text(", due ")
                            html.relativeTime(job.runAt, page)
                        }
                        if let error = job.lastError { html.p(.class("job-error"), error) }
                    }
                    if job.state != .running { forms(html, job) }
                }
            }
        }
    }

    private func forms(_ html: HTML, _ job: JobOperations.Listing) {
        html.div(.class("row-group")) {
            html.postButton("Run now", to: "/jobs/\(job.id)/retry", icon: .refresh, size: .small)
            html.form(.class("row-group"), .method("post"), .action("/jobs/\(job.id)/cancel")) {
                html.input(
                    .class("input"), .name("reason"), .required, .placeholder("Reason"), .aria("label", "Reason"),
                    .maxlengthHint,
                    .data("size", "small"))
                if job.state == .needsAttention {
                    html.submitButton(
                        "Skip", .secondary, size: .small, attributes: [.formaction("/jobs/\(job.id)/skip")])
                }
                html.submitButton("Cancel", .secondary, size: .small)
            }
        }
    }

    private func act(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Job.self)
        let verb = try request.parameter("verb")
        let reason = try request.form()["reason"] ?? ""
        let jobs = jobs
        let words = ["retry": "The job runs again", "skip": "Job skipped", "cancel": "Job cancelled"]
        guard let done = words[verb] else { throw Problem.notFound() }
        return try await pages.act(request, back: "/jobs", done: done) {
            switch verb {
            case "retry": try await jobs.retry(id, of: context.organisation, now: context.now)
            case "skip": try await jobs.skip(id, of: context.organisation, reason: reason, now: context.now)
            default: try await jobs.cancel(id, of: context.organisation, reason: reason, now: context.now)
            }
        }
    }
}

extension HTML.Attribute {
    fileprivate static var maxlengthHint: HTML.Attribute { .attribute("maxlength", "200") }
}
