internal import Core
internal import Postgres
internal import Records

/// Says whether somebody takes leads now: oneself, or anybody for managers.
struct SetAvailability: Action {
    static let name = "sales_reps.set-availability"
    static let title = "Set availability"
    static let access: Access = .sales
    static let fields: [Field] = [
        .reference("rep", to: "sales_reps", required: true),
        Field("is_available", .boolean, label: "Takes leads now", required: true),
    ]

    private let rep: Identifier
    private let isAvailable: Bool

    init(_ input: Input) throws {
        let id: ID<SetAvailability> = try input.id("rep")
        rep = id.value
        isAvailable = input.flag("is_available")
    }

    func perform(in work: Work) async throws -> JSON {
        let isManager = Access.managers.allows(work.context.role)
        let rows = try await work.query(
            """
            update sales_reps set is_available = \(isAvailable)
            where org_id = app_org() and id = \(rep) and deleted_at is null
              and (\(isManager) or member_id = app_user()) returning member_id
            """)
        _ = try rows.one("sales rep")
        try work.emit("sales_rep.updated", "sales_reps", rep, ["is_available": .bool(isAvailable)])
        return ["is_available": .bool(isAvailable)]
    }
}
