import Contracts
import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import Sales

extension QuoteTests {
    @Suite struct CalendarFeedTests {
        private func path(_ office: QuoteOffice, _ context: Context) async throws -> String {
            String(try await office.feeds.rotate(context).dropFirst("https://crm.example.com".count))
        }

        private func plan(_ office: QuoteOffice, _ subject: String, at time: Instant, as context: Context) async throws
            -> ID<Activity>
        {
            let made = try await office.store.create(
                ActivityResource.resource, ["subject": .string(subject), "starts_at": .text(time)], context)
            return try #require(made["id"]?.string.flatMap { ID<Activity>($0) })
        }

        @Test func shows_the_members_own_and_nobody_elses() async throws {
            try await QuoteOffice.run { office in
                let sam = office.context(.sales, as: office.seller)
                _ = try await plan(office, "Mine", at: office.clock.now + .hours(3), as: sam)
                _ = try await plan(office, "Olives", at: office.clock.now + .hours(3), as: office.context())
                let page = try await office.get(try await path(office, sam))
                #expect(page.status == 200 && page.headers["Content-Type"] == "text/calendar; charset=utf-8")
                #expect(page.page.contains("SUMMARY:Mine") && !page.page.contains("Olives"))
            }
        }

        @Test func an_address_taken_back_or_replaced_leads_nowhere() async throws {
            try await QuoteOffice.run { office in
                let context = office.context()
                let first = try await path(office, context)
                let second = try await path(office, context)
                #expect(try await office.get(first).status == 404)
                #expect(try await office.get(second).status == 200)
                try await office.feeds.revoke(context)
                #expect(try await office.get(second).status == 404)
                #expect(try await office.feeds.standing(context) == nil)
                #expect(try await office.get("/calendar/\(String(repeating: "A", count: 43)).ics").status == 404)
                #expect(try await office.get("/calendar/x").status == 404)
            }
        }

        @Test func a_member_who_left_has_no_calendar() async throws {
            try await QuoteOffice.run { office in
                let path = try await path(office, office.context(.sales, as: office.seller))
                try office.test.run("update members set is_active = false where id = '\(office.seller)'")
                #expect(try await office.get(path).status == 404)
            }
        }

        @Test func what_has_not_changed_is_not_sent_again() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, "Meet", at: office.clock.now + .hours(3), as: office.context())
                let path = try await path(office, office.context())
                let first = try await office.get(path)
                let tag = try #require(first.headers["ETag"])
                #expect(try await office.get(path, headers: ["If-None-Match": tag]).status == 304)
                try office.test.run("update activities set subject = 'Meet again' where id = '\(id)'")
                let second = try await office.get(path, headers: ["If-None-Match": tag])
                #expect(second.status == 200 && second.page.contains("Meet again"))
                #expect(first.page.contains("SEQUENCE:1") && second.page.contains("SEQUENCE:2"))
            }
        }

        @Test func what_was_deleted_is_cancelled_under_the_same_uid() async throws {
            try await QuoteOffice.run { office in
                let id = try await plan(office, "Meet", at: office.clock.now + .hours(3), as: office.context())
                try await office.store.delete(ActivityResource.resource, id.value, office.context())
                let text = try await office.get(try await path(office, office.context())).page
                #expect(text.contains("STATUS:CANCELLED") && text.contains("UID:activity-\(id)@mainline"))
            }
        }
    }
}
