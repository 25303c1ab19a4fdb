internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A deal as actions see it, held against changes until the transaction ends.
struct DealRow: Sendable {
    let id: ID<Deal>
    let title: String
    let pipeline: ID<Pipeline>
    let stage: ID<PipelineStage>
    let status: String
    let customer: ID<Customer>?
    let owner: ID<User>?
    /// Fields without a value, among those a stage may ask for.
    let missing: Set<String>

    /// Throws 404.
    static func locked(_ deal: ID<Deal>, in work: Work) async throws -> DealRow {
        let rows = try await work.query(
            """
            select id, title, pipeline_id, stage_id, status, customer_id, owner_id,
              array_remove(array[case when customer_id is null then 'customer_id' end,
                case when value_minor = 0 then 'value_minor' end,
                case when expected_close_on is null then 'expected_close_on' end,
                case when owner_id is null then 'owner_id' end, case when coalesce(next_step, '') = '' then 'next_step' end,
                case when next_step_on is null then 'next_step_on' end, case when coalesce(notes, '') = '' then 'notes' end,
                case when tags = '{}' then 'tags' end], null) as missing
            from deals where org_id = app_org() and id = \(deal) and deleted_at is null for update
            """)
        let row = try rows.one("deal")
        return DealRow(
            id: try row.get("id"), title: try row.get("title"), pipeline: try row.get("pipeline_id"),
            stage: try row.get("stage_id"), status: try row.get("status"), customer: try row.optional("customer_id"),
            owner: try row.optional("owner_id"), missing: Set(try row.get("missing", as: [String].self)))
    }
}
