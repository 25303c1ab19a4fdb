import Contracts
import Core
import Records
import TestSupport
import Testing

@Suite struct SlotTests {
    @Test func slots_keep_to_the_hours_of_the_wall_clock_over_a_change_of_clocks() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        // Clocks go forward on Sunday, 8 March 2026, at 02:00 in Chicago.
        try place.test.run(
            """
            insert into business_hours (org_id, id, weekday, opens, closes) values
              ('\(place.organisation)', uuid_v7(), 'sunday', '01:00', '05:00')
            """)
        let type = try await place.jobType("a clogged drain")
        #expect(
            try await place.times(place.slots(type, "2026-03-08")) == ["01:00", "01:30", "03:00", "03:30", "04:00"])
        let friday = try await place.slots(type, "2026-03-06")
        let monday = try await place.slots(type, "2026-03-09")
        #expect(place.times(friday) == place.times(monday))
        #expect(friday.first?.start.description == "2026-03-06T14:00:00Z")
        #expect(monday.first?.start.description == "2026-03-09T13:00:00Z")
        #expect(place.times(friday).last == "17:00", "the visit ends at closing")
        #expect(try await place.slots(type, "2026-03-07").isEmpty)
    }

    @Test func a_visit_keeps_its_buffer_free() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try place.test.run("update members set is_active = false where id = '\(place.bob)'")
        let type = try await place.jobType("a clogged drain")
        let tenOClock = try place.at("2026-03-03", "10:00")
        let ten = try #require(try await place.slots(type, "2026-03-03").first { $0.start == tenOClock })
        let visit = try await place.take(ten, type)
        // 60 minutes on site and 15 after: one at 08:30 leaves the way to the one at 10:00, one at 09:00 does not.
        let left = try await place.times(place.slots(type, "2026-03-03"))
        #expect(Array(left.prefix(5)) == ["08:00", "08:30", "11:30", "12:00", "12:30"])
        #expect(try await place.times(place.slots(type, "2026-03-03", excluding: visit)).contains("10:00"))
    }

    @Test func shifts_time_off_and_holidays_are_respected() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let org = place.organisation
        try place.test.run(
            """
            insert into shifts (org_id, id, technician_id, weekday, starts, ends) values
              ('\(org)', uuid_v7(), '\(place.ann)', 'tuesday', '07:00', '12:00'),
              ('\(org)', uuid_v7(), '\(place.bob)', 'tuesday', '13:00', '20:00');
            insert into time_off (org_id, id, technician_id, starts_at, ends_at) values
              ('\(org)', uuid_v7(), '\(place.bob)', '\(try place.at("2026-03-03", "14:00"))', '\(try place.at("2026-03-03", "17:00"))');
            insert into holidays (org_id, id, day, name) values ('\(org)', uuid_v7(), '2026-03-10', 'Harbor day');
            """)
        let type = try await place.jobType("a clogged drain")
        let tuesday = try await place.slots(type, "2026-03-03")
        #expect(
            place.times(tuesday) == [
                "08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "17:00",
            ])
        #expect(tuesday.last?.technicianName == "Bob")
        #expect(try await place.slots(type, "2026-03-10").isEmpty)
    }

    @Test func a_few_slots_are_spread_and_begin_with_the_earliest() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let from = try place.at("2026-03-02", "00:00")
        let slots = try await place.work {
            try await place.book.slots(
                for: type.id, from: from, until: from + .days(5), limit: 3, excluding: nil, in: $0)
        }
        // It is 03:00 in Chicago; the first hour of today is far enough away.
        #expect(
            slots.map { place.zone.local($0.start).date.description } == ["2026-03-02", "2026-03-04", "2026-03-06"])
        #expect(slots.first?.start == (try place.at("2026-03-02", "08:00")))
    }

    @Test func a_business_of_one_sends_its_owner() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try place.test.run("update members set is_active = false where role = 'technician'")
        let slots = try await place.slots(try await place.jobType("a leak"), "2026-03-03")
        #expect(slots.first?.technician == place.owner)
    }

    @Test(arguments: [
        ("my sink is leaking", "Leak repair"), ("The drain is BLOCKED again", "Drain cleaning"),
        ("we have no hot water, I think it is the water heater", "Water heater service"),
        ("I want fibre internet", "Broadband installation"), ("something smells odd", "General visit"),
        ("", "General visit"),
    ])
    func a_description_calls_for_a_job_type(said: String, expected: String) async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        #expect(try await place.jobType(said).name == expected)
        let all = try await place.work { try await place.book.jobTypes(in: $0) }
        #expect(all.last?.name == "General visit")
    }

    @Test func says_when_it_is_open() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        #expect(try await place.work { try await place.book.hoursInWords(in: $0) } == "Monday to Friday eight to six")
        let evening = try place.at("2026-03-06", "18:00")
        let openness = try await place.work { try await place.book.openness(at: evening, in: $0) }
        #expect(!openness.isOpen)
        #expect(openness.opensNext == (try place.at("2026-03-09", "08:00")))
        #expect(try await place.work { try await place.book.openness(at: evening - .minutes(1), in: $0).isOpen })
        try place.test.run(
            """
            delete from business_hours;
            insert into business_hours (org_id, id, weekday, opens, closes)
            select '\(place.organisation)', uuid_v7(), day, opens, closes
            from (values ('monday', '08:30', '12:00'), ('monday', '13:00', '17:45'), ('tuesday', '00:00', '24:00')) h (day, opens, closes)
            """)
        #expect(
            try await place.work { try await place.book.hoursInWords(in: $0) }
                == "Monday eight thirty to noon and one to five forty five, Tuesday all day")
    }
}
