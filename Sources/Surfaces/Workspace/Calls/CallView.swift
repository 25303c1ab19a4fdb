internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The page of a call.
struct CallView {
    let page: PageContext
    let resource: Resource
    let id: ID<CallRecord>
    let head: Row
    let lines: [Transcript.Line]
    let events: [EventLine]

    func write(_ html: HTML) throws {
        let number: String? = try head.optional("their_number")
        let customer: String? = try head.optional("customer", as: JSON.self)?["name"]?.string
        let customerID: ID<Customer>? = try head.optional("customer_id")
        let started: Instant = try head.get("started_at")
        let ended: Instant? = try head.optional("ended_at")
        let outcome: String? = try head.optional("outcome")
        let summary: String? = try head.optional("summary")
        let shownNumber = number.map { Words.phone($0, page.context) } ?? "Withheld number"
        try html.workspacePage(
            page, title: "Call from \(customer ?? shownNumber)", heading: customer ?? shownNumber,
            breadcrumbs: [Place("Calls", "/calls")],
            summary: {
                if let outcome {
                    html.status(Words.label(outcome), tone(outcome))
                } else {
                    html.status(ended == nil ? "Going on" : "Ended", .info)
                }
                html.span("\(Moment.dayAndTime(started, page.zone))" + (customer == nil ? "" : " · \(shownNumber)"))
            },
            actions: {
                if let number { html.linkButton("Call back", to: "tel:\(number)", .primary, icon: .phoneOutgoing) }
                if let customerID { html.linkButton("Open customer", to: "/customers/\(customerID)", icon: .user) }
            }
        ) {
            try html.div(
                [
                    .class("split"), .id("call"), .data("live", "calls/\(id) home"), .hxGet("/calls/\(id)"),
                    .hxTrigger("live"),
                    .hxSelect("#call"), .hxTarget("#call"), .hxSwap("outerHTML"),
                ]
            ) {
                try html.div(.class("stack")) {
                    try html.panel("Details") {
                        try RecordFacts(
                            resource: resource,
                            fields: [
                                "customer_id", "their_number", "our_number", "direction", "intent", "started_at",
                                "duration_seconds", "turn", "appointment_id",
                            ]
                        ).write(html, page, head)
                    }
                    html.panel("Story") { Story(lines: events).write(html, page) }
                }
                html.div(.class("stack")) {
                    if let summary { html.panel("Summary") { html.p(.dir("auto"), summary) } }
                    html.panel("Transcript") {
                        if lines.isEmpty {
                            html.p(.class("muted"), ended == nil ? "Nothing has been said yet." : "Nothing was said.")
                        } else {
                            Transcript.write(html, lines, caller: customer ?? "Caller", zone: page.zone)
                        }
                    }
                }
            }
        }
    }

    private func tone(_ outcome: String) -> Tone {
        guard case .choice(let choices) = resource.field("outcome")?.kind else { return .neutral }
        return choices.first { $0.value == outcome }.flatMap { Tone(rawValue: $0.tone) } ?? .neutral
    }
}
