internal import Core
internal import Foundation
internal import Postgres

/// Fills an organisation with customers and deals, set by set: what is kept for each row by triggers is made for all of
/// them at once, the audit trail left out.
enum WorkspaceRows {
    private static let batch = 200_000

    /// Throws `PostgresError`.
    static func insert(_ count: Int, into organisation: ID<Organisation>, _ logins: Installation.Logins) throws {
        let owner = try BlockingSession(logins.owner)
        let triggers = try owner.column(
            """
            select tgrelid::regclass || ' % trigger ' || quote_ident(tgname) from pg_trigger
            where tgrelid in ('customers'::regclass, 'deals'::regclass) and not tgisinternal
            """)
        for trigger in triggers { try owner.run("alter table " + trigger.replacing("%", with: "disable")) }
        let system = try BlockingSession(logins.system)
        try system.run("set statement_timeout = 0; select set_config('app.org', '\(organisation)', false)")
        for start in stride(from: 1, through: count, by: batch) {
            let last = min(count, start + batch - 1)
            try system.run(customers(start, last))
            try system.run(deals(start, last))
        }
        try system.run(rollups)
        try system.run(tallies)
        for trigger in triggers { try owner.run("alter table " + trigger.replacing("%", with: "enable")) }
        try owner.run("analyze customers; analyze deals; analyze deal_rollups; analyze customer_tallies")
    }

    /// Names that are as alike as people's are.
    private static func customers(_ first: Int, _ last: Int) -> String {
        """
        insert into customers (org_id, id, name, kind, phone, email, status, source, tags, created_at, updated_at)
        select app_org(), uuid_v7(),
          (array['Ada','Bianca','Caleb','Dmitri','Elena','Farouk','Gabriela','Hector','Imani','Jonas','Kavita','Layla'])[1 + n % 12]
            || ' ' || (array['Marsh','Okafor','Hughes','Jackson','Banerjee','Vance','Nakamura','Rossi','Pham','Tran','Shah','Kaur'])[1 + n / 12 % 12]
            || ' ' || to_hex(n),
          case when n % 7 = 0 then 'business' else 'person' end, '+1' || 2120000000 + n, 'c' || n || '@example.com',
          (array['active','active','prospect','inactive'])[1 + n % 4], (array['call','import','manual','booking'])[1 + n % 4],
          case when n % 5 = 0 then array['vip'] else '{}' end, now() - n * interval '2 minutes', now() - n * interval '2 minutes'
        from generate_series(\(first), \(last)) n
        """
    }

    private static func deals(_ first: Int, _ last: Int) -> String {
        """
        insert into deals (org_id, id, title, pipeline_id, stage_id, status, position, value_minor, currency, probability,
          stage_probability, forecast_category, expected_close_on, closed_at, closed_on, loss_reason_id, source, stage_entered_at, created_at)
        select app_org(), uuid_v7(), 'Deal ' || n, s.pipeline_id, s.id, s.kind, -n, 10000 + n % 500000, 'USD', s.probability,
          s.probability, s.forecast_category, (now() + (n % 300) * interval '1 day')::date,
          case when s.kind <> 'open' then now() - n * interval '2 minutes' end,
          case when s.kind <> 'open' then (now() - n * interval '2 minutes')::date end,
          case when s.kind = 'lost' then (select id from loss_reasons where org_id = app_org() order by position limit 1) end,
          (array['call','web','referral'])[1 + n % 3], now(), now() - n * interval '2 minutes' - interval '20 days'
        from generate_series(\(first), \(last)) n
        join (select row_number() over (order by position) - 1 as place, count(*) over () as all_of_them, * from pipeline_stages
          where org_id = app_org() and deleted_at is null) s on s.place = n % s.all_of_them
        """
    }

    /// As the triggers would have left them, added up.
    private static let tallies = """
        insert into customer_tallies (org_id, id, day, source, status, owner_id, count)
        select app_org(), uuid_v7(), created_at::date, source, status, owner_id, count(*) from customers
        where org_id = app_org() group by 3, 4, 5, 6
        """

    /// As the triggers would have left them.
    private static let rollups = """
        insert into deal_rollups (org_id, key, id, is_delta, pipeline_id, stage_id, status, forecast_category, owner_id, source,
          loss_reason_id, month, currency, deals, value_minor, weighted_minor, learned_minor, seconds, passages)
        select app_org(), deal_rollup_key(pipeline_id, stage_id, status, forecast_category, owner_id, source, loss_reason_id, month, currency),
          uuid_v7(), false, pipeline_id, stage_id, status, forecast_category, owner_id, source, loss_reason_id, month, currency,
          count(*), sum(value_minor), sum(round(value_minor * probability / 100.0)), sum(round(value_minor * probability / 100.0)),
          sum(case when status = 'open' then 0 else floor(extract(epoch from closed_at - created_at)) end), 0
        from (select *, date_trunc('month', case when status = 'open' then expected_close_on else closed_on end)::date as month
          from deals where org_id = app_org()) d
        group by pipeline_id, stage_id, status, forecast_category, owner_id, source, loss_reason_id, month, currency
        """
}
