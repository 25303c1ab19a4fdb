internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Makes a customer and a deal of a lead. Who is known by number or e-mail address stays one customer; doing it again
/// gives the same two.
struct ConvertLead: Action {
    static let name = "leads.convert"
    static let title = "Convert"
    static let access: Access = .agents
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["new", "contacted", "qualified"])
    static let fields: [Field] = [
        .reference("lead", to: "leads", required: true),
        Field(
            "customer_id", .reference("customers"), label: "Customer",
            hint: "Empty to take who has the same number or e-mail address, or else to add a new one."),
        Field("makes_deal", .boolean, label: "Add a deal", default: true),
        .text("title", label: "What may be sold"),
        Field("value_minor", .money(currencyColumn: "currency"), label: "Value"),
        .reference("pipeline_id", to: "pipelines"),
        .date("expected_close_on", label: "Expected close"),
    ]

    private let lead: ID<Lead>
    private let customer: ID<Customer>?
    private let makesDeal: Bool
    private let title: String?
    private let value: Int64
    private let pipeline: ID<Pipeline>?
    private let closing: LocalDate?

    /// Handed over by the module.
    var customers: (any CustomerDirectory)?

    init(_ input: Input) throws {
        lead = try input.id("lead")
        customer = input.optionalID("customer_id")
        makesDeal = input.flag("makes_deal")
        title = input.optionalText("title")
        value = input.optionalInt("value_minor") ?? 0
        pipeline = input.optionalID("pipeline_id")
        closing = input.optionalDate("expected_close_on")
        if value < 0 { throw Problem.invalid("value_minor", "invalid", "The value cannot be below zero.") }
    }

    func perform(in work: Work) async throws -> JSON {
        guard let customers else { throw Problem.internalError }
        let row = try await LeadRow.locked(lead, in: work)
        if row.status == "converted", let known = row.customer {
            return ["changed": false, "customer_id": .text(known), "deal_id": .text(row.deal)]
        }
        let (customer, isNew) = try await self.customer(for: row, customers, work)
        if let owner = row.owner { try await customers.own(customer, by: owner, in: work) }
        if let notes = row.notes, !notes.isEmpty {
            try await customers.note(notes, channel: "note", on: customer, in: work)
        }
        let deal = makesDeal ? try await addDeal(for: row, customer, work) : nil
        try await work.query(
            """
            update leads set status = 'converted', converted_customer_id = \(customer), converted_deal_id = \(deal),
              converted_at = \(work.now), first_response_at = coalesce(first_response_at, \(work.now))
            where org_id = app_org() and id = \(lead)
            """)
        try work.emit(
            "lead.converted", "leads", lead.value, customer: customer,
            [
                "title": .string(row.name), "customer_id": .text(customer), "deal_id": .text(deal),
                "is_new_customer": .bool(isNew), "source": .string(row.source),
            ])
        return [
            "changed": true, "customer_id": .text(customer), "deal_id": .text(deal), "is_new_customer": .bool(isNew),
        ]
    }

    /// The one chosen; who has the number or address; or a new one. At a business the lead is a person to talk to.
    private func customer(
        for row: LeadRow, _ customers: any CustomerDirectory, _ work: Work
    ) async throws -> (ID<Customer>, isNew: Bool) {
        var known: ID<Customer>? = nil
        if let customer {
            known = try await customers.summary(customer, in: work).id
        } else {
            if let phone = row.phone { known = try await customers.find(phone: phone, in: work)?.id }
            if known == nil, let email = row.email { known = try await customers.find(email: email, in: work)?.id }
        }
        let customer: ID<Customer>
        if let known {
            customer = known
        } else {
            customer = try await customers.create(
                name: row.company ?? row.name, phone: row.phone, email: row.email, source: row.source, in: work)
        }
        if row.company != nil {
            try await customers.addContact(row.name, phone: row.phone, email: row.email, to: customer, in: work)
        }
        return (customer, known == nil)
    }

    private func addDeal(for row: LeadRow, _ customer: ID<Customer>, _ work: Work) async throws -> ID<Deal> {
        work.queue("select plant_sales(app_org())")
        let id = work.context.newID(Deal.self)
        let title = title ?? row.company ?? row.name
        // A sales person's own are all they see, so a lead of nobody becomes theirs.
        let owner = row.owner ?? (work.context.role == .sales ? work.context.actor.user : nil)
        let made = try await work.query(
            """
            insert into deals (org_id, id, title, customer_id, lead_id, pipeline_id, value_minor, currency, source, owner_id,
              expected_close_on, tags, created_at, stage_entered_at)
            values (app_org(), \(id), \(title), \(customer), \(lead), \(pipeline), \(value), \(work.context.currency.code),
              \(row.source), \(owner), \(closing), \(row.tags), \(work.now), \(work.now))
            returning stage_id
            """)
        try work.emit(
            "deal.created", "deals", id.value, customer: customer,
            [
                "title": .string(title), "status": "open", "value_minor": .int(value),
                "stage_id": .text(try made.one("deal").get("stage_id", as: Identifier.self)),
                "currency": .string(work.context.currency.code), "source": .string(row.source),
            ])
        return id
    }
}
