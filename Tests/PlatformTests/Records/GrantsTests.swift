import Core
import Testing

/// What a custom role leaves, and what of it the database is told.
@Suite struct GrantsTests {
    private func grants(_ rules: [String: Grants.Rule]) -> Grants {
        Grants(role: Identifier(high: 1, low: 1), name: "Narrow", rules: rules)
    }

    @Test func nothing_reaches_further_than_reading() {
        let own = grants(["leads": .init(verbs: ["read": .own, "update": .all, "delete": .none])])
        #expect(own.reach("leads", "update") == .own)
        #expect(own.reach("leads", "delete") == Grants.Reach.none)
        #expect(own.reach(action: "leads.convert") == .own)
        #expect(own.reach("deals", "read") == .all)
    }

    @Test func the_setting_says_what_is_limited_and_is_never_empty() {
        #expect(grants([:]).setting == "!")
        let some = grants(["leads": .init(verbs: ["read": .team, "update": .none]), "deals": .init()])
        #expect(some.setting == "! leads:r=t leads:c=t leads:u=n leads:d=t")
    }

    @Test func an_action_writes_as_far_as_reading_reaches_and_its_record_as_far_as_it_does_itself() {
        let some = grants([
            "leads": .init(verbs: ["update": .none, "convert": .own]), "customers": .init(verbs: ["create": .none]),
        ])
        #expect(some.setting(performing: "leads.convert") == "! leads:u=o")
        #expect(some.setting(deleting: "leads") == "! customers:c=n")
    }

    @Test func rules_that_cannot_be_read_take_away() {
        let rules = Grants.rules(["leads": "nonsense", "deals": ["verbs": ["read": "??"], "fields": ["value": 1]]])
        #expect(rules["leads"]?.verbs["read"] == Grants.Reach.none)
        #expect(rules["deals"]?.verbs["read"] == Grants.Reach.none)
        #expect(rules["deals"]?.fields["value"] == .hidden)
    }

    @Test func rules_are_stored_and_read_again() {
        let rules: [String: Grants.Rule] = [
            "leads": .init(verbs: ["read": .own], fields: ["phone": .hidden, "source": .readOnly])
        ]
        #expect(Grants.rules(Grants.json(rules)) == rules)
    }

    @Test func covering_is_having_all_that_the_other_has() {
        let wide = grants(["leads": .init(verbs: ["delete": .none])])
        let narrow = grants([
            "leads": .init(verbs: ["delete": .none, "read": .own]), "deals": .init(verbs: ["read": .own]),
        ])
        #expect(wide.covers(narrow))
        #expect(!narrow.covers(wide))
    }
}
