import SalesEngine
import Testing

@Suite struct LeadScoringTests {
    private func rule(
        _ name: String, _ field: String, _ comparison: LeadScoring.Operator, _ value: String, _ points: Int
    )
        -> LeadScoring.Rule
    {
        LeadScoring.Rule(name: name, field: field, comparison: comparison, value: value, points: points)
    }

    @Test func points_add_up_and_the_weightiest_reason_comes_first() {
        let score = LeadScoring.score(
            ["phone": ["+1512"], "source": ["Referral"], "age_days": ["3"], "tags": ["vip", "new"]],
            by: [
                rule("Has a number", "phone", .isSet, "", 15), rule("Referred", "source", .equals, "referral", 30),
                rule("Old", "age_days", .atLeast, "31", -20), rule("Important", "tags", .equals, "VIP", 10),
                rule("No address", "email", .isEmpty, "", -5),
            ])
        #expect(score.total == 50)
        #expect(score.reasons.map(\.name) == ["Referred", "Has a number", "Important", "No address"])
    }

    @Test func a_score_stays_between_nought_and_a_hundred() {
        #expect(
            LeadScoring.score(["a": ["x"]], by: Array(repeating: rule("r", "a", .isSet, "", 60), count: 3)).total == 100
        )
        #expect(LeadScoring.score(["a": ["x"]], by: [rule("r", "a", .isSet, "", -60)]).total == 0)
    }

    @Test func a_rule_without_a_value_to_compare_with_fits_nothing() {
        for comparison in [LeadScoring.Operator.contains, .startsWith, .atLeast, .atMost] {
            #expect(LeadScoring.score(["a": ["x"]], by: [rule("r", "a", comparison, "", 10)]).total == 0)
        }
    }
}
