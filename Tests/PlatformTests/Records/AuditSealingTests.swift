import Core
import Jobs
import Postgres
import TestSupport
import Testing

@testable import Records

@Suite struct AuditSealingTests {
    @Test func each_entry_is_sealed_once_and_a_change_breaks_the_chain() async throws {
        try await Gadgets.with { gadgets in
            let (organisation, database) = (gadgets.context.organisation, gadgets.test.database)
            for name in ["a", "b", "c"] { _ = try await gadgets.add(name) }
            #expect(try await AuditSealing.seal(organisation, database) == 3)
            _ = try await gadgets.add("d")
            #expect(try await AuditSealing.seal(organisation, database) == 1)
            #expect(try await AuditSealing.seal(organisation, database) == 0)
            let whole = try await AuditSealing.verify(organisation, database)
            #expect(whole.links == 4 && whole.broken == nil)
            try gadgets.test.run("update audit_entries set actor = 'nobody' where changes -> 'name' ->> 1 = 'c'")
            #expect(try await AuditSealing.verify(organisation, database).broken == 3)
        }
    }

    @Test func an_entry_of_a_slow_transaction_is_sealed_too() async throws {
        try await Gadgets.with { gadgets in
            let (organisation, database) = (gadgets.context.organisation, gadgets.test.database)
            try await gadgets.store.work(gadgets.context, "slow") { work in
                try await work.query("insert into gadgets (org_id, id, name) values (app_org(), uuid_v7(), 'slow')")
                _ = try await gadgets.add("quick")
                #expect(try await AuditSealing.seal(organisation, database) == 1)
            }
            #expect(try await AuditSealing.seal(organisation, database) == 1)
        }
    }
}
