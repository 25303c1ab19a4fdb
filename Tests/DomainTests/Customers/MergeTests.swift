import Contracts
import Core
import Customers
import Postgres
import Records
import TestSupport
import Testing

@Suite(.serialized) struct MergeTests {
    /// A customer with something in every part of the house.
    private func history(of customer: ID<Customer>, _ place: Workplace) async throws {
        let org = place.organisation
        func id(_ n: Int) -> String { "md5('\(customer)\(n)')::uuid" }
        try place.test.run(
            """
            insert into sites (org_id, id, customer_id, line1) values ('\(org)', \(id(1)), '\(customer)', '12 Elm Street');
            insert into notes (org_id, id, customer_id, body) values ('\(org)', \(id(2)), '\(customer)', 'Has a dog');
            insert into contacts (org_id, id, customer_id, name, is_primary)
              values ('\(org)', \(id(3)), '\(customer)', 'Pat', true);
            insert into appointments (org_id, id, customer_id, site_id, job_type_id, during, occupies)
              select '\(org)', \(id(4)), '\(customer)', \(id(1)), t.id, r, r from job_types t,
                tstzrange('2026-03-09 15:00+00', '2026-03-09 16:00+00') r where t.org_id = '\(org)' limit 1;
            insert into calls (org_id, id, provider_call_id, direction, our_number, customer_id, status, state, dialogue,
                started_at, last_heard_at, correlation_id)
              values ('\(org)', \(id(5)), 'CA\(customer)', 'inbound', '+15125550100', '\(customer)', 'ended', '{}', '{}',
                now(), now(), 'story');
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
                about_kind, about_id, correlation_id)
              values ('\(org)', \(id(6)), 'sms', 'outbound', 'sent', '+15125550100', '+15125550199', 'Hello', '\(customer)',
                'customers', '\(customer)', 'story');
            insert into invoices (org_id, id, number, series, status, customer_id, currency, net_minor, tax_minor,
                total_minor, issued_on, issued_at, due_on, content_hash, billed_to, correlation_id)
              values ('\(org)', \(id(7)), 'N-\(customer)', 'S', 'issued', '\(customer)', 'USD', 100, 0, 100, '2026-03-01',
                now(), '2026-03-15', 'x', '{"name": "Ada", "email": "ada@example.com"}', 'story');
            """)
    }

    private func merge(
        _ place: Workplace, _ survivor: ID<Customer>, _ others: ID<Customer>..., fields: JSON = .null,
        role: Role = .owner
    ) async throws -> JSON {
        try await place.store.perform(
            "customers.merge",
            ["customer": .text(survivor), "others": .array(others.map { .text($0) }), "fields": fields],
            place.context(role))
    }

    private func unmerge(_ place: Workplace, _ survivor: ID<Customer>) async throws -> JSON {
        try await place.store.perform("customers.unmerge", ["customer": .text(survivor)], place.context())
    }

    private func count(_ place: Workplace, _ table: String, of customer: ID<Customer>) throws -> Int {
        try place.test.column("select 1 from \(table) where customer_id = '\(customer)'").count
    }

    private static let tables = ["sites", "notes", "contacts", "appointments", "calls", "messages", "invoices"]

    private func open() async throws -> Workplace {
        try await Workplace.open(also: ["Files", "Messaging", "Calls", "Billing"])
    }

    @Test func everything_of_the_other_goes_along_and_comes_back() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (
            try await place.customer("Ada", phone: "+15125550142"),
            try await place.customer("Ada L.", phone: "+15125550143")
        )
        try await history(of: twin, place)
        try place.test.run("update customers set tags = '{vip}', email = 'ada@example.com' where id = '\(twin)'")
        let answer = try await merge(place, ada, twin)
        #expect(answer["moved"]?["appointments"] == 1)
        for table in Self.tables { #expect(try count(place, table, of: ada) == 1, "\(table)") }
        for table in Self.tables { #expect(try count(place, table, of: twin) == 0, "\(table)") }
        #expect(try place.test.column("select about_id from messages") == [ada.description])
        #expect(try place.test.column("select 1 from events where customer_id = '\(twin)'").isEmpty)
        // Blanks are filled, what is there stays, tags are united.
        let kept = "select concat_ws('|', name, phone, email, tags::text) from customers where id = '\(ada)'"
        #expect(try place.test.column(kept) == ["Ada|+15125550142|ada@example.com|{vip}"])
        #expect(
            try await Redirects.target("customers", twin.value, place.context(), place.test.database) == ada.value)
        #expect(try place.test.column("select issued_to from invoices") == [twin.description])

        let back = try await unmerge(place, ada)
        #expect(back["could_not"] == [])
        for table in Self.tables { #expect(try count(place, table, of: twin) == 1, "\(table)") }
        #expect(try place.test.column(kept) == ["Ada|+15125550142|{}"])
        #expect(try await Redirects.target("customers", twin.value, place.context(), place.test.database) == nil)
        #expect(try place.test.column("select 1 from customers where id = '\(twin)' and deleted_at is null").count == 1)
    }

    @Test func a_chosen_value_wins() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (
            try await place.customer("Ada", phone: "+15125550142"),
            try await place.customer("Ada L.", phone: "+15125550143")
        )
        _ = try await merge(place, ada, twin, fields: ["phone": .text(twin), "name": .text(ada)])
        #expect(
            try place.test.column("select name || phone from customers where id = '\(ada)'") == ["Ada+15125550143"])
        #expect(try await problem { try await merge(place, ada, ada) } == "invalid")
    }

    @Test func two_sites_at_one_address_become_one_and_part_again() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (try await place.customer("Ada"), try await place.customer("Ada L."))
        try await history(of: ada, place)
        try await history(of: twin, place)
        _ = try await merge(place, ada, twin)
        #expect(try place.test.column("select 1 from sites where deleted_at is null").count == 1)
        #expect(try place.test.column("select distinct site_id from appointments").count == 1)
        #expect(try place.test.column("select 1 from contacts where is_primary").count == 1)
        _ = try await unmerge(place, ada)
        #expect(try place.test.column("select 1 from sites where deleted_at is null").count == 2)
        #expect(try place.test.column("select distinct site_id from appointments").count == 2)
        #expect(try place.test.column("select 1 from contacts where is_primary").count == 2)
    }

    @Test func a_conflict_changes_nothing_and_says_where() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (try await place.customer("Ada"), try await place.customer("Ada L."))
        try place.test.run(
            """
            create table loyalty_cards (org_id uuid not null, id uuid not null default gen_random_uuid(), customer_id uuid not null,
              primary key (org_id, id), constraint loyalty_cards_key unique (org_id, customer_id),
              foreign key (org_id, customer_id) references customers (org_id, id));
            select record_table('loyalty_cards');
            alter table loyalty_cards disable trigger all;
            insert into loyalty_cards values ('\(place.organisation)', default, '\(ada)'), ('\(place.organisation)', default, '\(twin)')
            """)
        try await history(of: twin, place)
        #expect(try await problem { try await merge(place, ada, twin) } == "merge_conflict")
        #expect(try count(place, "notes", of: twin) == 1)
        #expect(try place.test.column("select 1 from customers where deleted_at is null").count == 2)
        // Without the conflict a table nobody thought of is moved too.
        try place.test.run("delete from loyalty_cards where customer_id = '\(ada)'")
        _ = try await merge(place, ada, twin)
        #expect(try count(place, "loyalty_cards", of: ada) == 1)
    }

    @Test func chains_lead_to_the_last_and_the_gone_are_refused() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (a, b, c) = (try await place.customer("A"), try await place.customer("B"), try await place.customer("C"))
        try await history(of: a, place)
        _ = try await merge(place, b, a)
        _ = try await merge(place, c, b)
        #expect(try count(place, "notes", of: c) == 1)
        #expect(try await Redirects.target("customers", a.value, place.context(), place.test.database) == c.value)
        #expect(try await problem { try await merge(place, b, c) } == "merged_already")
        #expect(try await problem { try await unmerge(place, b) } == "merged_on")
        _ = try await unmerge(place, c)
        #expect(try await Redirects.target("customers", a.value, place.context(), place.test.database) == b.value)
        _ = try await unmerge(place, b)
        #expect(try count(place, "notes", of: a) == 1)
        place.clock.advance(.days(31))
        _ = try await merge(place, a, b, c)
        place.clock.advance(.days(31))
        #expect(try await problem { try await unmerge(place, a) } == "too_late")
    }

    @Test func what_was_changed_since_stays_and_is_told() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (try await place.customer("Ada"), try await place.customer("Ada L."))
        let bob = try await place.customer("Bob")
        try await history(of: twin, place)
        try place.test.run("update customers set email = 'old@example.com' where id = '\(twin)'")
        _ = try await merge(place, ada, twin)
        try place.test.run(
            """
            update customers set email = 'new@example.com' where id = '\(ada)';
            update notes set customer_id = '\(bob)'
            """)
        let answer = try await unmerge(place, ada)
        #expect(answer["could_not"]?.array?.count == 2)
        #expect(try place.test.column("select email from customers where id = '\(ada)'") == ["new@example.com"])
        #expect(try count(place, "notes", of: bob) == 1)
    }

    @Test func a_sales_person_merges_only_their_own() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let (ada, twin) = (try await place.customer("Ada"), try await place.customer("Ada L."))
        try place.test.run("update customers set owner_id = '\(place.owner)' where id = '\(ada)'")
        #expect(try await problem { try await merge(place, ada, twin, role: .sales) } == "not_found")
        try await history(of: twin, place)
        try place.test.run("update customers set owner_id = '\(place.owner)'")
        _ = try await merge(place, ada, twin, role: .sales)
        #expect(try count(place, "invoices", of: ada) == 1)
        #expect(try await problem { try await merge(place, ada, twin, role: .agent) } == "forbidden")
    }

    @Test func every_reference_to_customers_can_be_moved() async throws {
        let place = try await open()
        defer { place.test.drop() }
        // What has a customer_id or refers to customers has an id, and the application may set the column.
        let stuck = try place.test.column(
            """
            select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
              and (a.attname = 'customer_id' or exists (select from pg_constraint k where k.contype = 'f'
                and k.conrelid = c.oid and k.confrelid = 'customers'::regclass and a.attnum = any(k.conkey)
                and a.attname <> 'org_id'))
              and not (has_column_privilege('mainline_app', c.oid, a.attnum, 'update')
                and exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = 'id'))
              and c.relname not in ('segment_members')
            """)
        #expect(stuck.isEmpty)
    }
}
