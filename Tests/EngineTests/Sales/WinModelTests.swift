import SalesEngine
import Testing

@Suite struct WinModelTests {
    fileprivate func deal(_ source: String, value: Int64 = 100_000, age: Int = 10) -> DealFeatures {
        DealFeatures(source: source, owner: "ann", industry: nil, valueMinor: value, ageDays: age)
    }

    @Test func with_little_history_nothing_is_claimed() {
        var model = WinModel()
        for _ in 0..<4 { model.learn(deal("web"), isWon: true) }
        for _ in 0..<90 { model.learn(deal("web"), isWon: false) }
        #expect(model.estimate(deal("web")) == nil)
    }

    @Test func what_was_won_more_often_is_likelier_and_says_so() throws {
        var model = WinModel()
        model.learn(deal("referral"), isWon: true, times: 30)
        model.learn(deal("referral"), isWon: false, times: 10)
        model.learn(deal("list"), isWon: true, times: 5)
        model.learn(deal("list"), isWon: false, times: 55)
        let good = try #require(model.estimate(deal("referral")))
        let bad = try #require(model.estimate(deal("list")))
        #expect(good.probability > 0.6 && bad.probability < 0.2)
        #expect(good.factors.first?.feature == "source")
        #expect((good.factors.first?.ratio ?? 0) > 1 && (bad.factors.first?.ratio ?? 2) < 1)
        // One feature that decides: the estimate is its share of deals won.
        #expect(abs(good.probability - 0.75) < 0.02)
    }

    @Test func what_was_never_seen_does_not_decide() throws {
        var model = WinModel()
        model.learn(deal("web"), isWon: true, times: 20)
        model.learn(deal("web"), isWon: false, times: 20)
        let estimate = try #require(model.estimate(deal("carrier pigeon")))
        #expect(abs(estimate.probability - 0.5) < 0.05)
    }

    /// Property: the order in which deals are learned does not matter, nor whether they come one by one.
    @Test(arguments: 0..<30) func order_does_not_matter(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let deals = (0..<60).map { _ in
            (
                deal(
                    ["web", "call", "list"].randomElement(using: &random) ?? "web",
                    value: .random(in: 0...9_000_000, using: &random)),
                Bool.random(using: &random)
            )
        }
        var (first, second) = (WinModel(), WinModel())
        for (deal, isWon) in deals { first.learn(deal, isWon: isWon) }
        for (deal, isWon) in deals.shuffled(using: &random) { second.learn(deal, isWon: isWon) }
        #expect(first == second)
        for (deal, _) in deals {
            if let estimate = first.estimate(deal) {
                #expect(estimate.probability > 0 && estimate.probability < 1 && (1...99).contains(estimate.percent))
            }
        }
    }
}

extension WinModelTests {
    @Test func a_young_deal_is_compared_with_all_that_were_young_once() throws {
        var model = WinModel()
        model.learn(deal("web", age: 40), isWon: true, times: 20)
        model.learn(deal("web", age: 200), isWon: false, times: 20)
        let young = try #require(model.estimate(deal("web", age: 1)))
        #expect(abs(young.probability - 0.5) < 0.02)
        let old = try #require(model.estimate(deal("web", age: 120)))
        #expect(old.probability < 0.1)
        #expect(old.factors.first?.feature == "age")
    }
}
