import Contracts
import Core
import Records
import TestSupport
import Testing

@Suite struct VisitChangeTests {
    @Test func moving_a_visit_twice_to_one_time_moves_it_once() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slots = try await place.slots(type, "2026-03-03")
        let visit = try await place.take(try #require(slots.first), type)
        let later = try #require(slots.last)
        try await place.work { try await place.book.reschedule(visit, to: later, in: $0) }
        try await place.work { try await place.book.reschedule(visit, to: later, in: $0) }
        #expect(try place.events(EventKinds.appointmentRescheduled) == 1)
        #expect(
            try place.test.column("select starts_at at time zone 'utc' from appointments") == ["2026-03-03 22:30:00"])
        #expect(try await place.slots(type, "2026-03-03").map(\.start).contains(try #require(slots.first).start))
    }

    @Test func moving_into_a_taken_time_is_refused_and_changes_nothing() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slots = try await place.slots(type, "2026-03-03").filter { $0.technician == place.ann }
        let first = try #require(slots.first)
        let last = try #require(slots.last)
        let visit = try await place.take(first, type)
        _ = try await place.take(last, type)
        let code = try await place.work { work in
            let code = try await problem { try await place.book.reschedule(visit, to: last, in: work) }
            // The work goes on after the refusal.
            #expect(try await place.book.jobTypes(in: work).count == 5)
            return code
        }
        #expect(code == "slot_taken")
        #expect(try place.events(EventKinds.appointmentRescheduled) == 0)
        #expect(
            try place.test.column("select 1 from appointments where id = '\(visit)' and starts_at = '\(first.start)'")
                .count == 1)
    }

    @Test func of_many_visits_moved_into_one_slot_at_once_one_wins() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let target = try #require(try await place.slots(type, "2026-03-10").first)
        var visits: [ID<Appointment>] = []
        for _ in 0..<8 {
            visits.append(try await place.take(try #require(try await place.slots(type, "2026-03-03").first), type))
        }
        let outcomes = try await withThrowingTaskGroup(of: String?.self) { group in
            for visit in visits {
                group.addTask {
                    try await problem {
                        try await place.work { try await place.book.reschedule(visit, to: target, in: $0) }
                    }
                }
            }
            return try await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == "slot_taken" } == 7)
        #expect(try place.events(EventKinds.appointmentRescheduled) == 1)
    }

    @Test func a_visit_can_move_by_less_than_its_own_length() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let visit = try await place.take(slot, type)
        _ = try await place.store.perform(
            "appointments.reschedule", ["appointment_id": .text(visit), "starts_at": .text(slot.start + .minutes(30))],
            place.context())
        #expect(try place.events(EventKinds.appointmentRescheduled) == 1)
    }

    @Test func cancelling_twice_cancels_once_and_frees_the_time() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let visit = try await place.take(slot, type)
        for _ in 0..<2 {
            _ = try await place.store.perform(
                "appointments.cancel", ["appointment_id": .text(visit), "reason": "Found a neighbour"], place.context())
        }
        #expect(try place.events(EventKinds.appointmentCancelled) == 1)
        _ = try await place.take(slot, type)
    }

    @Test func a_visit_goes_its_way_and_tells_what_is_to_be_billed() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let visit = try await place.take(try #require(try await place.slots(type, "2026-03-03").first), type)
        for verb in ["confirm", "depart", "arrive", "complete", "complete"] {
            _ = try await place.store.perform(
                "appointments.\(verb)", ["appointment_id": .text(visit)], place.context(.technician))
        }
        for kind in [
            EventKinds.appointmentConfirmed, EventKinds.appointmentDeparted, EventKinds.appointmentArrived,
            EventKinds.appointmentCompleted,
        ] {
            #expect(try place.events(kind) == 1)
        }
        let payload = try JSON(
            parsing: try #require(
                try place.test.column("select payload from events where kind = '\(EventKinds.appointmentCompleted)'")
                    .first))
        #expect(payload["price_minor"] == 14_900)
        #expect(payload["currency"] == "USD")
        #expect(payload["job_type_id"]?.string == type.id.description)
        #expect(
            try await problem {
                try await place.store.perform("appointments.cancel", ["appointment_id": .text(visit)], place.context())
            } == "wrong_status")
    }
}
