import Core
import Postgres
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct JobRunnerTests {
    @Test func many_runners_lose_nothing_and_run_nothing_twice() async throws {
        try await JobBench.with { bench in
            for organisation in [bench.first, bench.second] {
                try await bench.enqueue((0..<300).map { .note("\(organisation)-\($0)") }, in: organisation)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    let runner = bench.runner([bench.noting()]) { $0.capacity = 20 }
                    group.addTask { try await runner.runUntilIdle() }
                }
                try await group.waitForAll()
            }
            #expect(bench.noted.count == 600)
            #expect(Set(bench.noted).count == 600)
            #expect(try bench.finished().count == 600)
        }
    }

    @Test func another_process_takes_over_and_the_dead_ones_answer_is_refused() async throws {
        try await JobBench.with { bench in
            let gate = Gate()
            let runs = Mutex<[JobRun]>([])
            let held = JobKind("note", lease: .seconds(60)) { run in
                runs.withLock { $0.append(run) }
                await gate.pass()
            }
            try await bench.enqueue([.note("a")])
            let dead = bench.runner([held])
            try await dead.turn()
            await gate.arrivals(1)

            let heir = bench.runner([bench.noting()])
            bench.clock.advance(.seconds(59))
            try await heir.runUntilIdle()
            #expect(bench.noted == [])
            bench.clock.advance(.seconds(2))
            let zombie = try #require(runs.withLock { $0.first })
            #expect(!zombie.isLeaseValid)
            try await heir.runUntilIdle()
            #expect(bench.noted == ["a"])

            gate.open()
            try await dead.runUntilIdle()
            #expect(dead.metrics.refused.value == 1)
            #expect(dead.metrics.done["note"].value == 0)
            #expect(try bench.finished() == ["succeeded"])
            #expect(try bench.test.column("select attempt from job_history") == ["2"])
        }
    }

    @Test func only_the_holder_of_the_fence_may_write() async throws {
        try await JobBench.with { bench in
            let gate = Gate()
            let refused = Mutex(false)
            let kind = JobKind("note") { run in
                if run.attempt == 1 { await gate.pass() }
                do {
                    try await bench.test.database.transaction(run.context) { tx in
                        try await run.hold(in: tx)
                        bench.note("attempt \(run.attempt)")
                    }
                } catch {
                    // By the fence, or the runner was quicker: it found the lease lost and cancelled the handler.
                    let isLost = if case JobFailure.leaseLost = error { true } else { error is CancellationError }
                    refused.withLock { $0 = isLost }
                    throw error
                }
            }
            try await bench.enqueue([.note("a")])
            let dead = bench.runner([kind])
            try await dead.turn()
            await gate.arrivals(1)
            bench.clock.advance(.seconds(61))
            try await bench.runner([kind]).runUntilIdle()
            gate.open()
            try await dead.runUntilIdle()
            #expect(bench.noted == ["attempt 2"])
            #expect(refused.withLock { $0 })
        }
    }

    @Test func a_lease_is_renewed_while_the_handler_runs() async throws {
        try await JobBench.with { bench in
            let gate = Gate()
            try await bench.enqueue([.note("a")])
            let slow = bench.runner([
                JobKind("note", lease: .seconds(60)) { run in
                    await gate.pass()
                    bench.note("slow")
                }
            ])
            let other = bench.runner([bench.noting()])
            try await slow.turn()
            await gate.arrivals(1)
            for _ in 0..<6 {
                bench.clock.advance(.seconds(30))
                try await slow.turn()
                try await other.runUntilIdle()
            }
            gate.open()
            try await slow.runUntilIdle()
            #expect(bench.noted == ["slow"])
            #expect(try bench.finished() == ["succeeded"])
        }
    }

    @Test func a_job_that_kills_its_process_each_time_needs_attention() async throws {
        try await JobBench.with { bench in
            let never = Gate()
            try await bench.enqueue([.note("a")])
            for attempt in 1...3 {
                try await bench.runner([JobKind("note", maxAttempts: 3) { _ in await never.pass() }]).turn()
                await never.arrivals(attempt)
                bench.clock.advance(.seconds(61))
            }
            try await bench.runner([bench.noting()]).runUntilIdle()
            #expect(try bench.states() == ["needs_attention"])
            #expect(bench.noted == [])
            never.open()
        }
    }

    @Test func a_failure_is_tried_again_until_the_attempts_are_used_up() async throws {
        try await JobBench.with { bench in
            struct Broken: Error {}
            let kind = JobKind("note", maxAttempts: 3, backoff: JobBackoff(base: .seconds(10), cap: .seconds(15))) {
                run in
                bench.note("\(run.attempt)")
                throw Broken()
            }
            try await bench.enqueue([.note("a")])
            let runner = bench.runner([kind])
            try await runner.runUntilIdle()
            #expect(try bench.states() == ["retry_wait"])
            bench.clock.advance(.seconds(10))
            try await runner.runUntilIdle()
            bench.clock.advance(.seconds(15))
            try await runner.runUntilIdle()
            #expect(bench.noted == ["1", "2", "3"])
            #expect(try bench.states() == ["needs_attention"])
            #expect(try bench.test.column("select last_error from jobs") == ["Broken()"])
        }
    }

    @Test func a_permanent_failure_needs_attention_at_once_and_a_wait_is_kept() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([NewJob("never"), NewJob("wait")])
            let runner = bench.runner([
                JobKind("never") { _ in throw JobFailure.permanent("The number is not in service.") },
                JobKind("wait") { run in
                    if run.attempt == 1 { throw JobFailure.retry(after: .minutes(5)) }
                    bench.note("waited")
                },
            ])
            try await runner.runUntilIdle()
            #expect(try bench.states() == ["needs_attention", "retry_wait"])
            bench.clock.advance(.minutes(4))
            try await runner.runUntilIdle()
            #expect(bench.noted == [])
            bench.clock.advance(.minutes(1))
            try await runner.runUntilIdle()
            #expect(bench.noted == ["waited"])
        }
    }

    @Test func jobs_of_one_key_run_one_at_a_time_in_order() async throws {
        try await JobBench.with { bench in
            let running = Mutex<[String: Int]>([:])
            let overlap = Mutex(false)
            let kind = JobKind("note") { run in
                let key = run.payload["key"]?.string ?? ""
                let count = running.withLock { running in
                    running[key, default: 0] += 1
                    return running[key, default: 0]
                }
                if count > 1 { overlap.withLock { $0 = true } }
                await Task.yield()
                bench.note(run.payload["name"]?.string ?? "")
                running.withLock { $0[key, default: 0] -= 1 }
            }
            let jobs = (0..<30).map { index in
                let key = "k\(index % 3)"
                return NewJob(
                    "note", payload: ["name": .string("\(key)-\(index + 100)"), "key": .string(key)],
                    serialisationKey: key)
            }
            try await bench.enqueue(jobs)
            let runners = [bench.runner([kind]), bench.runner([kind])]
            while try !bench.states().isEmpty {
                for runner in runners { try await runner.runUntilIdle() }
            }
            for key in ["k0", "k1", "k2"] {
                let order = bench.noted.filter { $0.hasPrefix(key) }
                #expect(order.count == 10)
                #expect(order == order.sorted())
            }
            #expect(!overlap.withLock { $0 })
        }
    }

    @Test func a_job_that_needs_attention_holds_back_those_behind_it() async throws {
        try await JobBench.with { bench in
            let ids = try await bench.enqueue([
                NewJob("broken", serialisationKey: "k"), .note("behind", serialisationKey: "k"), .note("free"),
            ])
            let runner = bench.runner([bench.noting(), JobKind("broken") { _ in throw JobFailure.permanent("no") }])
            try await runner.runUntilIdle()
            #expect(bench.noted == ["free"])
            try await JobOperations(bench.test.database, notifier: nil).skip(
                ids[0], of: bench.first, reason: "done by hand", now: bench.clock.now)
            try await runner.runUntilIdle()
            #expect(bench.noted == ["free", "behind"])
        }
    }

    @Test func a_busy_organisation_does_not_starve_another() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue((0..<200).map { .note("busy-\($0)") })
            try await bench.enqueue([.note("quiet")], in: bench.second)
            try await bench.runner([bench.noting()]) { $0.capacity = 4 }.runUntilIdle()
            let place = try #require(bench.noted.firstIndex(of: "quiet"))
            #expect(place < 8)
        }
    }

    @Test func a_kind_keeps_to_its_limit() async throws {
        try await JobBench.with { bench in
            let gate = Gate()
            try await bench.enqueue((0..<10).map { _ in NewJob("slow") } + [.note("other")])
            let runner = bench.runner([JobKind("slow", concurrency: 2) { _ in await gate.pass() }, bench.noting()])
            try await runner.turn()
            await gate.arrivals(2)
            #expect(try bench.states().filter { $0 == "running" }.count <= 3)
            gate.open()
            try await runner.runUntilIdle()
            #expect(try bench.finished().count == 11)
        }
    }

    @Test func a_handler_over_its_time_limit_is_cancelled_and_tried_again() async throws {
        try await JobBench.with { bench in
            let started = Gate()
            started.open()
            try await bench.enqueue([.note("a")])
            let runner = bench.runner([
                JobKind("note", timeLimit: .seconds(30)) { run in
                    await started.pass()
                    try await Task.sleep(for: .seconds(3600))
                }
            ])
            try await runner.turn()
            await started.arrivals(1)
            bench.clock.advance(.seconds(31))
            try await runner.runUntilIdle()
            #expect(try bench.states() == ["retry_wait"])
        }
    }

    @Test func stopping_lets_jobs_finish_and_gives_back_the_rest() async throws {
        try await JobBench.with { bench in
            let started = Gate()
            started.open()
            try await bench.enqueue([.note("quick"), NewJob("endless")])
            let runner = bench.runner([
                bench.noting(),
                JobKind("endless") { _ in
                    await started.pass()
                    try await Task.sleep(for: .seconds(3600))
                },
            ])
            runner.start()
            await started.arrivals(1)
            await runner.stop(grace: .milliseconds(50))
            #expect(bench.noted == ["quick"])
            #expect(try bench.states() == ["available"])
            #expect(try bench.test.column("select attempt from jobs") == ["0"])
        }
    }

    @Test func a_running_service_is_woken_by_a_commit() async throws {
        try await JobBench.with { bench in
            let ran = Gate()
            ran.open()
            let runner = bench.runner([JobKind("note") { _ in await ran.pass() }]) {
                $0.listen = bench.test.conninfo(user: "mainline_system")
                $0.pollInterval = .seconds(3600)
            }
            runner.start()
            let queue = JobQueue(notifier: .jobs(bench.test.database))
            for count in 1...3 {
                try await bench.test.database.transaction(bench.context()) { tx in
                    _ = try queue.enqueue(.note("a"), in: tx)
                }
                await ran.arrivals(count)
            }
            await runner.stop()
        }
    }

    @Test func history_is_purged_by_age() async throws {
        try await JobBench.with { bench in
            try await bench.enqueue([.note("a", idempotencyKey: "k")])
            let runner = bench.runner([bench.noting()]) { $0.historyKept = .days(2) }
            try await runner.runUntilIdle()
            bench.clock.advance(.days(3))
            try await runner.runUntilIdle()
            #expect(try bench.finished() == [])
            #expect(try bench.test.column("select key from job_keys") == [])
        }
    }
}
