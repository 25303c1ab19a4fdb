import Core
import Records
import Scheduling
import TestSupport
import Testing

@Suite struct StoryTests {
    /// Whoever completes the visit, and whenever: it belongs to the story that began when it was booked.
    @Test func an_action_joins_the_story_of_its_record() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let type = try await place.jobType("a leak")
        let slot = try #require(try await place.slots(type, "2026-03-03").first)
        let visit = try await place.take(slot, type)
        var later = place.context()
        later.correlation = "another-request"
        _ = try await place.store.perform("appointments.complete", ["appointment_id": .text(visit)], later)
        let stories = try place.test.column(
            "select distinct correlation_id from events where record_kind = 'appointments'")
        #expect(stories == ["test"])
        let audited = try place.test.column(
            "select distinct correlation_id from audit_entries where record_kind = 'appointments'")
        #expect(audited == ["test"])
    }
}
