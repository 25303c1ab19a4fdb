import Contracts
import Core
import HTTP
import Jobs
import Postgres
import Records
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct ActivityTests {
        private func plan(
            _ office: QuoteOffice, in minutes: Int, remind: Int64? = 30, as user: ID<User>? = nil
        ) async throws -> ID<Activity> {
            var members: [String: JSON] = [
                "subject": "Call Ada", "kind": "call", "starts_at": .text(office.clock.now + .minutes(minutes)),
            ]
            if let remind { members["remind_before"] = .int(remind) }
            let made = try await office.store.create(
                ActivityResource.resource, members, office.context(.owner, as: user))
            return try #require(made["id"]?.string.flatMap { ID<Activity>($0) })
        }

        private func ring(_ office: QuoteOffice) async throws {
            let context = try await office.store.systemContext(
                office.organisation, actor: "activities", correlation: "minute")
            try await ActivityClock(store: office.store).ring(context)
        }

        private func told(_ office: QuoteOffice, _ kind: String) throws -> Int {
            try office.column("select 1 from notifications where kind = '\(kind)'").count
        }

        @Test func a_reminder_rings_once_however_often_the_clock_looks() async throws {
            try await QuoteOffice.run { office in
                _ = try await plan(office, in: 60)
                try await ring(office)
                #expect(try told(office, "activity.reminder") == 0)
                office.clock.advance(.minutes(31))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<5 { group.addTask { try await ring(office) } }
                    try await group.waitForAll()
                }
                try await ring(office)
                #expect(try told(office, "activity.reminder") == 1)
            }
        }

        @Test func one_that_is_moved_reminds_anew() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, in: 20)
                try await ring(office)
                #expect(try told(office, "activity.reminder") == 1)
                _ = try await office.store.perform(
                    SnoozeActivity.self,
                    ["activity_id": .text(id), "until": .text(office.clock.now + .hours(5))], office.context())
                try await ring(office)
                #expect(try told(office, "activity.reminder") == 1)
                office.clock.advance(.hours(4) + .minutes(45))
                try await ring(office)
                #expect(try told(office, "activity.reminder") == 2)
            }
        }

        @Test func what_is_not_done_in_time_is_overdue_and_its_owner_told_once() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, in: 10, remind: nil)
                office.clock.advance(.minutes(11))
                try await ring(office)
                try await ring(office)
                #expect(try office.column("select status from activities") == ["overdue"])
                #expect(try told(office, "activity.overdue") == 1)
                _ = try await office.store.perform(
                    CompleteActivity.self, ["activity_id": .text(id), "outcome": "Reached"], office.context())
                #expect(try office.column("select status || ' ' || outcome from activities") == ["done Reached"])
            }
        }

        @Test func the_next_one_keeps_what_it_is_about() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, in: 10)
                let customer = try await office.draft()
                _ = customer
                try office.test.run("update activities set customer_id = (select id from customers limit 1)")
                _ = try await office.store.perform(
                    CompleteActivity.self,
                    [
                        "activity_id": .text(id), "next_subject": "Send the plan",
                        "next_starts_at": .text(office.clock.now + .days(2)),
                    ], office.context())
                #expect(
                    try office.column(
                        "select count(distinct customer_id) || ' ' || count(*) from activities") == ["1 2"])
                #expect(
                    try await problem {
                        try await office.store.perform(
                            CompleteActivity.self, ["activity_id": .text(id), "next_subject": "Alone"],
                            office.context())
                    } == "invalid")
            }
        }

        @Test func whoever_gets_one_is_told() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, in: 60)
                _ = try await office.store.perform(
                    ReassignActivity.self, ["activity_id": .text(id), "owner_id": .text(office.seller)],
                    office.context())
                #expect(
                    try office.column("select member_id from notifications where kind = 'activity.assigned'")
                        == ["\(office.seller)"])
            }
        }
    }
}
