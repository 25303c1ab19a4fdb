internal import Core
internal import Jobs
internal import Postgres
internal import Records
internal import SalesEngine

/// Learns from deals won and lost how likely open ones are, nightly for all and at once for one that changes.
enum LearnFromDeals {
    static let name = "deals.learn"
    /// What was decided longer ago says little of today.
    private static let memory = "3 years"
    private static let batch = 1000

    static func kind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, concurrency: 1) { run in try await learn(run.context, store) }
    }

    static let subscription = Subscription(
        "sales.estimate-deal", to: "deal.created", "deal.updated", "deal.moved", "deal.reopened", "deal.assigned"
    ) { event, context, store in
        try await store.work(context, "deals.estimate") { work in
            guard let model = try await WinModelStore.load(in: work) else { return }
            _ = try await estimate(by: model, after: event.recordID, only: true, in: work)
        }
    }

    /// Learns anew and estimates every open deal, in batches so that nobody waits long for a deal.
    static func learn(_ context: Context, _ store: RecordStore) async throws {
        let model = try await store.work(context, name) { work in
            let model = try await history(in: work)
            try await WinModelStore.save(model, in: work)
            return model
        }
        guard model.isUsable else { return }
        var last: Identifier? = nil
        repeat {
            let start = last
            last = try await store.work(context, name) { work in
                try await estimate(by: model, after: start, only: false, in: work)
            }
        } while last != nil
    }

    /// A deal's features in SQL; the words are made by `DealFeatures`, the same for learning and estimating.
    private static let features: SQL = """
        d.source, d.owner_id::text as owner, c.industry_id::text as industry, d.value_minor,
        greatest(0, extract(day from coalesce(d.closed_at, now()) - d.created_at))::bigint as age_days
        """

    /// Deals alike in everything are counted together, so that a million of them make few rows.
    private static func history(in work: Work) async throws -> WinModel {
        let rows = try await work.query(
            """
            select source, owner, industry, value_minor, age_days, is_won, count(*) as times from (
              select source, owner, industry, is_won,
                case when value_minor < 1 then 0 when value_minor < 50000 then 1 when value_minor < 200000 then 50000
                  when value_minor < 1000000 then 200000 when value_minor < 5000000 then 1000000 else 5000000 end as value_minor,
                case when age_days < 8 then 0 when age_days < 31 then 8 when age_days < 91 then 31 else 91 end as age_days
              from (select \(features), d.status = 'won' as is_won from deals d
                left join customers c on c.org_id = d.org_id and c.id = d.customer_id
                where d.org_id = app_org() and d.status in ('won', 'lost') and d.deleted_at is null
                  and d.closed_at > \(work.now)::timestamptz - \(SQL(trusted: "interval '\(memory)'"))) closed) b
            group by 1, 2, 3, 4, 5, 6
            """)
        var model = WinModel()
        for row in rows {
            model.learn(try row.features(), isWon: try row.get("is_won"), times: try row.get("times"))
        }
        return model
    }

    /// Estimates the open deals that follow one, or that one only. Gives the last; nil where there are no more.
    private static func estimate(by model: WinModel, after start: Identifier?, only: Bool, in work: Work) async throws
        -> Identifier?
    {
        let range: SQL = only ? "d.id = \(start)" : "(\(start)::uuid is null or d.id > \(start)::uuid)"
        let rows = try await work.query(
            """
            select d.id, d.learned_probability, \(features) from deals d
            left join customers c on c.org_id = d.org_id and c.id = d.customer_id
            where d.org_id = app_org() and d.status = 'open' and d.deleted_at is null and \(range)
            order by d.id limit \(batch) for update of d
            """)
        var changes: [JSON] = []
        for row in rows {
            guard let estimate = model.estimate(try row.features()) else { return nil }
            let known: Int? = try row.optional("learned_probability")
            guard known != estimate.percent else { continue }
            changes.append([
                "id": .text(try row.get("id", as: Identifier.self)), "percent": .int(Int64(estimate.percent)),
                "reasons": .array(estimate.factors.map(\.json)),
            ])
        }
        if !changes.isEmpty {
            try await work.query(
                """
                update deals d set learned_probability = r.percent, learned_reasons = r.reasons, learned_at = clock_timestamp()
                from jsonb_to_recordset(\(JSON.array(changes))::jsonb) as r (id uuid, percent int, reasons jsonb)
                where d.org_id = app_org() and d.id = r.id
                """)
        }
        return only || rows.count < batch ? nil : try rows[rows.count - 1].get("id")
    }
}

extension Row {
    fileprivate func features() throws -> DealFeatures {
        DealFeatures(
            source: try optional("source"), owner: try optional("owner"), industry: try optional("industry"),
            valueMinor: try get("value_minor"), ageDays: try get("age_days"))
    }
}

extension WinModel.Factor {
    /// `ratio` in hundredths: 150 is half as likely again.
    fileprivate var json: JSON {
        [
            "feature": .string(feature), "value": .string(value),
            "ratio": .int(Int64((min(ratio, 1000) * 100).rounded())),
        ]
    }
}
