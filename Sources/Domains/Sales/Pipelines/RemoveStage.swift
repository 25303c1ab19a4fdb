internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Deletes a stage; its deals go to another one of the same pipeline first.
struct RemoveStage: Action {
    static let name = "pipeline_stages.remove"
    static let title = "Remove stage"
    static let access: Access = .managers
    static let isDestructive = true
    static let confirmation: String? = "Its deals move to the stage you choose. Their history stays."
    static let fields: [Field] = [
        .reference("stage", to: "pipeline_stages", required: true),
        Field.reference("move_to", to: "pipeline_stages", label: "Move its deals to").whenNeeded,
        Field.reference("loss_reason_id", to: "loss_reasons", label: "Reason, as they are lost by it").whenNeeded,
    ]

    private let stage: ID<PipelineStage>
    private let target: ID<PipelineStage>?
    private let loss: ID<LossReason>?

    init(_ input: Input) throws {
        stage = try input.id("stage")
        target = input.optionalID("move_to")
        loss = input.optionalID("loss_reason_id")
        if target == stage {
            throw Problem.invalid("move_to", "invalid", "Choose another stage than the one to be removed.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            select \(StageRow.columns) from pipeline_stages s where org_id = app_org() and deleted_at is null
              and pipeline_id = (select pipeline_id from pipeline_stages where org_id = app_org() and id = \(stage))
            order by position, id for update
            """)
        let stages = try rows.map(StageRow.init(row:))
        guard let current = stages.first(where: { $0.id == stage }) else { throw Problem.notFound("stage") }
        let moved = try await moveDeals(from: current, among: stages, work)
        if current.kind == "open", !stages.contains(where: { $0.kind == "open" && $0.id != stage }) {
            throw Problem.invalid(
                "stage", "last_open", "“\(current.name)” is the only open stage; new deals need one to begin in.")
        }
        work.queue("update pipeline_stages set deleted_at = \(work.now) where org_id = app_org() and id = \(stage)")
        try work.emit(
            "stage.deleted", "pipeline_stages", stage.value,
            ["title": .string(current.name), "moved": .int(Int64(moved))])
        return ["moved": .int(Int64(moved))]
    }

    private func moveDeals(from current: StageRow, among stages: [StageRow], _ work: Work) async throws -> Int {
        let held = try await work.query(
            "select 1 from deals where org_id = app_org() and stage_id = \(stage) and deleted_at is null limit 1")
        guard !held.isEmpty else { return 0 }
        let others = stages.filter { $0.id != stage }
        guard let target = others.first(where: { $0.id == target }) else {
            throw Problem.invalid(
                "move_to", "required",
                "“\(current.name)” still has deals. Choose where they go: \(others.map(\.name).joined(separator: ", "))."
            )
        }
        if target.kind == "lost", loss == nil {
            throw Problem.invalid("loss_reason_id", "required", "Deals moved there are lost; say why.")
        }
        let reason: SQL = target.kind == "lost" ? ", loss_reason_id = \(loss)" : ""
        return try await work.query(
            """
            update deals set stage_id = \(target.id), stage_entered_at = \(work.now)\(reason)
            where org_id = app_org() and stage_id = \(stage) and deleted_at is null
            """
        ).affected
    }
}
