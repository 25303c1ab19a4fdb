internal import Contracts
internal import Core
internal import Phone
internal import Postgres
internal import Records

/// Does what a keyword asks, at once and in the transaction in which it came: the opt-out list, the ledger of consents,
/// and the answer that carriers want each keyword to have.
struct KeywordAnswers: Sendable {
    let consents: any ConsentBook
    let messages: any MessageSender
    /// A carrier that answers keywords itself: a second answer would be refused, or annoy.
    let carrierAnswers: Bool
    let work: Work

    /// What came in.
    struct Arrival: Sendable {
        let from: String
        let to: String
        let text: String
        let customer: ID<Customer>?
        /// The carrier's own reading of it, where it has one and has answered: `STOP`, `START`, `HELP`.
        let carrierReading: String?
    }

    func take(_ arrival: Arrival) async throws {
        guard let keyword = Self.keyword(arrival) else { return }
        switch keyword {
        case .stop:
            if try await stop(arrival) {
                try await answer(arrival, "You will get no more texts from us. Reply START to get them again.")
            }
        case .start, .yes:
            if try await start(arrival, isExplicit: keyword == .start) {
                try await answer(arrival, "You get our texts again. Reply HELP for help, STOP to stop them.")
            }
        case .help:
            guard try await !hasJustAnswered(arrival.from) else { return }
            let number = Self.written(arrival.to, work.context)
            try await answer(
                arrival, "For help call \(number) or write here. Message and data rates may apply. Reply STOP to stop.")
        }
    }

    private static func keyword(_ arrival: Arrival) -> TextKeyword? {
        switch arrival.carrierReading {
        case "STOP": .stop
        case "START": .start
        case "HELP": .help
        default: TextKeyword(arrival.text)
        }
    }

    /// Gives whether it is new.
    private func stop(_ arrival: Arrival) async throws -> Bool {
        let rows = try await work.query(
            """
            insert into text_opt_outs (org_id, number, keyword) values (app_org(), \(arrival.from), \(String(arrival.text.prefix(160))))
            on conflict (org_id, number) do nothing returning number
            """)
        // What waits to be sent is not sent either, whatever job has it in hand.
        work.queue(
            """
            update messages set status = 'suppressed', error = 'They asked for no more texts.', settled_at = \(work.now)
            where org_id = app_org() and id in (select id from messages where org_id = app_org() and channel = 'sms'
              and direction = 'outbound' and to_address = \(arrival.from) and status = 'queued'
              and weight in ('ordinary', 'member') and created_at > \(work.now - .days(2)))
            """)
        guard !rows.isEmpty else { return false }
        try await consents.record(
            .withdrawn, .text, ConsentPurpose.allCases, address: arrival.from, customer: arrival.customer,
            source: "reply", proof: arrival.text, in: work)
        return true
    }

    /// Gives whether they get texts again that they did not get before.
    private func start(_ arrival: Arrival, isExplicit: Bool) async throws -> Bool {
        // A yes to an alarm accepts the alarm.
        if !isExplicit, try await wasJustAlarmed(arrival.from) { return false }
        let rows = try await work.query(
            "delete from text_opt_outs where org_id = app_org() and number = \(arrival.from) returning number")
        // A yes to something else is no consent. Marketing is asked for anew.
        if rows.isEmpty {
            guard isExplicit,
                try await consents.refusal(
                    .text, .service, to: arrival.from, customer: arrival.customer, in: work) != nil
            else { return false }
        }
        try await consents.record(
            .granted, .text, [.service], address: arrival.from, customer: arrival.customer, source: "reply",
            proof: arrival.text, in: work)
        return true
    }

    private func answer(_ arrival: Arrival, _ text: String) async throws {
        // Machines behind short codes would answer the answer.
        guard !carrierAnswers, arrival.carrierReading == nil, arrival.from.hasPrefix("+") else { return }
        let name = try await work.query("select name from organisations where org_id = app_org() and id = app_org()")
        let business: String = try name.one("organisation").get("name")
        try await messages.sendText(
            to: arrival.from, "\(business): \(text)", purpose: .service, weight: .mandatory,
            customer: arrival.customer, about: nil, in: work)
    }

    /// Two machines that ask each other for help would not end.
    private func hasJustAnswered(_ number: String) async throws -> Bool {
        try await recently(number, within: .seconds(60), "weight = 'mandatory'")
    }

    private func wasJustAlarmed(_ number: String) async throws -> Bool {
        try await recently(number, within: .days(1), "weight = 'emergency'")
    }

    private func recently(_ number: String, within span: Duration, _ condition: SQL) async throws -> Bool {
        let rows = try await work.query(
            """
            select 1 from messages where org_id = app_org() and created_at > \(work.now - span) and channel = 'sms'
              and direction = 'outbound' and to_address = \(number) and \(condition) limit 1
            """)
        return !rows.isEmpty
    }

    private static func written(_ number: String, _ context: Context) -> String {
        do { return try PhoneNumber(parsing: number, country: context.country).text(in: context.country) } catch {
            return number
        }
    }
}
