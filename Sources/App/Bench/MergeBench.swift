internal import Core
internal import Foundation
internal import Postgres
internal import Records

/// How long it takes to make two customers one when the one that goes has much to hand over.
struct MergeBench: Sendable {
    let place: BenchPlace
    let say: @Sendable (String) -> Void

    /// Rows of the customer that goes, by table: ten thousand together.
    private static let rows = [
        "notes": 3000, "activities": 2500, "deals": 1500, "contacts": 1000, "sites": 1000, "events": 1000,
    ]
    private static let rounds = 3

    /// Merges several pairs; the median counts.
    func run() async throws -> [BenchResult] {
        try await CommandSession.run(place.settings) { session in
            let store = session.application.store
            let context = try await place.person(store)
            let total = Self.rows.values.reduce(0, +)
            var (merges, undos): ([Double], [Double]) = ([], [])
            for round in 1...Self.rounds {
                say("merge of a customer with \(total) rows, round \(round) of \(Self.rounds) …")
                let (kept, gone) = try make(session, round)
                let begin = ContinuousClock.now
                let answer = try await store.perform(
                    "customers.merge", ["customer": .text(kept), "others": [.text(gone)]], context)
                merges.append(seconds(since: begin))
                let moved = (answer["moved"]?.object ?? [:]).values.reduce(0) { $0 + ($1.int ?? 0) }
                guard moved >= Int64(total) else {
                    throw ProgramError("Not every row was handed over: \(answer.text).", "Look at the merge's tables.")
                }
                let undoing = ContinuousClock.now
                _ = try await store.perform("customers.unmerge", ["customer": .text(kept)], context)
                undos.append(seconds(since: undoing))
            }
            return [
                .below("merge of a customer with \(total) rows", BenchRun.median(merges), unit: "s", bound: 1),
                BenchResult(name: "  its undo", measured: BenchRun.median(undos), unit: "s"),
            ]
        }
    }

    /// Two customers, of whom the second has the rows.
    private func make(_ session: CommandSession, _ round: Int) throws -> (kept: Identifier, gone: Identifier) {
        let system = try BlockingSession(session.installation.logins.system)
        try system.run("select set_config('app.org', '\(place.small.id)', false)")
        let ids = IDSource.random
        let (kept, gone) = (ids.next(at: .systemNow), ids.next(at: .systemNow))
        try system.run(
            """
            insert into customers (org_id, id, name, phone) values
              (app_org(), '\(kept)', 'Merge round \(round) kept', '+1303555010\(round)'),
              (app_org(), '\(gone)', 'Merge round \(round) gone', '+1303555020\(round)')
            """)
        for (table, count) in Self.rows {
            guard let (columns, values) = Self.columns[table] else { continue }
            try system.run(
                """
                insert into \(table) (org_id, id, customer_id, \(columns))
                select app_org(), uuid_v7(), '\(gone)', \(values) from generate_series(1, \(count)) n
                """)
        }
        return (kept, gone)
    }

    /// What else a row must have.
    private static let columns = [
        "notes": ("body", "'Note ' || n"),
        "activities": ("subject, starts_at", "'Call back ' || n, now() + n * interval '1 hour'"),
        "deals": (
            "title, pipeline_id, stage_id, position, currency, probability, forecast_category, value_minor",
            """
            'Deal ' || n, (\(first("pipeline_id"))), (\(first("id"))), -n, 'USD', (\(first("probability"))),
              (\(first("forecast_category"))), 10000 + n
            """
        ),
        "contacts": ("name, email", "'Contact ' || n, 'contact' || n || '@example.com'"),
        "sites": ("line1, city", "n || ' Harbor Street', 'Portland'"),
        "events": (
            "kind, record_kind, record_id, actor, correlation_id, at",
            "'customers.updated', 'customers', uuid_v7(), 'system', 'bench', now()"
        ),
    ]

    /// Of the stage where deals begin.
    private static func first(_ column: String) -> String {
        """
        select \(column) from pipeline_stages where org_id = app_org() and deleted_at is null and kind = 'open'
        order by pipeline_id, position limit 1
        """
    }

    private func seconds(since begin: ContinuousClock.Instant) -> Double {
        Double(begin.duration(to: .now).microseconds) / 1e6
    }
}
