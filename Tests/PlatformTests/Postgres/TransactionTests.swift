import Core
import EventLoop
import Postgres
import TestSupport
import Testing

@Suite struct TransactionTests {
    private struct Unwanted: Error {}

    private static func withTable(
        _ body: @Sendable (TestDatabase, Context) async throws -> Void
    ) async throws {
        let test = try await TestDatabase.make()
        defer { test.drop() }
        try test.run(
            "create table notes (body text not null check (body <> 'bad')); grant all on notes to mainline_app")
        try await body(test, TestDatabase.context(TestDatabase.id(1)))
    }

    private static func notes(_ test: TestDatabase) throws -> [String] {
        try test.column("select body from notes order by body")
    }

    @Test func a_failure_that_was_swallowed_is_not_a_commit() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            await #expect(throws: PostgresError.self) {
                try await test.database.transaction(context) { transaction in
                    try await transaction.query("insert into notes values ('kept?')")
                    do { try await transaction.query("insert into notes values ('bad')") } catch {}
                }
            }
            #expect(try Self.notes(test) == [])
        }
    }

    @Test func a_savepoint_answers_for_what_was_queued_in_it() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            try await test.database.transaction(context) { transaction in
                transaction.queue("insert into notes values ('before')")
                await #expect(throws: PostgresError.self) {
                    try await transaction.savepoint { transaction.queue("insert into notes values ('bad')") }
                }
                transaction.queue("insert into notes values ('after')")
            }
            #expect(try Self.notes(test) == ["after", "before"])
        }
    }

    @Test func a_savepoint_inside_another_leaves_the_outer_one_whole() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            try await test.database.transaction(context) { transaction in
                await #expect(throws: Unwanted.self) {
                    try await transaction.savepoint {
                        transaction.queue("insert into notes values ('outer')")
                        try await transaction.savepoint { throw Unwanted() }
                    }
                }
            }
            #expect(try Self.notes(test) == [])
        }
    }

    @Test func a_cancelled_transaction_spares_the_next_user_of_its_connection() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            for _ in 0..<40 {
                let task = Task(executorPreference: test.loops.loops[0]) {
                    try await test.database.transaction(context) { try await $0.query("select pg_sleep(0.002)") }
                }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...4)))
                task.cancel()
                _ = await task.result
                let next = Task(executorPreference: test.loops.loops[0]) {
                    try await test.database.transaction(context) { try await $0.query("select pg_sleep(0.01)").count }
                }
                #expect(try await next.value == 1)
            }
        }
    }

    @Test func a_connection_lost_in_the_commit_is_told_as_an_unknown_outcome() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            let error = await #expect(throws: PostgresError.self) {
                try await test.database.transaction(context) { transaction in
                    try await transaction.query("insert into notes values ('perhaps')")
                    transaction.queue("select pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(error?.state == "08007")
        }
    }

    @Test func a_statement_whose_preparation_was_skipped_works_for_others_at_the_same_moment() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in 0..<40 {
                    group.addTask(executorPreference: test.loops.loops[0]) {
                        let statement = SQL(trusted: "insert into notes values ('round \(round / 2)')")
                        guard round.isMultiple(of: 2) else {
                            _ = try await test.database.query(context, statement)
                            return
                        }
                        await #expect(throws: PostgresError.self) {
                            try await test.database.batch(context, ["insert into notes values ('bad')", statement])
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Self.notes(test).count == 20)
        }
    }

    @Test func what_is_planned_anew_is_not_kept_nor_what_it_is_part_of() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            try await withTaskExecutorPreference(test.loops.loops[0]) {
                let anew: SQL = .plannedAnew("select body from notes where body <> \("b")")
                _ = try await test.database.batch(
                    context, [anew, "select count(*) as whole from (\(anew)) n", "select count(*) as kept from notes"])
                let kept = try await test.database.query(
                    context,
                    """
                    select statement from pg_prepared_statements
                    where statement like '%from notes%' and statement not like '%pg_prepared_statements%'
                    """)
                let texts = try kept.map { try $0.get("statement", as: String.self) }
                #expect(texts == ["select count(*) as kept from notes"])
            }
        }
    }

    @Test func more_statements_than_are_kept_prepared_still_run() async throws {
        try await Self.withTable { (test: TestDatabase, context: Context) async throws -> Void in
            for number in 0..<2200 {
                let rows = try await test.database.query(context, SQL(trusted: "select \(number) as number"))
                #expect(try rows.one("number").get("number") == number)
            }
            let kept = try await test.database.query(context, "select count(*) as kept from pg_prepared_statements")
            #expect(try kept.one("count").get("kept", as: Int.self) <= 1001)
        }
    }
}
