import Core
import Jobs
import Postgres
import TestSupport
import Testing

@Suite struct JobOperationsTests {
    private let broken = JobKind("note") { _ in throw JobFailure.permanent("no such number") }

    @Test func lists_and_retries_what_needs_attention() async throws {
        try await JobBench.with { bench in
            let ids = try await bench.enqueue([.note("a")])
            try await bench.runner([broken]).runUntilIdle()
            let operations = JobOperations(bench.test.database, notifier: nil)
            let listed = try await operations.list(bench.context())
            #expect(listed.map(\.id) == ids)
            #expect(listed.first?.lastError == "no such number")
            #expect(try await operations.list(bench.context(bench.second)).isEmpty)
            try await operations.retry(ids[0], of: bench.first, now: bench.clock.now)
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted == ["a"])
        }
    }

    @Test func cancelling_wants_a_reason_and_a_job_that_waits() async throws {
        try await JobBench.with { bench in
            let ids = try await bench.enqueue([.note("a")])
            let operations = JobOperations(bench.test.database, notifier: nil)
            let now = bench.clock.now
            await #expect(throws: Problem.self) {
                try await operations.cancel(ids[0], of: bench.first, reason: " ", now: now)
            }
            await #expect { try await operations.cancel(ids[0], of: bench.second, reason: "x", now: now) } throws: {
                ($0 as? Problem)?.status == 404
            }
            await #expect { try await operations.skip(ids[0], of: bench.first, reason: "x", now: now) } throws: {
                ($0 as? Problem)?.status == 409
            }
            try await operations.cancel(ids[0], of: bench.first, reason: "sent twice", now: now)
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted == [])
            #expect(
                try bench.test.column("select state || ': ' || reason from job_history") == ["cancelled: sent twice"])
        }
    }
}
