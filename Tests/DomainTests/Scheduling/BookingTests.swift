import Access
import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct BookingTests {
    @Test func of_two_hundred_bookings_of_one_slot_one_wins() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let ids = try await place.makeCustomers(200)
        let outcomes = try await withThrowingTaskGroup(of: String?.self) { group in
            for customer in ids {
                group.addTask {
                    try await problem {
                        try await place.work {
                            try await place.book.book(
                                customer: customer, site: nil, jobType: type.id, slot: slot, notes: "", source: "call",
                                in: $0)
                        }
                    }
                }
            }
            return try await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == "slot_taken" } == 199)
        #expect(try place.test.column("select id from appointments").count == 1)
        #expect(try place.events(EventKinds.appointmentBooked) == 1)
    }

    @Test func the_database_itself_refuses_an_overlap() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let visit = try await place.take(slot, type)
        func copy(from start: Instant) async throws -> String? {
            try await problem {
                try await place.work {
                    try await $0.query(
                        """
                        insert into appointments (org_id, id, customer_id, job_type_id, technician_id, during, occupies)
                        select org_id, \(place.store.ids.next(at: place.clock.now)), customer_id, job_type_id, technician_id,
                          \(InstantRange(start, start + .hours(1))), \(InstantRange(start, start + .hours(1)))
                        from appointments where id = \(visit)
                        """)
                }
            }
        }
        #expect(try await copy(from: slot.end) == "slot_taken", "the buffer of the first is not over")
        #expect(try await copy(from: slot.end + .minutes(15)) == nil)
    }

    @Test func whether_a_time_is_free_can_be_asked_beforehand() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        func refusal(from start: Instant) async throws -> String? {
            let asked = FreeSlot(
                start: start, end: start + type.duration, technician: slot.technician,
                technicianName: slot.technicianName)
            return try await problem {
                try await place.work { try await place.book.checkFree(asked, for: type.id, in: $0) }
            }
        }
        #expect(try await refusal(from: slot.start) == nil)
        let visit = try await place.take(slot, type)
        #expect(try await refusal(from: slot.start) == "slot_taken")
        #expect(try await refusal(from: slot.end) == "slot_taken", "the buffer of the visit is not over")
        #expect(try await refusal(from: slot.end + .minutes(15)) == nil)
        #expect(try await refusal(from: slot.start - type.duration) == "slot_taken", "it would reach into the visit")
        try await place.work { try await place.book.cancel(visit, reason: "", in: $0) }
        #expect(try await refusal(from: slot.start) == nil)
    }

    @Test func a_slot_that_was_taken_leaves_the_work_usable() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        _ = try await place.take(slot, type)
        let eve = try await place.customer("Eve")
        let booked = try await place.work { work in
            let code = try await problem {
                try await place.book.book(
                    customer: eve, site: nil, jobType: type.id, slot: slot, notes: "", source: "call", in: work)
            }
            #expect(code == "slot_taken")
            let next = try #require(
                try await place.book.slots(
                    for: type.id, from: slot.start, until: slot.start + .hours(6), limit: 1, excluding: nil, in: work
                ).first)
            return try await place.book.book(
                customer: eve, site: nil, jobType: type.id, slot: next, notes: "", source: "call", in: work)
        }
        let upcoming = try await place.work { try await place.book.upcoming(for: eve, in: $0) }
        #expect(upcoming.map(\.id) == [booked])
    }

    @Test func the_same_booking_sent_again_is_the_same_visit() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let ada = try await place.customer()
        let first = try await place.take(slot, type, for: ada)
        #expect(try await place.take(slot, type, for: ada) == first)
        #expect(try place.events(EventKinds.appointmentBooked) == 1)
        try await place.work { try await place.book.cancel(first, reason: "", in: $0) }
        #expect(try await place.take(slot, type, for: ada) != first, "a time that was given up can be booked again")
    }

    @Test func the_action_chooses_a_free_technician_and_refuses_when_all_are_busy() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let ada = try await place.customer()
        func book(_ time: String) async throws -> JSON {
            try await place.store.perform(
                "appointments.book",
                [
                    "customer_id": .text(ada), "job_type_id": .text(type.id),
                    "starts_at": .text(try place.at("2026-03-03", time)),
                ], place.context(.agent))
        }
        _ = try await book("10:00")
        _ = try await book("10:30")
        #expect(try await problem { try await book("11:00") } == "slot_taken")
        #expect(try await problem { try await book("19:00") } == "slot_taken", "the business is closed then")
        let technicians = try place.test.column("select distinct technician_id from appointments")
        #expect(Set(technicians) == [place.ann.description, place.bob.description])
    }

    @Test func refuses_a_site_of_another_customer_and_a_viewer() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let ada = try await place.customer("Ada")
        let eve = try await place.customer("Eve")
        let site = try await place.work { try await place.customers.site(of: eve, address: "1 First Street", in: $0) }
        let input: [String: JSON] = [
            "customer_id": .text(ada), "site_id": .text(site), "job_type_id": .text(type.id),
            "starts_at": .text(try place.at("2026-03-03", "10:00")),
        ]
        #expect(
            try await problem { try await place.store.perform("appointments.book", input, place.context()) }
                == "invalid")
        #expect(
            try await problem { try await place.store.perform("appointments.book", input, place.context(.viewer)) }
                == "forbidden")
    }

    @Test func another_organisation_sees_no_visit() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let visit = try await place.take(slot, type)
        let other = try await place.provisioning.create(NewOrganisation(name: "Other", slug: "other"))
        let stranger = place.context(.owner, organisation: other.id)
        let code = try await problem {
            try await place.store.perform("appointments.cancel", ["appointment_id": .text(visit)], stranger)
        }
        #expect(code == "not_found")
        let date = try #require(LocalDate("2026-03-03"))
        #expect(try await place.schedule.day(date, zone: place.zone, stranger).isEmpty)
        #expect(try await place.schedule.day(date, zone: place.zone, place.context(.viewer)).map(\.id) == [visit])
    }
}
