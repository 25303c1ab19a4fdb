import Core
import HTTP
import Postgres
import TestSupport
import Testing

@testable import Access

@Suite struct KeyQuotaTests {
    private func key(_ fixture: AccessFixture, day: Int? = nil, month: Int? = nil) async throws -> APIKeys.Made {
        let new = NewAPIKey(name: "K", role: .agent, requestsPerDay: day, requestsPerMonth: month)
        return try await APIKeys(fixture.authenticator).create(new, fixture.context())
    }

    private func taken(_ fixture: AccessFixture, _ id: Identifier) async throws -> Int? {
        try await fixture.database.systemQuery(
            .operations, "select taken from api_quotas where subject_id = \(id) and period = 'day'"
        ).first?.get("taken")
    }

    /// The problem with which the next request is refused.
    private func refusal(_ authenticator: Authenticator, _ request: Request) async throws -> Problem? {
        do { _ = try await authenticator.authenticate(request) } catch let problem as Problem { return problem }
        return nil
    }

    @Test func a_days_quota_is_never_exceeded_and_names_itself() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 5)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            for _ in 0..<5 { #expect(try await refusal(fixture.authenticator, request) == nil) }
            let problem = try #require(try await refusal(fixture.authenticator, request))
            #expect(problem.status == 429)
            #expect(problem.code == "daily_quota_exceeded")
            #expect(problem.extra["limit"] == "day")
            // Until midnight on the organisation's wall.
            let end = Zone.utc.startOfDay(Zone.utc.local(fixture.clock.now).date.adding(days: 1))
            let wait = try #require(problem.retryAfter)
            #expect(abs(Int((end - fixture.clock.now).components.seconds) - wait) <= 1)
            fixture.clock.advance(end - fixture.clock.now)
            #expect(try await refusal(fixture.authenticator, request) == nil)
        }
    }

    @Test func quotas_stand_in_the_headers_beside_the_burst() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 1000, month: 20_000)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            _ = try await fixture.authenticator.authenticate(request)
            let headers = fixture.authenticator.finish(request, .noContent).headers
            #expect(
                headers["RateLimit-Policy"]
                    == "\"burst\";q=600;w=60, \"day\";q=1000;w=86400, \"month\";q=20000;w=2592000")
            let standing = try #require(headers["RateLimit"])
            #expect(standing.contains("\"day\";r=999;"))
            #expect(standing.contains("\"month\";r=19999;"))
        }
    }

    @Test func two_processes_share_a_quota_and_never_exceed_it() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 300)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            let other = Authenticator(database: fixture.database, clock: fixture.clock.source)
            let passed = try await withThrowingTaskGroup(of: Int.self) { group in
                for authenticator in [fixture.authenticator, other] {
                    group.addTask {
                        var passed = 0
                        for _ in 0..<250 where try await self.refusal(authenticator, request) == nil { passed += 1 }
                        return passed
                    }
                }
                return try await group.reduce(0, +)
            }
            // What the other holds of its last block of one percent may be missing, never too much.
            #expect((294...300).contains(passed))
        }
    }

    @Test func blocks_are_taken_and_what_is_left_is_given_back() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 10_000)
            _ = try await fixture.whoHolds(made.text)
            #expect(try await taken(fixture, made.id) == 100)
            // Another process goes on where this one's block ends, and a stopped one gives back what it did not use.
            let other = Authenticator(database: fixture.database, clock: fixture.clock.source)
            _ = try await other.authenticate(fixture.get("/api/v1/leads", key: made.text))
            #expect(try await taken(fixture, made.id) == 200)
            await other.stop()
            #expect(try await taken(fixture, made.id) == 101)
            await fixture.authenticator.stop()
            #expect(try await taken(fixture, made.id) == 2)
        }
    }

    @Test func a_raised_quota_holds_at_once() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 1)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            #expect(try await refusal(fixture.authenticator, request) == nil)
            #expect(try await refusal(fixture.authenticator, request)?.code == "daily_quota_exceeded")
            let keys = APIKeys(fixture.authenticator)
            try await fixture.database.transaction(fixture.context()) {
                try await keys.change(made.id, KeyLimitChange(requestsPerDay: .some(nil)), in: $0)
            }
            #expect(try await refusal(fixture.authenticator, request) == nil)
        }
    }

    @Test func an_organisations_quota_holds_all_its_keys_together() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let allowance = APIAllowance(requestsPerMonth: 3)
            let authenticator = Authenticator(database: fixture.database, clock: fixture.clock.source) { _ in allowance
            }
            let keys = try await [key(fixture), key(fixture)]
            let requests = try keys.map { try fixture.get("/api/v1/leads", key: $0.text) }
            for index in 0..<3 { #expect(try await refusal(authenticator, requests[index % 2]) == nil) }
            for request in requests {
                #expect(try await refusal(authenticator, request)?.code == "organisation_monthly_quota_exceeded")
            }
        }
    }

    @Test func an_organisations_keys_share_a_burst() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let allowance = APIAllowance(requestsPerMinute: 4)
            let authenticator = Authenticator(database: fixture.database, clock: fixture.clock.source) { _ in allowance
            }
            let keys = try await [key(fixture), key(fixture)]
            let requests = try keys.map { try fixture.get("/api/v1/leads", key: $0.text) }
            for index in 0..<4 { #expect(try await refusal(authenticator, requests[index % 2]) == nil) }
            let problem = try #require(try await refusal(authenticator, requests[0]))
            #expect(problem.code == "organisation_rate_limited")
            #expect(problem.retryAfter == 15)
        }
    }

    @Test func usage_is_counted_by_hour_day_and_month() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            for status in [200, 200, 404, 429] {
                _ = try await fixture.authenticator.authenticate(request)
                _ = fixture.authenticator.finish(request, .text("12345", status: status))
            }
            await fixture.authenticator.writeKeyUses()
            let context = fixture.context()
            for grain in APIUsage.Grain.allCases {
                // A month's row is as old as the month.
                let since = context.now - (grain == .month ? .days(40) : .days(8))
                let usage = try APIUsage(grain: grain, from: since, to: context.now + .seconds(1))
                let rows = try APIUsage.rows(try await fixture.database.query(context, usage.statement))
                let row = try #require(rows.first)
                #expect(rows.count == 1)
                #expect(row.requests == 4)
                #expect(row.errors == 2)
                #expect(row.limited == 1)
                #expect(row.bytesOut == 20)
            }
            let shown = try #require(try await APIKeys(fixture.authenticator).list(context).first)
            #expect(shown.requestsToday == 4)
        }
    }

    @Test func others_see_neither_usage_nor_quotas() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture, day: 10)
            let request = try fixture.get("/api/v1/leads", key: made.text)
            _ = try await fixture.authenticator.authenticate(request)
            _ = fixture.authenticator.finish(request, .noContent)
            await fixture.authenticator.writeKeyUses()
            for context in [fixture.context(.manager), fixture.context(in: fixture.globex)] {
                let usage = try await fixture.database.query(context, "select 1 from api_usage")
                let quotas = try await fixture.database.query(context, "select 1 from api_quotas")
                #expect(usage.isEmpty && quotas.isEmpty)
            }
        }
    }

    /// An answer to somebody who only knows the key's number tells nothing of it and counts for nothing.
    @Test func a_forged_key_neither_counts_nor_learns_how_the_real_one_stands() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture)
            _ = try await fixture.whoHolds(made.text)
            let forged = try fixture.get("/healthz", key: APIKeyText(id: made.id).text)
            let headers = fixture.authenticator.finish(forged, .noContent).headers
            #expect(headers["RateLimit"] == nil)
            await fixture.authenticator.writeKeyUses()
            let rows = try await fixture.database.systemQuery(.operations, "select 1 from api_usage")
            #expect(rows.isEmpty)
        }
    }

    @Test func guessing_keys_is_slowed_down_without_stopping_those_in_use() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let made = try await key(fixture)
            let other = Authenticator(database: fixture.database, clock: fixture.clock.source)
            other.start(listeningOn: fixture.application)
            for _ in 0..<500 where !other.cache.hearsChanges { try await Task.sleep(for: .milliseconds(10)) }
            let known = try fixture.get("/api/v1/leads", key: made.text)
            #expect(try await refusal(other, known) == nil)
            for _ in 0..<FailureLimit.perAddress {
                let guess = try fixture.get("/api/v1/leads", key: APIKeyText(id: made.id).text)
                #expect(try await refusal(other, guess)?.code == "invalid_api_key")
            }
            let guess = try fixture.get("/api/v1/leads", key: APIKeyText(id: made.id).text)
            #expect(try await refusal(other, guess)?.code == "too_many_failures")
            #expect(try await refusal(other, known) == nil)
            await other.stop()
        }
    }
}
