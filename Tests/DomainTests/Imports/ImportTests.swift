import Core
import Imports
import Postgres
import Records
import TestSupport
import Testing

@testable import Customers

/// What comes of a file with records.
@Suite struct ImportTests {
    private static let people = """
        Name,Phone,Email,Tags,Owner
        Ada Marsh,(512) 555-0142,ada@example.com,"vip, north",Olive Owner
        Ben Stone,512-555-0177,ben@example.com,,olive@harbor.example
        Zoë 😀 שלום,+15125550188,,,
        """

    @Test func adds_records_with_values_as_people_write_them() async throws {
        try await ImportPlace.with { at in
            let given = try await at.bring(Self.people)
            #expect(given.status == .finished)
            #expect(at.number(given.counts, "created") == 3)
            let rows = try await at.place.store.database.query(
                at.place.context(),
                "select phone, tags, owner_id, source from customers where org_id = app_org() and name = 'Ada Marsh'")
            let row = try rows.one("customer")
            #expect(try row.get("phone", as: String.self) == "+15125550142")
            #expect(try row.get("tags", as: [String].self) == ["vip", "north"])
            #expect(try row.get("owner_id", as: ID<User>.self) == at.place.owner)
            #expect(try row.get("source", as: String.self) == "import")
        }
    }

    @Test func the_same_file_again_adds_nothing() async throws {
        try await ImportPlace.with { at in
            try await at.bring(Self.people)
            let again = try await at.bring(Self.people)
            #expect(at.number(again.counts, "created") == 0)
            #expect(at.number(again.counts, "skipped") == 3)
            #expect(try await at.customers == 3)
        }
    }

    @Test func external_ids_are_remembered() async throws {
        try await ImportPlace.with { at in
            try await at.bring("Name,External id\nAda,A1\nBen,A2\n", key: "external_id")
            let again = try await at.bring("Name,External id\nAda Marsh,A1\nCleo,A3\n", key: "external_id")
            #expect(at.number(again.counts, "created") == 1)
            #expect(at.number(again.counts, "updated") == 1)
            #expect(try await at.customers == 3)
        }
    }

    @Test func an_old_external_id_means_the_customer_it_was_merged_into() async throws {
        try await ImportPlace.with { at in
            try await at.bring("Name,External id\nAda,A1\nAda L.,A2\n", key: "external_id")
            let ids = try at.place.test.column("select id from customers order by name")
            _ = try await at.place.store.perform(
                "customers.merge", ["customer": .string(ids[0]), "others": [.string(ids[1])], "fields": .null],
                at.place.context())
            let again = try await at.bring("Name,External id\nAda Marsh,A2\n", key: "external_id")
            #expect(at.number(again.counts, "updated") == 1)
            #expect(
                try at.place.test.column("select name from customers where deleted_at is null") == ["Ada Marsh"])
            _ = try await at.place.store.perform(
                "customers.unmerge", ["customer": .string(ids[0])], at.place.context())
            try await at.bring("Name,External id\nAda Lane,A2\n", key: "external_id")
            #expect(
                try at.place.test.column("select name from customers where id = '\(ids[1])'") == ["Ada Lane"])
        }
    }

    @Test func a_person_who_was_erased_is_not_taken_in_again() async throws {
        try await ImportPlace.with(also: ["Messaging", "Calls", "Billing"]) { at in
            let place = at.place
            let ada = try await place.customer("Ada", phone: "+15125550142")
            let answer = try await place.store.perform(
                "customers.erase", ["customer": .text(ada), "confirm": "Ada"], place.context())
            let request = try #require(answer["id"]?.string.flatMap { Identifier($0) })
            try await PrivacyJob(store: place.store, tools: place.privacy).answer(request, place.context(.system))
            let again = try await at.bring("Name,Phone\nAda,+15125550142\nBen,+15125550177\n")
            #expect(at.number(again.counts, "errors") == 1)
            #expect(at.number(again.counts, "created") == 1)
            #expect(
                try place.test.column(
                    "select distinct position('was erased on' in faults::text) > 0 from import_rows where phase = 'run' and outcome = 'error'"
                ) == ["t"])
        }
    }

    @Test func modes_say_what_is_done_with_new_and_known_records() async throws {
        try await ImportPlace.with { at in
            try await at.bring("Name,Phone\nAda,+15125550142\n")
            let file = "Name,Phone,Email\nChanged,+15125550142,new@example.com\nBen,+15125550177,\n"
            let update = try await at.bring(file, mode: .update)
            #expect(at.number(update.counts, "updated") == 1)
            #expect(at.number(update.counts, "created") == 0)
            let fill = try await at.bring("Name,Phone,Language\nOther,+15125550142,en\n", mode: .fill)
            #expect(at.number(fill.counts, "updated") == 1)
            let names = try at.place.test.column("select name || coalesce(language, '') from customers")
            #expect(names == ["Changeden"])
            let create = try await at.bring(file, mode: .create)
            #expect(at.number(create.counts, "created") == 1)
            #expect(at.number(create.counts, "skipped") == 1)
        }
    }

    @Test func the_check_finds_what_the_run_finds_and_changes_nothing() async throws {
        try await ImportPlace.with { at in
            _ = try await at.place.customer("Known", phone: "+15125550199")
            let id = try await at.upload(
                """
                Name,Phone,Email,Owner
                Ada,+15125550142,ada@example.com,
                ,+15125550143,,
                Twice,+15125550142,,
                Bad,nonsense,not-an-address,
                Who,+15125550150,,Nobody Known
                New name,+15125550199,,
                a,b,c,d,e
                """)
            try await at.check(id)
            let checked = try await at.get(id)
            #expect(checked.status == .checked)
            #expect(try await at.customers == 1)
            try await at.desk.start(id, at.place.store, at.place.context())
            try await at.runJobs()
            let done = try await at.get(id)
            #expect(done.counts == checked.checked)
            #expect(at.number(done.counts, "created") == 1)
            #expect(at.number(done.counts, "updated") == 1)
            #expect(at.number(done.counts, "duplicates") == 1)
            #expect(at.number(done.counts, "errors") == 4)
            let faults = try at.place.test.column(
                "select f ->> 'code' from import_rows, jsonb_array_elements(faults) f where phase = 'run' order by line, 1"
            )
            #expect(faults == ["required", "duplicate", "invalid", "invalid", "unknown_record", "ragged"])
        }
    }

    @Test func goes_on_where_it_was_cut_off() async throws {
        try await ImportPlace.with { at in
            let rows = (0..<9000).map { "Person \($0),+1512\(5_550_000 + $0)" }.joined(separator: "\n")
            let id = try await at.upload("Name,Phone\n" + rows)
            try await at.check(id)
            // The second chunk fails as if the process had died in it.
            try at.place.test.run(
                """
                create function break_once() returns trigger language plpgsql as $$ begin
                  if new.name = 'Person 5000' then raise exception 'cut' using errcode = '57P01'; end if; return new; end $$;
                create trigger break_once before insert on customers for each row execute function break_once();
                """)
            try await at.desk.start(id, at.place.store, at.place.context())
            try await at.runJobs()
            let half = try await at.get(id)
            #expect(half.status == .running)
            #expect(half.doneRows == 4000)
            #expect(try await at.customers == 4000)
            try at.place.test.run("drop trigger break_once on customers")
            at.place.clock.advance(.hours(1))
            try await at.runJobs()
            let done = try await at.get(id)
            #expect(done.status == .finished)
            #expect(try await at.customers == 9000)
            #expect(at.number(done.counts, "created") == 9000)
        }
    }

    @Test func one_audit_entry_and_one_event_tell_of_all_that_was_added() async throws {
        try await ImportPlace.with { at in
            try await at.bring(Self.people)
            let entries = try at.place.test.column(
                "select changes ->> 'sha256' from audit_entries where record_kind = 'customers'")
            #expect(entries.count == 1)
            #expect(entries[0].count == 64)
            #expect(try at.place.events("records.imported") == 1)
            #expect(try at.place.events("customer.created") == 0)
            _ = try await at.place.customer("By hand")
            #expect(
                try at.place.test.column("select 1 from audit_entries where record_kind = 'customers'").count == 2)
        }
    }

    @Test func addresses_come_along_with_customers() async throws {
        try await ImportPlace.with { at in
            try await at.bring("Name,Phone,Street,City\nAda,+15125550142,14 Elm St,Austin\nBen,+15125550177,,\n")
            #expect(try at.place.test.column("select one_line from sites") == ["14 Elm St, Austin"])
        }
    }
}
