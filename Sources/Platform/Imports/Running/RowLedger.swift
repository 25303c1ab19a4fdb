internal import Core
internal import Postgres
internal import Records

/// Writes down the rows of which something is to be said.
enum RowLedger {
    /// Rows with errors that are kept of one phase; beyond it they are counted only.
    static let faultLimit = 100_000

    static func write(
        _ rows: [PreparedRow], _ before: [Int: (record: Identifier, before: JSON, version: Int)], phase: String,
        errorsSoFar: Int, _ importID: ID<Import>, _ work: Work
    ) {
        var told: [(row: PreparedRow, outcome: String)] = []
        for row in rows {
            switch row.fate {
            case .error: if errorsSoFar < faultLimit { told.append((row, "error")) }
            case .duplicate: if errorsSoFar < faultLimit { told.append((row, "duplicate")) }
            case .update where before[row.row.line] != nil: told.append((row, "updated"))
            default: break
            }
        }
        guard !told.isEmpty else { return }
        func cells(_ row: PreparedRow) -> String? {
            row.fate == .error || row.fate == .duplicate ? ValueReader.arrayText(row.row.cells) : nil
        }
        let lines = told.map(\.row.row.line)
        let faults = told.map { JSON.array($0.row.faults.map(\.json)).text }
        let records = told.map { before[$0.row.row.line]?.record.description }
        let values = told.map { before[$0.row.row.line]?.before.text }
        let versions = told.map { before[$0.row.row.line].map { String($0.version) } }
        work.queue(
            """
            insert into import_rows (org_id, import_id, phase, line, outcome, faults, cells, record_id, before, version_after)
            select app_org(), \(importID), \(phase), r.line, r.outcome, r.faults::jsonb, r.cells::text[], r.record::uuid,
              r.before::jsonb, r.version::int
            from unnest(\(lines)::int[], \(told.map(\.outcome))::text[], \(faults)::text[],
              \(NullableTexts(texts: told.map { cells($0.row) }))::text[], \(NullableTexts(texts: records))::text[],
              \(NullableTexts(texts: values))::text[], \(NullableTexts(texts: versions))::text[])
              as r(line, outcome, faults, cells, record, before, version)
            on conflict do nothing
            """)
    }
}
