internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The page of a customer: who this is at the left, what has happened at the right.
struct CustomerView {
    let page: PageContext
    let resource: Resource
    let id: ID<Customer>
    let story: String?
    let head: Row
    let reads: CustomerReads

    private var path: String { "/customers/\(id)" }

    func write(_ html: HTML) throws {
        let name: String = try head.get("name")
        let phone: String? = try head.optional("phone")
        let email: String? = try head.optional("email")
        let status: String = try head.get("status")
        let since: Instant = try head.get("created_at")
        try html.workspacePage(
            page, title: name, heading: name, breadcrumbs: [Place("Customers", "/customers")],
            summary: {
                html.status(Words.label(status), tone(status))
                html.span("since \(Moment.day(page.zone.local(since).date, thisYear: nil))")
            },
            actions: {
                if let phone { html.linkButton("Call", to: "tel:\(phone)", icon: .phone) }
                if let email { html.linkButton("Write", to: "mailto:\(email)", icon: .mail) }
            }
        ) {
            try html.div(.class("split")) {
                try html.div(.class("stack")) { try facts(html) }
                try html.div(.class("stack")) {
                    noteForm(html)
                    try pinned(html)
                    timeline(html)
                }
            }
        }
    }

    private func tone(_ status: String) -> Tone {
        guard case .choice(let choices) = resource.field("status")?.kind else { return .neutral }
        return choices.first { $0.value == status }.flatMap { Tone(rawValue: $0.tone) } ?? .neutral
    }

    // MARK: - Who this is

    private func facts(_ html: HTML) throws {
        try html.panel("Details") {
            try RecordFacts(
                resource: resource,
                fields: ["phone", "email", "kind", "industry_id", "owner_id", "source", "language", "zone", "tags"],
                always: ["phone", "email"]
            ).write(html, page, head)
        }
        try html.panel("Sites") {
            if reads.sites.isEmpty {
                return html.p(.class("muted"), "No address yet. One is added with the first booking.")
            }
            try html.ul(.class("stack-tight")) {
                for row in reads.sites {
                    let address: String = try row.get("one_line")
                    let notes: String? = try row.optional("access_notes")
                    html.li(.class("site")) {
                        html.icon(.mapPin)
                        html.div {
                            html.a(
                                .href("https://www.openstreetmap.org/search?query=\(Self.encoded(address))"),
                                .rel("noreferrer"), .dir("auto"), address)
                            if let notes { html.p(.class("muted"), notes) }
                        }
                    }
                }
            }
        }
        try visits(html)
        try invoices(html)
    }

    private func visits(_ html: HTML) throws {
        try html.panel("Visits", padded: reads.visits.isEmpty) {
            if reads.visits.isEmpty { return html.p(.class("muted"), "No visit has been booked.") }
            try html.ul(.class("work-list")) {
                for row in reads.visits {
                    let id: Identifier = try row.get("id")
                    let job: String = try row.get("job_type")
                    let status: String = try row.get("status")
                    let start: Instant = try row.get("starts_at")
                    let technician: String? = try row.optional("technician_name")
                    html.li(.class("work-item")) {
                        html.div(.class("work-text")) {
                            html.a(.href("/appointments/\(id)"), job)
                            html.span(
                                [Moment.dayAndTime(start, page.zone), technician].compactMap { $0 }.joined(
                                    separator: " · "))
                        }
                        html.status(VisitStatus.label(status), VisitStatus.tone(status))
                    }
                }
            }
        }
    }

    private func invoices(_ html: HTML) throws {
        let invoices = reads.invoices
        try html.panel("Invoices", padded: invoices.isEmpty) {
            if invoices.isEmpty { return html.p(.class("muted"), "Nothing has been billed.") }
            try html.ul(.class("work-list")) {
                for row in invoices {
                    let id: Identifier = try row.get("id")
                    let number: String? = try row.optional("number")
                    let status: String = try row.get("status")
                    let total = try row.money("total_minor")
                    html.li(.class("work-item")) {
                        html.div(.class("work-text")) {
                            html.a(.href("/invoices/\(id)"), number ?? "Draft")
                            html.span(Words.label(status))
                        }
                        html.span(.class("number"), total.description)
                    }
                }
            }
        }
    }

    // MARK: - What has happened

    private func noteForm(_ html: HTML) {
        guard Access.workers.allows(page.context.role) else { return }
        html.form(.class("panel panel-body stack-tight"), .method("post"), .action("\(path)/notes"), .data("guarded")) {
            html.textArea(
                FormField("body", "Note", required: true), rows: 2,
                attributes: [.placeholder("What the next person should know")])
            html.div(.class("spread")) {
                html.label(.class("choice")) {
                    html.input(.type("checkbox"), .name("is_pinned"), .value("true"))
                    html.span(.class("choice-text"), "Keep at the top")
                }
                html.submitButton("Add note", .secondary, icon: .note)
            }
        }
    }

    private func pinned(_ html: HTML) throws {
        for row in reads.notes {
            let author: String = try row.optional("author") ?? "Mainline"
            let body: String = try row.get("body")
            let at: Instant = try row.get("created_at")
            html.div(.class("callout"), .data("tone", "info")) {
                html.icon(.pin)
                html.div {
                    html.p(.dir("auto"), body)
                    html.p(.class("muted")) {
                        html.text("\(author), ")
                        html.relativeTime(at, page)
                    }
                }
            }
        }
    }

    private func timeline(_ html: HTML) {
        let address = story.map { "\(path)?story=\(Self.encoded($0))" } ?? path
        html.section(
            [
                .class("panel"), .id("timeline"), .data("live", "customers/\(id)"), .hxGet(address), .hxTrigger("live"),
                .hxSelect("#timeline"), .hxTarget("#timeline"), .hxSwap("outerHTML"),
            ]
        ) {
            html.div(.class("panel-head")) {
                html.h2(story == nil ? "Timeline" : "One story")
                if story != nil { html.linkButton("Show everything", to: path, .quiet, size: .small) }
            }
            html.div(.class("panel-body")) {
                if reads.events.isEmpty {
                    html.emptyState(
                        .history, "Nothing has happened yet",
                        "Calls, visits, messages, notes and bills appear here in one order.")
                } else {
                    let path = path
                    Story(
                        lines: reads.events, transcript: reads.transcript,
                        storyPath: story == nil ? { "\(path)?story=\(Self.encoded($0))" } : nil
                    ).write(html, page)
                }
            }
        }
    }

    private static func encoded(_ text: String) -> String { QueryText.encode(text) }
}
