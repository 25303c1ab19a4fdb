internal import Billing
internal import Core
internal import Records

/// The demo year as it is being made up: the rows of each table. Extensions in this folder add a noun each.
struct DemoBook {
    let facts: DemoFacts
    var random = DemoRandom(seed: 20_260_101)
    var identities = DemoIdentities()
    var customers: [DemoCustomer] = []

    var sites: [JSON] = []
    var notes: [JSON] = []
    var contacts: [JSON] = []
    var consents: [JSON] = []
    var twins: [JSON] = []
    var pairs: [JSON] = []
    var leads: [JSON] = []
    var visits: [JSON] = []
    var calls: [JSON] = []
    var callLines: [JSON] = []
    var callbacks: [JSON] = []
    var emergencies: [JSON] = []
    var alerts: [JSON] = []
    var messages: [JSON] = []
    var events: [JSON] = []
    var invoices: [DemoInvoice] = []
    var selling = DemoDeals()

    init(_ facts: DemoFacts) { self.facts = facts }

    static let assistant = "system:assistant"

    mutating func id(at time: Instant) -> Identifier { Identifier(time: time, random: (random.next(), random.next())) }

    /// Adds an event; what has not happened yet is left out.
    mutating func tell(
        _ kind: String, _ recordKind: String, _ record: Identifier, of customer: Identifier?, by actor: String,
        story: String, at time: Instant, _ payload: JSON
    ) {
        guard time <= facts.now else { return }
        events.append([
            "id": .text(id(at: time)), "kind": .string(kind), "record_kind": .string(recordKind),
            "record_id": .text(record), "customer_id": .text(customer), "payload": payload, "actor": .string(actor),
            "correlation_id": .string(story), "at": .text(time),
        ])
    }

    /// Writes everything down, referenced rows first.
    mutating func write(in work: Work) async throws {
        let industries = try await DemoIndustries.ids(of: customers.compactMap(\.who.industry), in: work)
        try await work.insert(
            customers.map { $0.row(today: facts, industry: $0.who.industry.flatMap { industries[$0] }) },
            into: "customers")
        try await writeKeeping(in: work)
        try await work.insert(sites, into: "sites")
        try await work.insert(leads, into: "leads")
        try await work.insert(notes, into: "notes")
        try await work.insert(visits, into: "appointments")
        try await work.insert(calls, into: "calls")
        try await work.insert(callLines, into: "call_lines")
        try await work.insert(callbacks, into: "callbacks")
        try await work.insert(emergencies, into: "emergencies")
        try await work.insert(alerts, into: "emergency_alerts")
        let recorded = try await PastInvoices.record(invoices.map(\.past), in: work)
        tellInvoices(recorded)
        try await work.insert(selling.competitors, into: "competitors")
        try await work.insert(selling.reps, into: "sales_reps")
        try await work.insert(selling.deals, into: "deals")
        try await work.insert(selling.entries, into: "deal_stage_entries")
        try await work.insert(selling.lines, into: "deal_lines")
        try await work.insert(selling.rivals, into: "deal_competitors")
        try await work.insert(messages, into: "messages")
        try await work.insert(events, into: "events")
    }
}
