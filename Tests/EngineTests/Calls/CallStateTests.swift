import CallEngine
import Core
import Testing

@Suite struct CallStateTests {
    static let start = Instant(seconds: 1_772_636_400)

    static func event(_ status: String, _ sequence: Int, after seconds: Int, duration: Int? = nil) -> CallEvent {
        CallEvent(status: CallStatus(status), sequence: sequence, time: start + .seconds(seconds), duration: duration)
    }

    @Test func any_order_with_repeats_gives_the_same_state() {
        var random = SeededRandom(seed: 7)
        let words = CallStatus.known.map(\.word) + ["parked", "on-hold"]
        for _ in 0..<300 {
            let events = (0..<Int.random(in: 1...7, using: &random)).map { index in
                CallStateTests.event(
                    words.randomElement(using: &random) ?? "queued", Int.random(in: -1...5, using: &random),
                    after: index,
                    duration: Bool.random(using: &random) ? Int.random(in: 0...90, using: &random) : nil)
            }
            var expected = CallState()
            for event in events { expected.join(event) }
            for _ in 0..<20 {
                let repeated = events + events.filter { _ in Bool.random(using: &random) }
                var state = CallState()
                for event in repeated.shuffled(using: &random) { state.join(event) }
                #expect(state == expected)
                var (left, right) = (CallState(), CallState())
                for event in repeated {
                    Bool.random(using: &random) ? { _ = left.join(event) }() : { _ = right.join(event) }()
                }
                for event in events { left.join(event) }
                left.join(right)
                #expect(left == expected)
            }
        }
    }

    @Test func keeps_when_it_was_answered_though_the_news_came_late() {
        var state = CallState()
        state.join(CallStateTests.event("completed", 3, after: 60, duration: 50))
        #expect(state.answeredAt == CallStateTests.start + .seconds(10))
        state.join(CallStateTests.event("in-progress", 2, after: 9))
        #expect(state.status == .completed)
        #expect(state.answeredAt == CallStateTests.start + .seconds(9))
        #expect(state.endedAt == CallStateTests.start + .seconds(60))
        #expect(state.duration == 50)
    }

    @Test func of_two_ends_the_later_in_sequence_holds() {
        var state = CallState()
        state.join(CallStateTests.event("completed", 4, after: 60))
        state.join(CallStateTests.event("canceled", 3, after: 61))
        #expect(state.status == .completed)
    }

    @Test func what_we_do_not_know_is_kept_and_changes_nothing() {
        var state = CallState()
        state.join(CallStateTests.event("ringing", 1, after: 1))
        state.join(CallStateTests.event("teleported", 9, after: 2))
        #expect(state.status == .ringing)
        #expect(!state.hasEnded)
        #expect(state.unknown == ["teleported"])
        let again = state.join(CallStateTests.event("teleported", 9, after: 2))
        #expect(!again)
    }
}
