import CallEngine
import Testing

@Suite struct EmergencyScoreTests {
    @Test func recall_and_precision_hold_on_the_labelled_set() {
        var (hits, misses, alarms) = (0, [String](), [String]())
        for (text, _) in EmergencySet.emergencies {
            let score = EmergencyScore(of: text, table: .standard)
            if score.level > .none { hits += 1 } else { misses.append("\(text) → \(score)") }
        }
        for text in EmergencySet.calm {
            let score = EmergencyScore(of: text, table: .standard)
            if score.level > .none { alarms.append("\(text) → \(score)") }
        }
        let recall = Double(hits) / Double(EmergencySet.emergencies.count)
        let precision = Double(hits) / Double(hits + alarms.count)
        print(
            "emergency: recall \(recall), precision \(precision) on \(EmergencySet.emergencies.count + EmergencySet.calm.count)"
        )
        #expect(recall >= 0.98, "\(misses.joined(separator: "\n"))")
        #expect(precision >= 0.95, "\(alarms.joined(separator: "\n"))")
        #expect(EmergencySet.emergencies.count + EmergencySet.calm.count >= 120)
    }

    @Test func says_which_kind() {
        let wrong = EmergencySet.emergencies.filter { EmergencyScore(of: $0.0, table: .standard).category != $0.1 }
            .map { "\($0.0): \(EmergencyScore(of: $0.0, table: .standard))" }
        #expect(
            Double(wrong.count) <= 0.05 * Double(EmergencySet.emergencies.count), "\(wrong.joined(separator: "\n"))")
    }

    @Test func danger_to_life_needs_no_second_question() {
        for (text, category) in EmergencySet.emergencies where category.isLifeSafety {
            let score = EmergencyScore(of: text, table: .standard)
            #expect(score.isLifeSafety, "\(text): \(score)")
        }
    }

    @Test func the_table_is_the_organisations_own() {
        let table = EmergencyTable(phrases: [EmergencyPhrase("elevator stuck", 90, .other, "elevator")])
        let score = EmergencyScore(of: "the elevator is stuck", table: table)
        #expect(score.level == .confirmed)
        #expect(score.reasons == ["elevator"])
        #expect(EmergencyScore(of: "I smell gas", table: table).level == .none)
    }
}
