internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// What operators tell people above every page: posted to all organisations here, to one on its own page.
struct NoticePages: Sendable {
    let pages: OperatorPages

    static let path = OperatorPages.home + "/notices"
    private var notices: OperatorNotices { OperatorNotices(pages.parts.store.database) }

    var routes: [Route] {
        [
            pages.route(.get, Self.path) { try await show($0, $1) },
            pages.route(.post, Self.path) { try await post($0, $1) },
            pages.route(.post, Self.path + "/{id}/withdraw") { try await withdraw($0, $1) },
        ]
    }

    private func show(
        _ request: Request, _ session: OperatorSession, form: Fields? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let posted = try await notices.list()
        var response = pages.page(request, session, title: "Notices") { html, page in
            html.formProblem(problem)
            html.settingsPart("Tell everybody", "Everyone who works in any organisation sees it above every page.") {
                NoticeForm.write(html, to: Self.path, form, problem)
            }
            html.settingsPart("Posted", "In the last 90 days, the newest first.") {
                NoticeForm.list(html, page, posted, namesOrganisation: true)
            }
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func post(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let form = try request.form()
        do { try await NoticeForm.post(form, to: nil, request, session, notices) } catch let problem as Problem
            where problem.status == 422
        {
            return try await show(request, session, form: form, problem: problem)
        }
        return Response.redirect(to: Self.path)
    }

    private func withdraw(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let id = try request.id(of: Self.self).value
        try await notices.withdraw(id, by: session, correlation: request.requestID)
        return Response.redirect(to: SitePath.checked(try request.form()["back"]) ?? Self.path)
    }
}

/// The form in which a notice is written, and the list of those that were.
enum NoticeForm {
    private static let days = [
        FormOption("1", "A day"), FormOption("3", "Three days"), FormOption("7", "A week"), FormOption("30", "A month"),
    ]

    static func write(_ html: HTML, to path: String, _ form: Fields?, _ problem: Problem?) {
        html.form(.class("stack"), .method("post"), .action(path), .data("checked")) {
            html.textArea(
                FormField(
                    "words", "Notice", hint: "One or two sentences. People can put it away when they have read it.",
                    required: true
                ).showing(problem), value: form?["words"] ?? "", rows: 2, attributes: [.maxlength(300)])
            html.selectField(
                FormField("tone", "How grave", required: true).showing(problem),
                options: [
                    FormOption("info", "Good to know"), FormOption("warn", "Asks for care"),
                    FormOption("bad", "Something does not work"),
                ], value: form?["tone"] ?? "info")
            html.selectField(
                FormField("days", "For how long", required: true).showing(problem), options: days,
                value: form?["days"] ?? "3")
            html.div { html.submitButton("Post notice", .secondary) }
        }
    }

    static func post(
        _ form: Fields, to organisation: ID<Organisation>?, _ request: Request, _ session: OperatorSession,
        _ notices: OperatorNotices
    ) async throws {
        guard let tone = OperatorNotices.Tone(rawValue: form["tone"] ?? "") else {
            throw Problem.invalid("tone", "invalid", "Choose how grave it is.")
        }
        guard let days = form["days"].flatMap({ Int($0) }), (1...90).contains(days) else {
            throw Problem.invalid("days", "invalid", "Choose for how long it stands.")
        }
        try await notices.post(
            form["words"] ?? "", tone: tone, for: .days(days), to: organisation, by: session,
            correlation: request.requestID)
    }

    static func list(
        _ html: HTML, _ page: PageContext, _ posted: [OperatorNotices.Posted], namesOrganisation: Bool
    ) {
        guard !posted.isEmpty else { return html.p(.class("muted"), "Nothing has been posted.") }
        html.ul(.class("panel work-list")) {
            for notice in posted {
                html.li(.class("work-item")) {
                    html.icon(tone(notice).icon, tone: tone(notice))
                    html.div(.class("work-text")) {
                        html.strong(.dir("auto"), notice.words)
                        html.span(.dir("auto"), facts(notice, page, namesOrganisation))
                    }
                    if notice.stands(at: page.now) {
                        html.postButton(
                            "Withdraw", to: "\(NoticePages.path)/\(notice.id)/withdraw", size: .small,
                            fields: [("back", page.path)])
                    } else {
                        html.status(notice.withdrawnAt == nil ? "Over" : "Withdrawn", .neutral)
                    }
                }
            }
        }
    }

    private static func facts(_ notice: OperatorNotices.Posted, _ page: PageContext, _ names: Bool) -> String {
        let whom =
            notice.organisations == 1
            ? notice.organisation : "\(notice.organisations) organisations"
        let parts = [
            names ? whom : nil, "by \(notice.operatorName)", "until \(Moment.dayAndTime(notice.until, page.zone))",
            notice.dismissals == 0 ? nil : "put away by \(notice.dismissals)",
        ]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }

    private static func tone(_ notice: OperatorNotices.Posted) -> Tone {
        switch notice.tone {
        case .info: .info
        case .warn: .warn
        case .bad: .bad
        }
    }
}
