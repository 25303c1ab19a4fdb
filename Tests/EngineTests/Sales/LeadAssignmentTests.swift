import Core
import SalesEngine
import Testing

@Suite struct LeadAssignmentTests {
    private func id(_ number: Int) -> Identifier {
        Identifier(time: Instant(seconds: Int64(number)), random: (UInt64(number), 0))
    }

    private let lead = LeadAssignment.Lead(
        source: "web", phone: "+15125550100", places: ["Austin", "TX", "78704"], tags: [], score: 40)

    /// Gives `count` leads one after the other; gives how many each got.
    private func run(
        _ reps: inout [LeadAssignment.Rep], _ count: Int, rules: [LeadAssignment.Rule] = []
    ) -> [Identifier: Int] {
        var given: [Identifier: Int] = [:]
        for turn in 0..<count {
            guard let chosen = LeadAssignment.choose(lead, among: reps, by: rules).rep,
                let place = reps.firstIndex(where: { $0.id == chosen })
            else { continue }
            reps[place].assigned += 1
            reps[place].openLeads += 1
            reps[place].lastAssignedAt = Instant(seconds: Int64(1000 + turn))
            given[chosen, default: 0] += 1
        }
        return given
    }

    /// Property: at any moment nobody is a whole turn away from their share, whatever the weights.
    @Test(arguments: 0..<50) func shares_are_kept_at_every_moment(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var reps = (0..<Int.random(in: 1...8, using: &random)).map {
            LeadAssignment.Rep(id: id($0), weight: Int.random(in: 1...9, using: &random))
        }
        let total = reps.reduce(0) { $0 + $1.weight }
        for turn in 1...200 {
            _ = run(&reps, 1)
            for rep in reps {
                let share = Double(turn * rep.weight) / Double(total)
                #expect(abs(Double(rep.assigned) - share) < Double(reps.count))
            }
        }
        // After whole rounds everybody has exactly their share.
        let rounds = (200 / total + 1) * total - 200
        _ = run(&reps, rounds)
        for rep in reps { #expect(rep.assigned * total == rep.weight * (200 + rounds)) }
    }

    @Test func equals_are_told_apart_by_priority_then_by_who_waited_longest() {
        var reps = [
            LeadAssignment.Rep(id: id(1), lastAssignedAt: Instant(seconds: 50)),
            LeadAssignment.Rep(id: id(2), lastAssignedAt: Instant(seconds: 20)),
            LeadAssignment.Rep(id: id(3)),
        ]
        #expect(LeadAssignment.choose(lead, among: reps, by: []).rep == id(3))
        reps.removeLast()
        #expect(LeadAssignment.choose(lead, among: reps, by: []).rep == id(2))
        reps[0] = LeadAssignment.Rep(id: id(1), priority: 5, lastAssignedAt: Instant(seconds: 50))
        #expect(LeadAssignment.choose(lead, among: reps, by: []).rep == id(1))
    }

    @Test func nobody_gets_more_than_they_can_take() {
        var reps = [LeadAssignment.Rep(id: id(1), weight: 50, capacity: 3), LeadAssignment.Rep(id: id(2), capacity: 4)]
        let given = run(&reps, 20)
        #expect(given == [id(1): 3, id(2): 4])
        let choice = LeadAssignment.choose(lead, among: reps, by: [])
        #expect(choice.rep == nil)
        #expect(choice.reasons == ["All who fit have as many open leads as they can take."])
    }

    @Test func whoever_is_away_gets_nothing() {
        var reps = [LeadAssignment.Rep(id: id(1), isAvailable: false, weight: 9), LeadAssignment.Rep(id: id(2))]
        #expect(run(&reps, 5) == [id(2): 5])
    }

    @Test(arguments: [
        (["787"], true), (["Austin"], true), (["tx"], true), (["512"], true), (["+1512"], true), (["733"], false),
        (["Dallas"], false), (["+1213"], false),
    ])
    func territories_are_postcodes_area_codes_and_places(territories: [String], fits: Bool) {
        let reps = [LeadAssignment.Rep(id: id(1), territories: territories)]
        #expect((LeadAssignment.choose(lead, among: reps, by: []).rep != nil) == fits)
    }

    @Test func the_first_rule_that_fits_says_what_is_asked() {
        let reps = [
            LeadAssignment.Rep(id: id(1)), LeadAssignment.Rep(id: id(2), skills: ["Commercial"]),
            LeadAssignment.Rep(id: id(3)),
        ]
        let rules = [
            LeadAssignment.Rule(name: "Lists", sources: ["list"], member: id(3)),
            LeadAssignment.Rule(name: "Web", sources: ["WEB"], skills: ["commercial"]),
            LeadAssignment.Rule(name: "All", member: id(3)),
        ]
        let choice = LeadAssignment.choose(lead, among: reps, by: rules)
        #expect(choice.rep == id(2))
        #expect(choice.reasons == ["Rule “Web” fits.", "The only one who fits."])
        let none = LeadAssignment.choose(lead, among: Array(reps.prefix(1)), by: rules)
        #expect(none.rep == nil)
        #expect(none.reasons.last == "Nobody has the skills asked for: commercial.")
    }

    /// Property: whoever is chosen fits, and where anybody fits somebody is chosen.
    @Test(arguments: 0..<100) func the_chosen_one_always_fits(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let reps = (0..<Int.random(in: 0...6, using: &random)).map { number in
            LeadAssignment.Rep(
                id: id(number), isAvailable: Bool.random(using: &random), weight: Int.random(in: 1...3, using: &random),
                capacity: Bool.random(using: &random) ? Int.random(in: 0...3, using: &random) : nil,
                territories: Bool.random(using: &random) ? ["787"] : Bool.random(using: &random) ? ["900"] : [],
                openLeads: Int.random(in: 0...3, using: &random), assigned: Int.random(in: 0...9, using: &random))
        }
        let fitting = reps.filter {
            $0.isAvailable && $0.territories != ["900"] && ($0.capacity ?? Int.max) > $0.openLeads
        }
        let chosen = LeadAssignment.choose(lead, among: reps, by: []).rep
        #expect((chosen == nil) == fitting.isEmpty)
        if let chosen { #expect(fitting.contains { $0.id == chosen }) }
        #expect(LeadAssignment.choose(lead, among: reps.shuffled(using: &random), by: []).rep == chosen)
    }
}
