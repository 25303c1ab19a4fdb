internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// What a stage may ask for, given along with the move into it.
struct DealDetails: Sendable {
    static let fields: [Field] = [
        Field.reference("customer_id", to: "customers", label: "Customer").whenNeeded,
        Field.money("value_minor", label: "Value").whenNeeded,
        Field.date("expected_close_on", label: "Expected close").whenNeeded,
        Field.reference("owner_id", to: "members", label: "Owner").writable(by: .managers).whenNeeded,
        Field.text("next_step", max: 300).whenNeeded,
        Field.date("next_step_on").whenNeeded,
        Field.longText("notes").whenNeeded,
        Field.tags("tags").whenNeeded,
    ]

    private let customer: ID<Customer>?
    private let value: Int64?
    private let closesOn: LocalDate?
    private let owner: ID<User>?
    private let nextStep: String?
    private let nextStepOn: LocalDate?
    private let notes: String?
    private let tags: [String]?

    /// Throws 403 for an owner chosen by somebody who may not.
    init(_ input: Input) throws {
        customer = input.optionalID("customer_id")
        value = input.optionalInt("value_minor")
        closesOn = input.optionalDate("expected_close_on")
        owner = input.optionalID("owner_id")
        nextStep = input.optionalText("next_step")
        nextStepOn = input.optionalDate("next_step_on")
        notes = input.optionalText("notes")
        tags = input.json("tags").array.flatMap { $0.isEmpty ? nil : $0.compactMap(\.string) }
        if owner != nil { try input.context.require(.managers) }
    }

    private var isEmpty: Bool {
        customer == nil && value == nil && closesOn == nil && owner == nil && nextStep == nil && nextStepOn == nil
            && notes == nil && tags == nil
    }

    /// Gives the deal what was said.
    func save(to deal: ID<Deal>, in work: Work) async throws {
        guard !isEmpty else { return }
        let rows = try await work.query(
            """
            update deals set customer_id = coalesce(\(customer), customer_id), value_minor = coalesce(\(value), value_minor),
              expected_close_on = coalesce(\(closesOn), expected_close_on), owner_id = coalesce(\(owner), owner_id),
              next_step = coalesce(\(nextStep), next_step), next_step_on = coalesce(\(nextStepOn), next_step_on),
              notes = coalesce(\(notes), notes), tags = coalesce(\(tags), tags)
            where org_id = app_org() and id = \(deal) and deleted_at is null returning title, customer_id
            """)
        let row = try rows.one("deal")
        let title: String = try row.get("title")
        try work.emit(
            "deal.updated", "deals", deal.value, customer: try row.optional("customer_id"), ["title": .string(title)])
    }
}
