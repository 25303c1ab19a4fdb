internal import Contracts
internal import Core
internal import Postgres

/// A stage as moves see it.
struct StageRow: Sendable {
    let id: ID<PipelineStage>
    let pipeline: ID<Pipeline>
    let name: String
    /// `open`, `won` or `lost`.
    let kind: String
    let position: Int
    let probability: Int
    let requiredFields: [String]

    /// Of a row called `s`.
    static let columns: SQL =
        "s.id, s.pipeline_id, s.name, s.kind, s.position, s.probability, s.required_fields"

    init(row: Row) throws {
        id = try row.get("id")
        pipeline = try row.get("pipeline_id")
        name = try row.get("name")
        kind = try row.get("kind")
        position = try row.get("position")
        probability = try row.get("probability")
        requiredFields = try row.get("required_fields")
    }
}
