internal import Core
internal import Postgres
internal import Records
internal import SalesEngine

/// Keeps what has been learned between nights.
enum WinModelStore {
    /// nil while there is nothing to go by.
    static func load(in work: Work) async throws -> WinModel? {
        let rows = try await work.query("select counts, won, lost from deal_models where org_id = app_org()")
        guard let row = rows.first else { return nil }
        let counts: JSON = try row.get("counts")
        var tallies: [String: [String: WinModel.Tally]] = [:]
        for (feature, values) in counts.object ?? [:] {
            for (value, pair) in values.object ?? [:] {
                let numbers = pair.array ?? []
                tallies[feature, default: [:]][value] = WinModel.Tally(
                    won: Int(numbers.first?.int ?? 0), lost: Int(numbers.last?.int ?? 0))
            }
        }
        let model = WinModel(won: try row.get("won"), lost: try row.get("lost"), tallies: tallies)
        return model.isUsable ? model : nil
    }

    static func save(_ model: WinModel, in work: Work) async throws {
        let counts = JSON.object(
            model.tallies.mapValues { values in
                .object(values.mapValues { .array([.int(Int64($0.won)), .int(Int64($0.lost))]) })
            })
        try await work.query(
            """
            insert into deal_models (org_id, counts, won, lost, trained_at)
            values (app_org(), \(counts), \(model.won), \(model.lost), \(work.now))
            on conflict (org_id) do update set counts = excluded.counts, won = excluded.won, lost = excluded.lost,
              trained_at = excluded.trained_at
            """)
    }
}
