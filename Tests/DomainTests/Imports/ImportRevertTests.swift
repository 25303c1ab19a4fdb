import Core
import Imports
import Postgres
import Records
import TestSupport
import Testing

/// Taking an import back.
@Suite struct ImportRevertTests {
    @Test func deletes_what_was_added_and_restores_what_was_changed() async throws {
        try await ImportPlace.with { at in
            _ = try await at.place.customer("Old name", phone: "+15125550199")
            let given = try await at.bring("Name,Phone\nNew name,+15125550199\nAda,+15125550142\n")
            let back = try await at.revert(given.id)
            #expect(back.status == .reverted)
            #expect(at.number(back.counts, "kept") == 0)
            #expect(
                try at.place.test.column("select name from customers where deleted_at is null") == ["Old name"])
        }
    }

    @Test func leaves_what_somebody_changed_or_used_since_and_says_so() async throws {
        try await ImportPlace.with { at in
            _ = try await at.place.customer("Old name", phone: "+15125550199")
            let given = try await at.bring(
                "Name,Phone\nNew name,+15125550199\nAda,+15125550142\nBen,+15125550177\nCleo,+15125550178\n")
            let store = at.place.store
            let context = at.place.context()
            try at.place.test.run("update customers set language = 'en' where name in ('New name', 'Ada')")
            _ = try await store.work(context, "test") { work in
                try await work.query(
                    """
                    insert into sites (org_id, id, customer_id, line1)
                    select org_id, uuid_v7(), id, '1 Main St' from customers where org_id = app_org() and name = 'Ben'
                    """)
            }
            let back = try await at.revert(given.id)
            #expect(at.number(back.counts, "kept") == 3)
            #expect(
                try at.place.test.column("select name from customers where deleted_at is null order by name")
                    == ["Ada", "Ben", "New name"])
            let words = try at.place.test.column(
                "select distinct f ->> 'message' from import_rows, jsonb_array_elements(faults) f where phase = 'revert' order by 1"
            )
            #expect(words == ["Changed since the import.", "In use: sites."])
        }
    }

    @Test func what_was_taken_back_may_come_again() async throws {
        try await ImportPlace.with { at in
            let file = "Name,Phone,External id\nAda,+15125550142,A1\n"
            let first = try await at.bring(file, key: "external_id")
            _ = try await at.revert(first.id)
            let second = try await at.bring(file, key: "external_id")
            #expect(at.number(second.counts, "created") == 1)
            #expect(try await at.customers == 1)
        }
    }
}
