import Core
import TestSupport
import Testing

@testable import Jobs

@Suite struct ClaimPlanTests {
    private func lane(_ organisation: UInt64, _ kind: String = "a", priority: Int = 100) -> JobLane {
        JobLane(
            organisation: TestDatabase.id(organisation), kind: kind, priority: priority, dueSince: Instant(seconds: 0))
    }

    private func counts(_ shares: [ClaimPlan.Share]) -> [JobLane: Int] {
        Dictionary(shares.map { ($0.lane, $0.count) }) { $0 + $1 }
    }

    @Test func organisations_get_equal_shares() {
        var plan = ClaimPlan(free: 10, organisationLimit: 10)
        #expect(counts(plan.shares([lane(1), lane(2)])) == [lane(1): 5, lane(2): 5])
    }

    @Test func the_turn_goes_on_where_it_ended() {
        var plan = ClaimPlan(free: 1, organisationLimit: 10, servedLast: TestDatabase.id(1))
        #expect(counts(plan.shares([lane(1), lane(2), lane(3)])) == [lane(2): 1])
        #expect(plan.servedLast == TestDatabase.id(2))
    }

    @Test func an_organisation_keeps_to_its_limit() {
        var plan = ClaimPlan(free: 10, organisationLimit: 4, runningByOrganisation: [TestDatabase.id(1): 3])
        #expect(counts(plan.shares([lane(1)])) == [lane(1): 1])
    }

    @Test func a_full_kind_is_left_alone() {
        var plan = ClaimPlan(free: 10, organisationLimit: 10, freeByKind: ["a": 1, "b": 0])
        #expect(counts(plan.shares([lane(1, "a"), lane(1, "b"), lane(2, "a")])) == [lane(1, "a"): 1])
    }

    @Test func the_urgent_kind_comes_first() {
        var plan = ClaimPlan(free: 1, organisationLimit: 10)
        #expect(counts(plan.shares([lane(1, "a"), lane(1, "b", priority: 0)])) == [lane(1, "b", priority: 0): 1])
    }
}
