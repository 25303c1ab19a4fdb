internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Hands a deal to a member.
struct AssignDeal: Action {
    static let name = "deals.assign"
    static let title = "Assign"
    static let access: Access = .managers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let fields: [Field] = [
        .reference("deal", to: "deals", required: true), .reference("owner_id", to: "members", required: true),
    ]

    private let deal: ID<Deal>
    private let owner: ID<User>

    init(_ input: Input) throws {
        deal = try input.id("deal")
        owner = try input.id("owner_id")
    }

    func perform(in work: Work) async throws -> JSON {
        let current = try await DealRow.locked(deal, in: work)
        guard current.owner != owner else { return ["changed": false] }
        work.queue("update deals set owner_id = \(owner) where org_id = app_org() and id = \(deal)")
        try work.emit(
            "deal.assigned", "deals", deal.value, customer: current.customer,
            ["title": .string(current.title), "owner_id": .text(owner), "from_owner_id": .text(current.owner)])
        return ["changed": true]
    }
}
