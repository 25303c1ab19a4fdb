internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Where in a column a card is dropped: above one deal, below another, or on top.
struct ColumnPlace: Sendable {
    var before: ID<Deal>?
    var after: ID<Deal>?

    /// The space between cards that are spread out anew, and beside the first and last.
    private static let gap: Int64 = 1 << 20

    /// A number between the neighbours'; nil to leave the place to the database. Where there is no number left between
    /// them, the column is spread out first. Neighbours that have left the column meanwhile are passed over.
    func position(of deal: ID<Deal>, in stage: ID<PipelineStage>, _ work: Work) async throws -> Int64? {
        guard before != nil || after != nil else { return nil }
        if let free = try await free(deal, stage, work) { return free.value }
        try await work.query(
            """
            update deals d set position = r.place * \(Self.gap)
            from (select id, row_number() over (order by position, id) as place from deals
              where org_id = app_org() and stage_id = \(stage) and deleted_at is null) r
            where d.org_id = app_org() and d.id = r.id
            """)
        return try await free(deal, stage, work)?.value
    }

    private struct Free { let value: Int64? }

    /// nil: there is no number between the neighbours.
    private func free(_ deal: ID<Deal>, _ stage: ID<PipelineStage>, _ work: Work) async throws -> Free? {
        let rows = try await work.query(
            """
            with anchor as (select id, position, coalesce(id = \(after), false) as is_above from deals where org_id = app_org()
              and stage_id = \(stage) and deleted_at is null and id in (\(after), \(before)) and id <> \(deal)
              order by is_above desc limit 1)
            select a.position, a.is_above, case when a.is_above
                then (select min(d.position) from deals d where d.org_id = app_org() and d.stage_id = \(stage)
                  and d.deleted_at is null and (d.position, d.id) > (a.position, a.id) and d.id <> \(deal))
                else (select max(d.position) from deals d where d.org_id = app_org() and d.stage_id = \(stage)
                  and d.deleted_at is null and (d.position, d.id) < (a.position, a.id) and d.id <> \(deal)) end as other
            from anchor a
            """)
        guard let row = rows.first else { return Free(value: nil) }
        let anchor: Int64 = try row.get("position")
        let isAbove: Bool = try row.get("is_above")
        guard let other: Int64 = try row.optional("other") else {
            return Free(value: isAbove ? anchor + Self.gap : anchor - Self.gap)
        }
        let (low, high) = (min(anchor, other), max(anchor, other))
        guard high - low > 1 else { return nil }
        return Free(value: low + (high - low) / 2)
    }
}
