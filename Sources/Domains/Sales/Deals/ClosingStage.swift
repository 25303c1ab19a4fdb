internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// The stage of a deal's pipeline that wins or loses it.
enum ClosingStage {
    /// The one the deal is in, or else the first. Throws 422 `stage_missing` if the pipeline has none.
    static func of(_ kind: String, for deal: DealRow, in work: Work) async throws -> StageRow {
        let rows = try await work.query(
            """
            select \(StageRow.columns) from pipeline_stages s where org_id = app_org() and pipeline_id = \(deal.pipeline)
              and kind = \(kind) and deleted_at is null order by id = \(deal.stage) desc, position, id limit 1
            """)
        guard let row = rows.first else {
            throw Problem.invalid(
                "stage_id", "stage_missing",
                "This pipeline has no stage for deals that are \(kind). Add a stage of the kind “\(kind)” to it, then try again."
            )
        }
        return try StageRow(row: row)
    }
}
