internal import Core
internal import Postgres
internal import Records

/// A year of believable records for the demo organisation, the same every time.
struct DemoYear: Sendable {
    private let application: Application
    private let organisation: ID<Organisation>

    init(_ application: Application, organisation: ID<Organisation>) {
        self.application = application
        self.organisation = organisation
    }

    private static let customerCount = 1200
    private static let leadCount = 300

    /// Adds the records unless the organisation has customers already.
    func load() async throws {
        let context = try await application.store.systemContext(
            organisation, actor: "demo", correlation: "demo", surface: .cli)
        try await application.store.work(context, "demo.load") { work in
            let known = try await work.query("select 1 from customers where org_id = app_org() limit 1")
            guard known.isEmpty else { return }
            try await work.query(Self.customers)
            try await work.query(Self.sites)
            try await work.query(Self.leads)
            try await work.query(Self.visits)
        }
    }

    private static let firstNames: [String] = [
        "Ada", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hector", "Ines", "Jonas", "Keiko", "Liam", "Maya",
        "Noah", "Oona",
        "Priya", "Quinn", "Ravi", "Sofia", "Theo", "Uma", "Victor", "Wanda", "Xavier", "Yara", "Zoe", "Bright", "Cedar",
        "Delta", "Summit",
    ]
    private static let lastNames: [String] = [
        "Marsh", "Okafor", "Nguyen", "Silva", "Kowalski", "Haines", "Ibarra", "Jensen", "Kaur", "Larsson", "Moreno",
        "Novak", "Ortiz",
        "Pham", "Quintero", "Rossi", "Stein", "Torres", "Ueda", "Vance", "Walsh", "Xu", "Young", "Zapata", "Dental",
        "Bakery", "Offices", "Clinic", "Studio",
    ]
    private static let streets: [String] = [
        "Elm Street", "Congress Avenue", "Lavaca Street", "Barton Springs Road", "Guadalupe Street",
        "Rio Grande Street", "Duval Street",
        "Speedway", "Manor Road", "Airport Boulevard", "Burnet Road", "Oltorf Street",
    ]

    private static var customers: SQL {
        """
        insert into customers (org_id, id, name, kind, status, phone, email, source, tags, created_at)
        select app_org(), uuid_v7(), first || ' ' || last, case when last in ('Dental', 'Bakery', 'Offices', 'Clinic', 'Studio') then 'business' else 'person' end,
          (array['active', 'active', 'active', 'prospect', 'inactive'])[1 + n % 5],
          '+1512' || (2000000 + n * 37)::text, lower(first) || '.' || lower(last) || n || '@example.com',
          (array['call', 'web', 'referral', 'import'])[1 + n % 4], case when n % 17 = 0 then array['VIP'] else '{}'::text[] end,
          now() - (n * 400 % 525600) * interval '1 minute'
        from generate_series(1, \(customerCount)) n,
          lateral (select (\(firstNames)::text[])[1 + n * 7 % \(firstNames.count)] as first, (\(lastNames)::text[])[1 + n * 11 % \(lastNames.count)] as last) name
        """
    }

    private static var sites: SQL {
        """
        insert into sites (org_id, id, customer_id, line1, city, region, postcode)
        select app_org(), uuid_v7(), id, (100 + n * 13 % 8900)::text || ' ' || (\(streets)::text[])[1 + n % \(streets.count)], 'Austin', 'TX', (78701 + n % 58)::text
        from (select id, row_number() over (order by created_at, id)::int as n from customers where org_id = app_org()) c
        """
    }

    private static var leads: SQL {
        """
        insert into leads (org_id, id, name, phone, email, status, source, score, created_at)
        select app_org(), uuid_v7(), (\(firstNames)::text[])[1 + n * 5 % \(firstNames.count)] || ' ' || (\(lastNames)::text[])[1 + n * 3 % \(lastNames.count)],
          '+1737' || (2000000 + n * 91)::text, 'lead' || n || '@example.com',
          (array['new', 'new', 'contacted', 'qualified', 'lost'])[1 + n % 5], (array['web', 'call', 'list'])[1 + n % 3], n * 7 % 100,
          now() - (n * 173 % 86400) * interval '1 minute'
        from generate_series(1, \(leadCount)) n
        """
    }

    /// A visit in most hours of each working day: done before today, booked for the next two weeks.
    private static var visits: SQL {
        """
        insert into appointments (org_id, id, customer_id, site_id, job_type_id, technician_id, during, occupies, status, source, notes, completed_at)
        select app_org(), uuid_v7(), s.customer_id, s.id, j.id, t.id, tstzrange(starts, starts + j.duration_minutes * interval '1 minute'),
          tstzrange(starts, starts + (j.duration_minutes + j.buffer_minutes) * interval '1 minute'),
          case when starts < now() then 'completed' else 'booked' end, 'manual', '', case when starts < now() then starts + j.duration_minutes * interval '1 minute' end
        from generate_series(-60, 13) day
        cross join (select id, row_number() over (order by email)::int as k from members where org_id = app_org() and role = 'technician') t
        cross join generate_series(0, 2) hour
        cross join lateral (
          select ((current_date + day)::timestamp + (8 + hour * 3) * interval '1 hour') at time zone (select zone from organisations where id = app_org()) as starts) at
        join (select id, duration_minutes, buffer_minutes, row_number() over (order by name)::int as k from job_types where org_id = app_org()) j
          on j.k = 1 + abs(day + hour + t.k) % 5
        join (select id, customer_id, row_number() over (order by id)::int as k from sites where org_id = app_org()) s
          on s.k = 1 + (abs(day) * 31 + hour * 7 + t.k * 101) % \(customerCount)
        where extract(isodow from current_date + day) < 6 and (day < 0 or (day * 5 + hour * 3 + t.k) % 4 <> 0)
        """
    }
}
