import Core
import EventLoop
import TestSupport
import Testing

@testable import Postgres

/// One organisation that asks for much waits for itself, not others for it.
@Suite struct FairShareTests {
    private func tenant(_ number: UInt64) -> Identifier { Identifier(high: 1, low: number) }

    @Test func organisations_take_turns_and_keep_their_own_order() throws {
        var list = FairWaitingList<String>()
        for number in 1...3 { _ = list.append("loud \(number)", of: tenant(1)) }
        _ = list.append("quiet 1", of: tenant(2))
        _ = list.append("own", of: nil)
        var order: [String] = []
        while let next = list.takeFirst(where: { _ in true }) { order.append(next.element) }
        #expect(order == ["loud 1", "quiet 1", "own", "loud 2", "loud 3"])
        #expect(list.count == 0)
    }

    @Test func who_has_had_its_share_is_passed_over_and_places_can_be_given_up() throws {
        var list = FairWaitingList<String>()
        let given = list.append("given up", of: tenant(1))
        _ = list.append("loud", of: tenant(1))
        _ = list.append("quiet", of: tenant(2))
        #expect(list.take(given) == "given up")
        #expect(list.take(given) == nil)
        #expect(list.count(of: tenant(1)) == 1)
        #expect(list.takeFirst { $0 != tenant(1) }?.element == "quiet")
        #expect(list.takeFirst { $0 != tenant(1) } == nil)
        #expect(list.takeFirst { _ in true }?.element == "loud")
    }

    @Test func a_turn_that_has_come_gives_up_nobody_elses_place() {
        var list = FairWaitingList<String>()
        let first = list.append("first", of: tenant(1))
        #expect(list.takeFirst { _ in true }?.element == "first")
        _ = list.append("second", of: tenant(1))
        #expect(list.take(first) == nil)
        #expect(list.takeFirst { _ in true }?.element == "second")
    }

    @Test func shares_are_held_and_given_back() {
        var shares = Shares(limit: 2)
        for _ in 0..<2 { shares.take(tenant(1)) }
        #expect(!shares.hasRoom(tenant(1)))
        #expect(shares.hasRoom(tenant(2)))
        #expect(shares.hasRoom(nil))
        shares.giveBack(tenant(1))
        #expect(shares.hasRoom(tenant(1)))
    }

    @Test func an_organisation_whose_transactions_all_stand_still_leaves_connections_to_others() async throws {
        let test = try await TestDatabase.make(["Postgres"])
        defer { test.drop() }
        let database = test.database
        let loud = TestDatabase.context(TestDatabase.id(1, of: Organisation.self))
        let quiet = TestDatabase.context(TestDatabase.id(2, of: Organisation.self))
        let blocker = try BlockingSession(test.conninfo(user: "mainline_system"))
        try blocker.run("select pg_advisory_lock(4711)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<60 {
                group.addTask {
                    do {
                        try await database.transaction(loud) {
                            _ = try await $0.query("select pg_advisory_xact_lock(4711)")
                        }
                    } catch let error as PostgresError where error.state == "53300" {
                        // Waited too long for a place: it was its own organisation that kept it.
                    }
                }
            }
            // More than there are connections, and every one comes through while the others stand still.
            for _ in 0..<40 {
                let rows = try await database.transaction(quiet) { try await $0.query("select 1 as one") }
                #expect(try rows.one("row").get("one", as: Int.self) == 1)
            }
            try blocker.run("select pg_advisory_unlock(4711)")
            try await group.waitForAll()
        }
    }

    @Test func a_burst_is_served_by_the_connections_there_are_while_another_may_not_be_opened_yet() async throws {
        let test = try await TestDatabase.make(["Postgres"])
        defer { test.drop() }
        let loop = test.loops.loops[0]
        var limits = ConnectionPool.Limits()
        limits.pace = .seconds(60)
        let pool = LoopBound(
            ConnectionPool(
                loop: loop, conninfo: test.conninfo(user: "mainline_system"), limits: limits,
                workers: WorkerPool(threads: 1), usesPreparedStatements: true))
        let place = StatementPlace(file: "test", line: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                        loop.submit {
                            let tenant = tenant(UInt64(number % 3))
                            pool.value.lease(place, for: tenant) { lease in
                                if case .success(let connection) = lease { pool.value.release(connection, of: tenant) }
                                done.resume(with: lease.map { _ in })
                            }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let open = try test.column(
            "select 1 from pg_stat_activity where usename = 'mainline_system' and datname = current_database()")
        #expect(open.count == 1)
        loop.submit { pool.value.close() }
    }
}
