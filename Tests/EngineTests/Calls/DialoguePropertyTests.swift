import CallEngine
import Core
import Testing

/// Random callers and random answers of the system.
@Suite struct DialoguePropertyTests {
    static let utterances = [
        "yes", "no", "the first one", "two o'clock works", "tomorrow afternoon", "my sink is leaking",
        "14 Elm Street, Austin",
        "this is Ada Marsh", "Ada Marsh", "cancel my appointment", "I need to move my appointment to Friday morning",
        "what are your hours",
        "a pipe burst and water is everywhere", "I smell gas", "is this an emergency", "leave a message",
        "talk to a person", "you idiots",
        "wrong number", "goodbye", "never mind", "asdf qwer", "", "my bill is wrong", "when is my appointment",
        "five one two five five five oh one two three",
        "fourteen", "neither", "no heat and a baby", "I already fixed it", "what", "maybe", "on the 5th", "hello",
        "cancel it", "ten",
    ]

    static func agrees(_ heard: Heard) -> Bool {
        switch heard {
        case .digits(let keys): keys.hasPrefix("1") || keys.hasPrefix("2")
        case .speech(let text, _):
            [
                "yes", "the first one", "two o'clock works", "tomorrow afternoon", "on the 5th", "cancel it",
                "cancel my appointment", "ten", "fourteen",
            ].contains(text)
                || text.contains("Friday")
        default: false
        }
    }

    @Test func every_call_ends_and_nothing_is_written_without_a_yes() throws {
        var random = SeededRandom(seed: 42)
        for round in 0..<800 {
            var bench = DialogueBench(
                person: Bool.random(using: &random) ? TransferTarget(name: "Rosa", phone: "+1") : nil)
            if Bool.random(using: &random) {
                bench.failures = [BookingFailure.allCases.randomElement(using: &random) ?? .unavailable]
            }
            bench.noSlots = Int.random(in: 0..<8, using: &random) == 0
            bench.alertFails = Int.random(in: 0..<8, using: &random) == 0
            var caller: KnownCaller?
            if Bool.random(using: &random) {
                caller = DialogueScenarioTests.ada
                caller?.isVerified = Bool.random(using: &random)
                if Bool.random(using: &random) { caller?.appointment = nil }
            }
            try bench.start(
                number: Bool.random(using: &random) ? "+15125550100" : nil, caller: caller,
                open: Bool.random(using: &random))
            var heardCount = 0
            while bench.outcome == nil {
                heardCount += 1
                try #require(heardCount <= Dialogue.maximumTurns + 1, "round \(round): \(bench.transcript)")
                let before = bench.effects.count
                let heard = input(&random, bench.last)
                try bench.hear(heard)
                for effect in bench.effects.dropFirst(before) {
                    switch effect {
                    case .book, .reschedule, .cancel:
                        #expect(
                            DialoguePropertyTests.agrees(heard),
                            "round \(round): \(effect) after \(heard)\n\(bench.transcript)")
                    default: break
                    }
                    if case .book(let booking) = effect { #expect(!booking.address.isEmpty && !booking.name.isEmpty) }
                }
            }
            checkEnd(bench, round)
        }
    }

    private func input(_ random: inout SeededRandom, _ last: Step?) -> Heard {
        switch last {
        case .recordVoicemail where Bool.random(using: &random):
            return .voicemailRecorded(seconds: Int.random(in: 0...9, using: &random))
        case .transfer where Bool.random(using: &random):
            return Bool.random(using: &random) ? .transferred : .transferFailed
        default: break
        }
        switch Int.random(in: 0..<24, using: &random) {
        case 0: return .silence
        case 1: return .digits(["1", "2", "3", "0", "9", "#", "5125550100"].randomElement(using: &random) ?? "1")
        case 2 where Bool.random(using: &random): return .hangUp
        case 3:
            return [.alertSent, .booked(receipt), .slots([]), .cancelled, .callbackFailed, .transferFailed]
                .randomElement(using: &random) ?? .silence
        default:
            let text = DialoguePropertyTests.utterances.randomElement(using: &random) ?? ""
            return .speech(text, confidence: [0.2, 0.5, 0.9, 0.9, 0.9].randomElement(using: &random) ?? 0.9)
        }
    }

    private var receipt: BookingReceipt {
        BookingReceipt(appointment: Identifier(high: 9, low: 9), start: DialogueBench.now, end: DialogueBench.now)
    }

    /// What is claimed was done.
    private func checkEnd(_ bench: DialogueBench, _ round: Int) {
        var again = bench.dialogue
        #expect(again.hear(.speech("yes", confidence: 1), facts: bench.facts) == [.end(bench.outcome ?? .abandoned)])
        switch bench.outcome {
        case .booked: #expect(bench.booking != nil, "round \(round)")
        case .emergencyEscalated: #expect(!bench.alerts.isEmpty, "round \(round)")
        case .callbackQueued, .voicemail: #expect(!bench.callbacks.isEmpty, "round \(round)")
        case .rescheduled: #expect(bench.did { if case .reschedule = $0 { true } else { false } })
        case .cancelled: #expect(bench.did { if case .cancel = $0 { true } else { false } })
        default: break
        }
        let claims = bench.said.contains { $0.contains("You're all set") }
        #expect(!claims || bench.booking != nil)
    }
}
