import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@testable import Customers

@Suite(.serialized) struct PrivacyTests {
    private static let marks = ["Adelaide", "5125550142", "(512) 555-0142", "ada.love@example.com"]

    /// A customer who is written about everywhere.
    private func customer(_ place: Workplace) async throws -> ID<Customer> {
        let id = try await place.customer("Adelaide Love", phone: "+15125550142")
        let org = place.organisation
        func uuid(_ n: Int) -> String { "md5('\(id)\(n)')::uuid" }
        try place.test.run(
            """
            update customers set email = 'ada.love@example.com', tags = '{vip}' where id = '\(id)';
            insert into sites (org_id, id, customer_id, line1, access_notes)
              values ('\(org)', \(uuid(1)), '\(id)', '12 Elm Street', 'Ask for Adelaide'),
                ('\(org)', \(uuid(11)), '\(id)', '14 Elm Street', null);
            insert into notes (org_id, id, customer_id, body) values ('\(org)', \(uuid(2)), '\(id)', 'Adelaide has a dog');
            insert into contacts (org_id, id, customer_id, name, email)
              values ('\(org)', \(uuid(3)), '\(id)', 'Adelaide', 'ada.love@example.com');
            insert into appointments (org_id, id, customer_id, site_id, job_type_id, during, occupies, notes)
              select '\(org)', \(uuid(4)), '\(id)', \(uuid(1)), t.id, r, r, 'For Adelaide' from job_types t,
                tstzrange('2026-03-09 15:00+00', '2026-03-09 16:00+00') r where t.org_id = '\(org)' limit 1;
            insert into calls (org_id, id, provider_call_id, direction, our_number, their_number, customer_id, status,
                summary, state, dialogue, started_at, last_heard_at, correlation_id)
              values ('\(org)', \(uuid(5)), 'CA1', 'inbound', '+15125550100', '+15125550142', '\(id)', 'ended',
                'Adelaide called', '{"name": "Adelaide"}', '{}', now(), now(), 'story'),
                ('\(org)', \(uuid(6)), 'CA2', 'inbound', '+15125550100', '+15125550142', null, 'ended', null, '{}', '{}',
                now(), now(), 'story');
            insert into call_lines (org_id, call_id, position, speaker, text, at)
              values ('\(org)', \(uuid(5)), 1, 'caller', 'I am Adelaide, (512) 555-0142', now());
            insert into callbacks (org_id, id, call_id, customer_id, number, name, reason, correlation_id)
              values ('\(org)', \(uuid(12)), \(uuid(5)), '\(id)', '+15125550142', 'Adelaide', 'asked', 'story');
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, customer_id,
                correlation_id)
              values ('\(org)', \(uuid(7)), 'sms', 'outbound', 'sent', '+15125550100', '+15125550142', 'Hi Adelaide', '\(id)',
                'story');
            insert into invoices (org_id, id, number, series, status, customer_id, currency, net_minor, tax_minor,
                total_minor, issued_on, issued_at, due_on, content_hash, billed_to, notes, correlation_id)
              values ('\(org)', \(uuid(8)), 'N-1', 'S', 'issued', '\(id)', 'USD', 100, 0, 100, '2026-03-01', now(),
                '2026-03-15', 'x', '{"name": "Adelaide Love", "email": "ada.love@example.com"}', 'For Adelaide', 'story');
            insert into leads (org_id, id, name, phone) values ('\(org)', \(uuid(9)), 'Someone', '+15125550142');
            """)
        try await consent(place, id, .withdrawn)
        return id
    }

    private func consent(_ place: Workplace, _ id: ID<Customer>, _ state: ConsentState) async throws {
        _ = try await place.store.perform(
            "customers.record-consent",
            [
                "customer": .text(id), "channel": "text", "purpose": "marketing", "state": .string(state.rawValue),
                "proof": "Adelaide said so",
            ], place.context())
    }

    private func erase(_ place: Workplace, _ id: ID<Customer>) async throws -> JSON {
        let answer = try await place.store.perform(
            "customers.erase", ["customer": .text(id), "confirm": "adelaide love"], place.context())
        let request = try #require(answer["id"]?.string.flatMap { Identifier($0) })
        let job = PrivacyJob(store: place.store, tools: place.privacy)
        try await job.answer(request, place.context(.system))
        try await job.answer(request, place.context(.system))
        return try JSON(
            parsing: place.test.column("select row_to_json(p) from privacy_requests p where id = '\(request)'")[0])
    }

    private func open() async throws -> Workplace {
        try await Workplace.open(also: ["Messaging", "Calls", "Billing"])
    }

    /// Where a word is still written, by table and column.
    private func traces(_ place: Workplace) throws -> [String] {
        let columns = try place.test.column(
            """
            select c.relname || ' ' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
              and not a.attisdropped where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and format_type(a.atttypid, null) in ('text', 'jsonb', 'text[]', 'json')
            """)
        return try columns.filter { column in
            let parts = column.split(separator: " ")
            return try Self.marks.contains { mark in
                try !place.test.column(
                    "select 1 from \(parts[0]) where \(parts[1])::text like '%\(mark)%' limit 1"
                ).isEmpty
            }
        }
    }

    @Test func erasing_leaves_no_trace_but_the_name_on_issued_invoices() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let id = try await customer(place)
        #expect(try traces(place).count > 12)
        let request = try await erase(place, id)
        #expect(request["status"] == "done")
        #expect(request["file_id"]?.isNull == false)
        #expect(try traces(place) == ["invoices billed_to"])
        #expect(try place.test.column("select billed_to ->> 'email' from invoices where billed_to ? 'email'").isEmpty)
        #expect(try place.test.column("select status from appointments") == ["booked"])
    }

    @Test func what_was_withdrawn_outlives_the_person() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let id = try await customer(place)
        _ = try await erase(place, id)
        let book = CustomersModule.consents(IdentityKey(Array(repeating: 9, count: 32)))
        let refusal = try await place.work { work in
            try await book.refusal(.text, .marketing, to: "+15125550142", customer: nil, in: work)
        }
        #expect(refusal != nil)
        let known = try await place.work { try await book.isErased(phone: nil, email: "Ada.Love@example.com", in: $0) }
        #expect(known)
        // The number is free for whoever comes with it next.
        _ = try await place.customer("New", phone: "+15125550142")
    }

    @Test func a_wrong_name_and_lesser_roles_erase_nothing() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let id = try await customer(place)
        let input: [String: JSON] = ["customer": .text(id), "confirm": "Ada"]
        #expect(
            try await problem { try await place.store.perform("customers.erase", input, place.context()) } == "invalid")
        #expect(
            try await problem { try await place.store.perform("customers.erase", input, place.context(.manager)) }
                == "forbidden")
    }

    @Test func everything_of_a_customer_is_put_into_an_archive() async throws {
        let place = try await open()
        defer { place.test.drop() }
        let id = try await customer(place)
        let answer = try await place.store.perform("customers.export-data", ["customer": .text(id)], place.context())
        let request = try #require(answer["id"]?.string.flatMap { Identifier($0) })
        try await PrivacyJob(store: place.store, tools: place.privacy).answer(request, place.context(.system))
        let rows = try place.test.column("select report -> 'rows' from privacy_requests")[0]
        let counts = try JSON(parsing: rows)
        for table in ["customers", "sites", "notes", "calls", "call_lines", "messages", "invoices", "consents"] {
            #expect((counts[table]?.int ?? 0) > 0, "\(table)")
        }
        #expect(try place.test.column("select name from files") == ["customer-\(id).zip"])
    }
}
