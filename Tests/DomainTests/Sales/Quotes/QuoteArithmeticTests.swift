import Contracts
import Core
import LedgerEngine
import Testing

@testable import Sales

/// Sums of quotes, over many that were made up.
struct QuoteArithmeticTests {
    private struct Dice {
        var state: UInt64
        mutating func next(_ range: ClosedRange<Int64>) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int64((state >> 33) % UInt64(range.upperBound - range.lowerBound + 1))
        }
    }

    private func terms(_ seed: UInt64) -> QuoteTerms {
        var dice = Dice(state: seed &* 977 &+ 13)
        let rates: [Int64] = [0, 8_250, 19_000, 7_000, 8_875]
        let lines = (0..<Int(dice.next(1...9))).map { index in
            let kind = dice.next(0...3)
            let discount: QuoteDiscount =
                kind == 0 ? .percent(dice.next(1...100_000)) : kind == 1 ? .amount(dice.next(0...3)) : .none
            return QuoteLine(
                id: Identifier(high: 1, low: UInt64(index)), description: "Line \(index)",
                quantity: dice.next(10_000...99_999), unitMinor: dice.next(10...1_000_000), discount: discount,
                taxRate: rates[Int(dice.next(0...4))], isOptional: dice.next(0...3) == 0,
                isChosen: dice.next(0...1) == 0)
        }
        let whole: QuoteDiscount =
            dice.next(0...2) == 0
            ? .percent(dice.next(1...50_000)) : dice.next(0...1) == 0 ? .amount(dice.next(1...5_000)) : .none
        return QuoteTerms(
            currency: .usd, pricesIncludeTax: dice.next(0...1) == 0, discount: whole, lines: lines, taxName: "Tax")
    }

    @Test func lines_less_discount_and_tax_make_the_total_in_both_price_modes() throws {
        for seed in 0..<2000 as Range<UInt64> {
            let terms = terms(seed)
            let sums = try QuoteArithmetic.sums(terms)
            #expect(sums.net.minor + sums.tax.minor == sums.total.minor)
            let taken = terms.lines.filter(\.isChosen).reduce(Int64(0)) { $0 + (sums.amounts[$1.id]?.minor ?? 0) }
            #expect(taken == sums.subtotal.minor)
            let charged = sums.subtotal.minor - sums.discount.minor
            #expect(charged == (terms.pricesIncludeTax ? sums.total.minor : sums.net.minor), "seed \(seed)")
            #expect(sums.taxes.reduce(Int64(0)) { $0 + $1.amount.minor } == sums.tax.minor)
        }
    }

    @Test func the_bill_that_follows_has_the_same_total() throws {
        for seed in 0..<2000 as Range<UInt64> {
            let terms = terms(seed)
            let sums = try QuoteArithmetic.sums(terms)
            let bill = try QuoteArithmetic.bill(terms, chosen: nil).map {
                InvoiceLine(
                    quantity: $0.quantity, unitPrice: $0.unitMinor * 10_000,
                    tax: $0.taxRate == 0 ? .zero : TaxCategory(rate: $0.taxRate))
            }
            let totals = try InvoiceTotals(bill, currency: .usd, pricesIncludeTax: terms.pricesIncludeTax)
            #expect(totals.gross == sums.total && totals.tax == sums.tax, "seed \(seed)")
        }
    }

    @Test func a_discount_is_never_more_than_what_is_taken() throws {
        var terms = terms(7)
        terms.discount = .amount(1_000_000_000)
        #expect(try QuoteArithmetic.sums(terms, chosen: []).total.minor == 0)
    }
}
