internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a call's page has of its own: how it ended, what was said, and the story it began.
enum CallRecordPage {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.facts = [
            "customer_id", "their_number", "our_number", "direction", "intent", "started_at", "duration_seconds",
            "turn",
            "appointment_id",
        ]
        extras.heading = { content in try name(content) }
        extras.summary = RecordPagePart { html, content, _ in try summary(html, content) }
        extras.actions = [
            RecordPageAction("Call back", icon: .phoneOutgoing) { content in
                try content.text("their_number").map { "tel:\($0)" }
            },
            RecordPageAction("Open customer", icon: .user) { content in
                try content.text("customer_id").map { "/customers/\($0)" }
            },
        ]
        extras.callouts = [words, transcript]
        extras.events = { request in
            ["correlation_id = (select correlation_id from calls where org_id = app_org() and id = \(request.id))"]
        }
        return extras
    }()

    private static func number(_ content: RecordPageContent) throws -> String {
        try content.text("their_number").map { Words.phone($0, content.context) } ?? "Withheld number"
    }

    private static func customer(_ content: RecordPageContent) throws -> String? {
        guard content.head.rows.column("customer") != nil else { return nil }
        return try content.head.optional("customer", as: JSON.self)?["name"]?.string
    }

    private static func name(_ content: RecordPageContent) throws -> String {
        try customer(content) ?? number(content)
    }

    private static func summary(_ html: HTML, _ content: RecordPageContent) throws {
        let started: Instant = try content.head.get("started_at")
        if let outcome = try content.text("outcome") {
            html.status(Words.label(outcome), tone(outcome, content.resource))
        } else {
            html.status(try content.text("ended_at") == nil ? "Going on" : "Ended", .info)
        }
        html.span(
            Moment.dayAndTime(started, content.page.zone)
                + (try customer(content) == nil ? "" : " · \(try number(content))"))
    }

    private static func tone(_ outcome: String, _ resource: Resource) -> Tone {
        guard case .choice(let choices) = resource.field("outcome")?.kind else { return .neutral }
        return choices.first { $0.value == outcome }.flatMap { Tone(rawValue: $0.tone) } ?? .neutral
    }

    private static let words = RecordPagePart { html, content, _ in
        guard let summary = try content.text("summary") else { return }
        html.panel("Summary") { html.p(.dir("auto"), summary) }
    }

    /// Line by line while the call goes on.
    private static let transcript = RecordPagePart(
        reads: { [Transcript.select(calls: "id = \($0.id)")] },
        write: { html, content, rows in
            let lines = try Transcript(rows[0]).of(content.request.id)
            let (caller, isOver) = (try customer(content) ?? "Caller", try content.text("ended_at") != nil)
            html.section(
                .class("panel"), .id("call-transcript"), .data("live", "calls/\(content.request.id) home"),
                .hxGet(content.request.address()), .hxTrigger("live"), .hxSelect("#call-transcript"),
                .hxTarget("#call-transcript"), .hxSwap("outerHTML")
            ) {
                html.div(.class("panel-head")) { html.h2("Transcript") }
                html.div(.class("panel-body")) {
                    if lines.isEmpty {
                        html.p(.class("muted"), isOver ? "Nothing was said." : "Nothing has been said yet.")
                    } else {
                        Transcript.write(html, lines, caller: caller, zone: content.page.zone)
                    }
                }
            }
        })
}
