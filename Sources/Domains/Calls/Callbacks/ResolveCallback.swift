internal import Core
internal import Postgres
internal import Records

/// Somebody has called back, or it is no longer needed.
struct ResolveCallback: Action {
    static let name = "callbacks.resolve"
    static let title = "Mark as done"
    static let access: Access = .workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open"])
    static let fields: [Field] = [
        .reference("callback", to: "callbacks", required: true), .text("resolution", max: 500, default: "Called back"),
    ]

    let callback: ID<Callback>
    let resolution: String

    init(_ input: Input) throws {
        callback = try input.id("callback")
        resolution = try input.text("resolution")
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update callbacks set status = 'done', resolution = \(resolution), resolved_at = \(work.now),
              resolved_by = \(work.context.actor.description)
            where org_id = app_org() and id = \(callback) and status = 'open' returning customer_id
            """)
        if let row = rows.first {
            try work.emit(
                "callback.resolved", "callbacks", callback.value, customer: try row.optional("customer_id"),
                ["resolution": .string(resolution)])
        } else {
            _ = try await work.query("select 1 from callbacks where org_id = app_org() and id = \(callback)").one(
                "callback")
        }
        return ["id": .text(callback), "status": "done"]
    }
}
