internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Gives a pipeline's stages an order.
struct ReorderStages: Action {
    static let name = "pipelines.reorder-stages"
    static let title = "Reorder stages"
    static let access: Access = .managers
    static let fields: [Field] = [
        .reference("pipeline", to: "pipelines", required: true),
        Field("stages", .json, required: true, hint: "The ids of all its stages, first to last."),
    ]

    private let pipeline: ID<Pipeline>
    private let order: [Identifier]

    init(_ input: Input) throws {
        pipeline = try input.id("pipeline")
        let ids = (input.json("stages").array ?? []).map { $0.string.flatMap { Identifier($0) } }
        order = ids.compactMap(\.self)
        guard !order.isEmpty, order.count == ids.count, Set(order).count == order.count, order.count <= 200 else {
            throw Problem.invalid("stages", "invalid", "Stages must be a list of the stages' ids, each once.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            select id from pipeline_stages where org_id = app_org() and pipeline_id = \(pipeline) and deleted_at is null
            for update
            """)
        let known = Set(try rows.map { try $0.get("id", as: Identifier.self) })
        guard known == Set(order) else {
            throw Problem.invalid(
                "stages", "incomplete",
                "The list must name every stage of the pipeline once. It has changed meanwhile, perhaps; read it again."
            )
        }
        try await work.query(
            """
            update pipeline_stages s set position = o.place * 10
            from unnest(\(order.map(\.description))::uuid[]) with ordinality as o (id, place)
            where s.org_id = app_org() and s.id = o.id and s.position <> o.place * 10
            """)
        try work.emit("pipeline.updated", "pipelines", pipeline.value, ["reordered": true])
        return ["changed": true]
    }
}
