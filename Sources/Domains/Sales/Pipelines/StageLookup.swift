internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Finds the stage a deal is to go to: by id, or by the name that a program, an automation or a call's outcome knows it by.
struct StageLookup: Sendable {
    private enum Wanted: Sendable {
        case id(ID<PipelineStage>)
        case name(String)
    }

    private let wanted: Wanted
    private let createsMissing: Bool

    /// Throws 422 unless there is exactly one of `id` and `name`.
    init(id: ID<PipelineStage>?, name: String?, createsMissing: Bool = false) throws {
        switch (id, name) {
        case (let id?, nil): wanted = .id(id)
        case (nil, let name?): wanted = .name(name)
        case (nil, nil): throw Problem.invalid("stage_id", "required", "Say to which stage: choose one.")
        default:
            throw Problem.invalid("stage", "ambiguous", "Give the stage's id or its name, not both.")
        }
        self.createsMissing = createsMissing
    }

    /// The stage, for a deal that is in `pipeline`; an id may lead into another pipeline, a name may not.
    /// Throws 422 `stage_missing` with what could be chosen instead.
    func find(in pipeline: ID<Pipeline>, _ work: Work) async throws -> StageRow {
        let rows = try await work.query(
            """
            select \(StageRow.columns), p.name as pipeline_name, p.creates_missing_stages
            from pipelines p left join pipeline_stages s on s.org_id = p.org_id and s.pipeline_id = p.id
              and s.deleted_at is null
            where p.org_id = app_org() and p.deleted_at is null order by p.id = \(pipeline) desc, s.position, s.id
            """)
        let stages = try rows.filter { try $0.optional("id", as: String.self) != nil }.map(StageRow.init(row:))
        switch wanted {
        case .id(let id):
            if let stage = stages.first(where: { $0.id == id }) { return stage }
            throw missing("This stage does not exist any more.", among: stages, in: pipeline, try pipelineName(rows))
        case .name(let name):
            let here = stages.filter { $0.pipeline == pipeline }
            let key = Self.matching(name)
            if let stage = here.first(where: { Self.matching($0.name) == key }) { return stage }
            let makesMissing = try rows.first?.get("creates_missing_stages", as: Bool.self) ?? false
            if createsMissing || makesMissing { return try await make(name, after: here, in: pipeline, work) }
            let pipelineName = try pipelineName(rows)
            throw missing(
                "The pipeline “\(pipelineName)” has no stage “\(name)”.", among: stages, in: pipeline, pipelineName)
        }
    }

    /// Names are the same whatever their case, spaces and punctuation: `best-case`, `Best case`.
    static func matching(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

    private func pipelineName(_ rows: Rows) throws -> String { try rows.one("pipeline").get("pipeline_name") }

    /// What went wrong, and what to do about it.
    private func missing(
        _ words: String, among stages: [StageRow], in pipeline: ID<Pipeline>, _ pipelineName: String
    ) -> Problem {
        let here = stages.filter { $0.pipeline == pipeline }
        let advice =
            here.isEmpty
            ? "It has no stages yet: add some under Stages, or send create_missing."
            : "Create it or choose one of: \(here.map(\.name).joined(separator: ", "))."
        var problem = Problem.invalid("stage_id", "stage_missing", "\(words) \(advice)")
        problem.extra = [
            "pipeline": ["id": .text(pipeline), "name": .string(pipelineName)],
            "candidates": .array(
                here.map { ["id": .text($0.id), "name": .string($0.name), "kind": .string($0.kind)] }),
            "create_missing": "Send create_missing: true with the stage's name to add it to the pipeline.",
        ]
        return problem
    }

    /// Adds an open stage behind the last open one. Of two who make the same at once, the second gets the first's.
    private func make(_ name: String, after stages: [StageRow], in pipeline: ID<Pipeline>, _ work: Work) async throws
        -> StageRow
    {
        let open = stages.filter { $0.kind == "open" }
        let position = (open.last?.position ?? 0) + 1
        let id = work.context.newID(PipelineStage.self)
        let made = try await work.query(
            """
            insert into pipeline_stages as s (org_id, id, pipeline_id, name, position, probability, created_at)
            values (app_org(), \(id), \(pipeline), \(name), \(position), \(open.last?.probability ?? 10), \(work.now))
            on conflict (org_id, pipeline_id, lower(name)) where deleted_at is null do nothing
            returning \(StageRow.columns)
            """)
        if let row = made.first {
            try work.emit("stage.created", "pipeline_stages", id.value, ["title": .string(name), "made_by_move": true])
            return try StageRow(row: row)
        }
        let known = try await work.query(
            """
            select \(StageRow.columns) from pipeline_stages s where org_id = app_org() and pipeline_id = \(pipeline)
              and lower(name) = lower(\(name)) and deleted_at is null
            """)
        return try StageRow(row: known.one("stage"))
    }
}
