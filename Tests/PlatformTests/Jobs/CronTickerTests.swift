import Core
import Jobs
import Postgres
import TestSupport
import Testing

@Suite struct CronTickerTests {
    private func ticker(_ bench: JobBench, _ entries: [CronEntry]) throws -> CronTicker {
        let places = [
            CronTicker.Place(bench.first, try #require(Zone("America/New_York"))), CronTicker.Place(bench.second, .utc),
        ]
        return CronTicker(
            database: bench.test.database, queue: bench.queue, entries: entries, clock: bench.clock.source
        ) { places }
    }

    @Test func fires_by_each_organisations_own_clock() async throws {
        try await JobBench.with { bench in
            let ticker = try ticker(
                bench, [CronEntry("digest", try CronSchedule("0 10 * * *"), scope: .perOrganisation, kind: "digest")])
            #expect(try await ticker.tick() == 0)
            bench.clock.advance(.minutes(61))  // 10:01 UTC
            #expect(try await ticker.tick() == 1)
            #expect(try bench.test.column("select org_id from jobs") == [bench.second.description])
            bench.clock.advance(.hours(5))  // 10:01 in New York
            #expect(try await ticker.tick() == 1)
            #expect(try await ticker.tick() == 0)
        }
    }

    @Test func what_was_missed_runs_once() async throws {
        try await JobBench.with { bench in
            let entries = [CronEntry("seal", try CronSchedule("*/5 * * * *"), scope: .platform, kind: "seal")]
            try await ticker(bench, entries).tick()
            bench.clock.advance(.days(2))
            #expect(try await ticker(bench, entries).tick() == 1)
            #expect(
                try bench.test.column("select org_id || ' ' || (payload ->> 'due_at') from jobs")
                    == ["00000000-0000-0000-0000-000000000000 2026-03-04T09:00:00Z"])
        }
    }

    @Test func one_of_many_processes_fires() async throws {
        try await JobBench.with { bench in
            let entries = [CronEntry("hourly", try CronSchedule("0 * * * *"), scope: .perOrganisation, kind: "hourly")]
            let tickers = try (0..<4).map { _ in try ticker(bench, entries) }
            for ticker in tickers { try await ticker.tick() }
            bench.clock.advance(.hours(1))
            let fired = try await withThrowingTaskGroup(of: Int.self) { group in
                for ticker in tickers { group.addTask { try await ticker.tick() } }
                return try await group.reduce(0, +)
            }
            #expect(fired == 2)
            #expect(try bench.states().count == 2)
        }
    }
}
