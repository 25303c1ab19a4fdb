import Core
import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct PipelineTests {
    private static func with(_ body: (TestDatabase, Context) async throws -> Void) async throws {
        let test = try await TestDatabase.make()
        defer { test.drop() }
        try test.run(
            """
            set role mainline_owner;
            create table marks (org_id uuid not null, id int not null, kind text, primary key (org_id, id),
              unique (org_id, kind) deferrable initially deferred);
            select tenant_table('marks');
            """)
        try await body(test, TestDatabase.context(TestDatabase.id(1)))
    }

    private static func insert(_ id: Int, _ kind: String? = nil) -> SQL {
        "insert into marks (org_id, id, kind) values (app_org(), \(id), \(kind))"
    }

    private func state(_ body: () async throws -> some Any) async throws -> String? {
        do {
            _ = try await body()
            return nil
        } catch let error as PostgresError { return error.state }
    }

    @Test func an_error_in_the_middle_undoes_the_batch_and_the_connection_goes_on() async throws {
        try await Self.with { test, context in
            let failed = try await state {
                try await test.database.batch(context, [Self.insert(1), "select 1 / 0", Self.insert(2)])
            }
            #expect(failed == "22012")
            #expect(try test.column("select 1 from marks").isEmpty)
            // The failed statement is prepared no more, the others still answer.
            #expect(try await state { try await test.database.query(context, "select 1 / 0") } == "22012")
            #expect(try await test.database.query(context, "select 7 as n").one("n").get("n", as: Int.self) == 7)
        }
    }

    @Test func a_savepoint_undoes_only_its_own() async throws {
        try await Self.with { test, context in
            try await test.database.transaction(context) { transaction in
                transaction.queue(Self.insert(1))
                do {
                    try await transaction.savepoint {
                        transaction.queue(Self.insert(2))
                        try await transaction.query("select 1 / 0")
                    }
                    Issue.record("the savepoint held")
                } catch let error as PostgresError { #expect(error.state == "22012") }
                _ = try await transaction.savepoint { try await transaction.query(Self.insert(3)) }
                transaction.queue(Self.insert(4))
            }
            #expect(try test.column("select id from marks order by id") == ["1", "3", "4"])
        }
    }

    @Test func what_is_checked_at_the_end_fails_the_commit() async throws {
        try await Self.with { test, context in
            let failed = try await state {
                try await test.database.transaction(context) { transaction in
                    try await transaction.query(Self.insert(1, "same"))
                    try await transaction.query(Self.insert(2, "same"))
                }
            }
            #expect(failed == "23505")
            #expect(try test.column("select 1 from marks").isEmpty)
        }
    }

    @Test func nothing_is_announced_that_was_rolled_back() async throws {
        try await Self.with { test, context in
            let failed = try await state {
                try await test.database.transaction(context) { transaction in
                    try await transaction.query(Self.insert(1))
                    transaction.afterCommit { Issue.record("announced") }
                    try await transaction.query("select 1 / 0")
                }
            }
            #expect(failed == "22012")
            #expect(try test.column("select 1 from marks").isEmpty)
        }
    }

    @Test func a_lost_connection_fails_its_work_and_the_next_gets_a_new_one() async throws {
        try await Self.with { test, context in
            let failed = try await state {
                try await test.database.transaction(context) { transaction in
                    try await transaction.query(Self.insert(1))
                    try test.run(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                    )
                    try await transaction.query("select 1")
                }
            }
            #expect(failed == "57P01" || failed == "08006")
            #expect(try test.column("select 1 from marks").isEmpty)
            _ = try await test.database.transaction(context) { try await $0.query(Self.insert(2)) }
            #expect(try test.column("select id from marks") == ["2"])
        }
    }

    @Test func serialisation_failures_are_tried_again() async throws {
        try await Self.with { test, context in
            let attempts = Counter()
            let done = try await test.database.transaction(context) { transaction in
                try await transaction.query(Self.insert(1))
                if attempts.next() < 3 {
                    try await transaction.query("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
                }
                return attempts.value
            }
            #expect(done == 3)
            #expect(try test.column("select 1 from marks").count == 1)
        }
    }

    @Test func many_at_once_share_few_connections() async throws {
        try await Self.with { test, context in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<600 {
                    group.addTask {
                        try await test.database.query(context, "select \(number)::int as n").one("n").get("n")
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 600 * 599 / 2)
            let connections = try test.column(
                "select 1 from pg_stat_activity where datname = current_database() and usename = 'mainline_app'")
            #expect(connections.count <= 4)
        }
    }

    @Test func one_tenant_never_sees_another_however_they_are_mixed() async throws {
        try await Self.with { test, _ in
            try test.run(
                "insert into marks select ('0190000000007000800000000000000' || o)::uuid, i from generate_series(1, 4) o, generate_series(1, 10) i"
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    let organisation = TestDatabase.id(UInt64(1 + number % 4), of: Organisation.self)
                    group.addTask {
                        let rows = try await test.database.query(
                            TestDatabase.context(organisation),
                            "select count(*) as n, count(*) filter (where org_id <> \(organisation)) as other from marks"
                        )
                        let row = try rows.one("count")
                        #expect(try row.get("n", as: Int.self) == 10 && row.get("other", as: Int.self) == 0)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}

/// Counts across attempts.
private final class Counter: @unchecked Sendable {
    // One transaction's attempts come one after the other.
    private(set) var value = 0
    func next() -> Int {
        value += 1
        return value
    }
}
