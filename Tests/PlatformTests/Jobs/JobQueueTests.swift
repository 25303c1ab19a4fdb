import Core
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Jobs

@Suite struct JobQueueTests {
    @Test func runs_what_was_committed_and_nothing_else() async throws {
        try await JobBench.with { bench in
            struct Undo: Error {}
            try await bench.enqueue([.note("a"), .note("b")])
            await #expect(throws: Undo.self) {
                try await bench.test.database.transaction(bench.context()) { tx in
                    try bench.queue.enqueue(.note("undone"), in: tx)
                    try await tx.query("select 1")
                    throw Undo()
                }
            }
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted.sorted() == ["a", "b"])
            #expect(try bench.states() == [])
            #expect(try bench.finished() == ["succeeded", "succeeded"])
        }
    }

    @Test func a_key_asked_again_does_nothing_even_after_the_job_is_done() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([.note("a", idempotencyKey: "k"), .note("a", idempotencyKey: "k")])
            try await bench.enqueue([.note("a", idempotencyKey: "k")])
            try await bench.runner([bench.noting()]).runUntilIdle()
            try await bench.enqueue([.note("a", idempotencyKey: "k")])
            try await bench.enqueue([.note("a", idempotencyKey: "k")], in: bench.second)
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted == ["a", "a"])
        }
    }

    @Test func refuses_a_key_that_stands_for_another_request() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([.note("a", idempotencyKey: "k")])
            await #expect {
                try await bench.enqueue([.note("b", idempotencyKey: "k"), .note("c")])
            } throws: {
                ($0 as? PostgresError)?.constraint == "job_keys_same_request"
            }
            await #expect(throws: Problem.self) {
                try await bench.enqueue([.note("b", idempotencyKey: "x"), .note("c", idempotencyKey: "x")])
            }
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted == ["a"])
        }
    }

    @Test func an_organisation_sees_its_own_jobs_and_changes_none() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([.note("a")])
            let database = bench.test.database
            #expect(try await database.query(bench.context(), "select 1 from jobs").count == 1)
            #expect(try await database.query(bench.context(bench.second), "select 1 from jobs").isEmpty)
            #expect(try await database.query(bench.context(role: .customer), "select 1 from jobs").isEmpty)
            await #expect(throws: PostgresError.self) {
                try await database.query(bench.context(), "update jobs set last_error = 'x'")
            }
            await #expect(throws: PostgresError.self) { try await database.query(bench.context(), "delete from jobs") }
            await #expect(throws: PostgresError.self) {
                try await database.transaction(bench.context(bench.second)) { tx in
                    let batch = try JobBatch(
                        [.note("x")], organisation: bench.first, correlation: "", now: bench.clock.now, ids: .random)
                    tx.queue(batch.statement)
                }
            }
        }
    }

    @Test func a_visitor_may_cause_work() async throws {
        try await JobBench.with { bench in
            try await bench.test.database.transaction(bench.context(role: .visitor)) { tx in
                _ = try bench.queue.enqueue(.note("booked", idempotencyKey: "k"), in: tx)
            }
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(bench.noted == ["booked"])
        }
    }

    @Test func a_job_waits_for_its_time() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([NewJob("note", payload: ["name": "later"], runAt: bench.clock.now + .hours(1))])
            let runner = bench.runner([bench.noting()])
            try await runner.runUntilIdle()
            #expect(try bench.states() == ["scheduled"])
            bench.clock.advance(.minutes(61))
            try await runner.runUntilIdle()
            #expect(bench.noted == ["later"])
        }
    }

    @Test func urgent_jobs_go_first() async throws {
        try await JobBench.with { bench in
            var jobs = (0..<5).map { NewJob.note("\($0)") }
            jobs.append(NewJob("note", payload: ["name": "urgent"], priority: .urgent))
            try await bench.enqueue(jobs)
            try await bench.runner([bench.noting()]) { $0.capacity = 1 }.runUntilIdle()
            #expect(bench.noted == ["urgent", "0", "1", "2", "3", "4"])
        }
    }

    @Test func refuses_a_payload_over_the_limit() async throws {
        try await JobBench.with { bench in
            let text = String(repeating: "x", count: JobQueue.payloadLimit)
            await #expect(throws: Problem.self) { try await bench.enqueue([.note(text)]) }
        }
    }
}
