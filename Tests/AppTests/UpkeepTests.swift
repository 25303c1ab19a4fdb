import Core
import Jobs
import Postgres
import Records
import TestSupport
import Testing

@testable import App

@Suite struct UpkeepTests {
    /// The platform's own jobs belong to no organisation, and run all the same.
    @Test func what_is_kept_for_a_while_is_removed_at_night() async throws {
        try await TestProgram.with { program in
            let application = program.application
            for (key, age) in [("old", "2 days"), ("fresh", "1 hour")] {
                try program.test.run(
                    """
                    insert into idempotency_keys (org_id, key, request_hash, status, response, created_at)
                    values ('\(program.ours)', '\(key)', '', 200, '{}', now() - interval '\(age)')
                    """)
            }
            try await application.database.systemTransaction(.jobs) { transaction in
                try application.queue.enqueue(
                    many: [NewJob("records.purge"), NewJob("access.purge")], for: .platform, correlation: "night",
                    clock: .system, inSystem: transaction)
            }
            try await application.runner.runUntilIdle()
            #expect(try program.test.column("select key from idempotency_keys") == ["fresh"])
            let left = try program.test.column("select state from jobs where org_id = '\(ID<Organisation>.platform)'")
            #expect(left == [])
        }
    }

    @Test func the_audit_trail_is_sealed_and_shows_what_was_changed_behind_our_back() async throws {
        try await TestProgram.with { program in
            let application = program.application
            try await application.database.systemTransaction(.jobs) { transaction in
                try application.queue.enqueue(
                    many: [NewJob("audit.seal")], for: program.ours, correlation: "night", clock: .system,
                    inSystem: transaction)
            }
            try await application.runner.runUntilIdle()
            let whole = try await AuditSealing.verify(program.ours, application.database)
            #expect(whole.links > 0 && whole.broken == nil)
            try program.test.run(
                """
                update audit_entries set actor = 'nobody' where id = (
                  select entry_id from audit_seals where org_id = '\(program.ours)' and position = 2)
                """)
            #expect(try await AuditSealing.verify(program.ours, application.database).broken == 2)
        }
    }
}
