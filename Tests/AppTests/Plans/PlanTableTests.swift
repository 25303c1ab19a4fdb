import Core
import Foundation
import Plans
import Testing

/// What each reason leaves of each channel: the table of docs/plans.md is the one in the code.
@Suite struct PlanTableTests {
    private static let now = Instant(seconds: 1_772_442_000)

    /// Every reason there is, by its code, as an organisation's standing.
    static let standings: [(code: String, standing: OrganisationStanding)] = {
        func terms(_ state: PlanState, trial: Instant? = nil, grace: Instant? = nil) -> OrganisationStanding {
            OrganisationStanding(
                terms: PlanTerms(
                    plan: .team, state: state, since: now - .days(20), trialEndsAt: trial, graceUntil: grace))
        }
        func full(_ cap: Cap) -> OrganisationStanding {
            OrganisationStanding(
                terms: PlanTerms(plan: .starter, state: .active, since: now - .days(20)),
                used: [cap: Plan.starter.caps[cap] ?? 0])
        }
        let phases: [(String, OrganisationStanding)] = [
            ("trialing", terms(.trialing, trial: now + .days(5))), ("trial_ended", terms(.trialing, trial: now)),
            ("active", terms(.active)), ("grace", terms(.pastDue, grace: now + .days(3))),
            ("past_due", terms(.pastDue, grace: now)), ("canceled", terms(.canceled)),
        ]
        let caps = [Cap.calls, .texts, .requests].map { ("cap_\($0.rawValue)", full($0)) }
        let kinds = Restriction.Kind.allCases.map { kind in
            (
                kind.rawValue,
                OrganisationStanding(
                    terms: PlanTerms(plan: .team, state: .active, since: now - .days(20)),
                    restrictions: [Restriction(kind, since: now - .hours(1))])
            )
        }
        return phases + caps + kinds
    }()

    @Test func the_documents_table_is_the_codes() throws {
        let text = try String(contentsOfFile: Repository.root + "/docs/plans.md", encoding: .utf8)
        var documented: [String: [String]] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            documented[cells[0].replacing("`", with: "")] = Array(cells.dropFirst())
        }
        for (code, standing) in Self.standings {
            let words = Channel.allCases.map { standing.may($0, at: Self.now).effect.word }
            #expect(documented[code] == words, "\(code): \(words.joined(separator: " | "))")
        }
        #expect(documented.count == Self.standings.count)
        #expect(Set(PlanPhase.allCases.map(\.rawValue)).isSubset(of: documented.keys))
    }

    @Test func every_narrowing_says_why_in_words() {
        for (code, standing) in Self.standings {
            for channel in Channel.allCases {
                guard let reason = standing.may(channel, at: Self.now).reason else { continue }
                #expect(reason.code == code)
                #expect(!reason.title.isEmpty && !reason.explanation.isEmpty && !reason.consequences.isEmpty)
                #expect(reason.since != nil || code.hasPrefix("cap_"), "\(code)")
            }
        }
    }

    @Test func emergencies_reach_the_owner_in_every_state_unless_turned_off() {
        for (code, standing) in Self.standings {
            #expect(standing.emergenciesReachOwner(at: Self.now), "\(code)")
            let off = OrganisationStanding(
                terms: standing.terms, used: standing.used, restrictions: standing.restrictions,
                emergenciesAlways: false)
            #expect(off.emergenciesReachOwner(at: Self.now) == off.may(.voice, at: Self.now).isAllowed, "\(code)")
        }
    }

    @Test func the_telephone_is_never_shut() {
        for (code, standing) in Self.standings {
            #expect(standing.may(.voice, at: Self.now).effect < .blocked, "\(code)")
        }
    }

    @Test func the_strictest_of_several_reasons_holds() {
        let standing = OrganisationStanding(
            terms: PlanTerms(plan: .team, state: .pastDue, since: Self.now - .days(30)),
            restrictions: [Restriction(.keysPaused, since: Self.now)])
        #expect(standing.may(.api, at: Self.now).reason?.code == "keys_paused")
        #expect(standing.may(.voice, at: Self.now).reason?.code == "past_due")
    }

    @Test func a_lockdown_lifts_by_itself_at_its_end() {
        let standing = OrganisationStanding(
            terms: PlanTerms(plan: .team, state: .active, since: Self.now),
            restrictions: [Restriction(.lockdown, since: Self.now, until: Self.now + .hours(1))])
        #expect(!standing.may(.chat, at: Self.now).isAllowed)
        #expect(standing.may(.chat, at: Self.now + .hours(1)).isAllowed)
    }

    @Test func four_fifths_are_near_and_the_limit_is_reached() {
        #expect(!CapUsage(used: 79, limit: 100).isNear)
        #expect(CapUsage(used: 80, limit: 100).isNear)
        #expect(CapUsage(used: 100, limit: 100).isReached && !CapUsage(used: 100, limit: 100).isNear)
        #expect(!CapUsage(used: 1 << 40, limit: nil).isReached)
    }
}
