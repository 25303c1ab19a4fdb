import Core
import EventLoop
import Glibc
import Postgres
import Testing

@Suite struct PostgresSpike {
    @Test func works() async throws {
        let loops = try EventLoopGroup(count: 2)
        let db = Database(.init(application: "host=/tmp/pg user=postgres dbname=postgres", system: "host=/tmp/pg user=postgres dbname=postgres"), loops: loops)
        let context = Context(organisation: ID(IDSource.random.next(at: .systemNow).description)!, actor: .visitor, role: .owner, correlation: "x", surface: .cli)
        let rows = try await db.query(context, "select \(5)::int + 1 as six, current_setting('app.org') as org, array['a','b,c'] as list, now() as at")
        #expect(try rows.one("x").get("six") == 6)
        #expect(try rows.one("x").get("list") == ["a", "b,c"])
        #expect(try rows.one("x").get("org", as: ID<Organisation>.self) == context.organisation)
        let at: Instant = try rows.one("x").get("at")
        #expect(abs(at.seconds - Instant.systemNow.seconds) < 5)
        await #expect(throws: PostgresError.self) { try await db.query(context, "select 1/0") }
        let sum = try await db.transaction(context) { tx -> Int in
            try await tx.query("create temp table t(a int) on commit drop")
            tx.queue("insert into t values (1)")
            tx.queue("insert into t select generate_series(1,\(3)::int)")
            return try await tx.query("select sum(a) from t").one("x").get("sum")
        }
        #expect(sum == 7)
        await #expect(throws: PostgresError.self) {
            try await db.transaction(context) { tx in tx.queue("select 1/0") }
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for i in 0..<500 { group.addTask { try await db.query(context, "select \(i)::int as i").one("x").get("i") } }
            for i in 0..<50 { group.addTask { try await db.transaction(context) { tx in try await tx.query("select \(i)::int as i").one("x").get("i") } } }
            var s = 0
            for try await v in group { s += v }
            #expect(s == 499 * 500 / 2 + 49 * 50 / 2)
        }
        // killed backends are replaced
        _ = try? await db.query(context, "select pg_terminate_backend(pg_backend_pid())")
        let again: Int = try await db.query(context, "select 1 as one").one("x").get("one")
        #expect(again == 1)
    }
}
