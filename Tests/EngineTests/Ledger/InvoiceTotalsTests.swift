import Core
import LedgerEngine
import Testing

@Suite struct InvoiceTotalsTests {
    static let standard = TaxCategory(rate: 19_000)
    static let reduced = TaxCategory(rate: 7_000)

    @Test func tax_is_rounded_once_per_category() throws {
        // Three lines of 0.33: taxed line by line 19% would be 3 × 0.06 = 0.18; on the base 0.99 it is 0.19.
        let line = InvoiceLine(count: 1, price: 33, tax: InvoiceTotalsTests.standard)
        let totals = try InvoiceTotals([line, line, line], currency: .eur)
        #expect((totals.net.minor, totals.tax.minor, totals.gross.minor) == (99, 19, 118))
    }

    @Test func lines_round_half_up_and_discounts_split_by_largest_remainder() throws {
        let lines = [
            InvoiceLine(quantity: 15_000, unitPrice: 333 * 10_000, tax: InvoiceTotalsTests.standard),  // 4.995 → 5.00
            InvoiceLine(count: 1, price: 500, tax: InvoiceTotalsTests.reduced),
            InvoiceLine(count: 1, price: 500, tax: InvoiceTotalsTests.reduced),
        ]
        let totals = try InvoiceTotals(lines, currency: .eur, discount: 100)
        #expect(totals.lines == [500, 500, 500])
        #expect(totals.lineDiscounts == [34, 33, 33])
        #expect(totals.taxes.map(\.base) == [466, 934])
        #expect(totals.taxes.map(\.tax) == [89, 65])
        #expect(totals.gross.minor == 1400 + 154)
    }

    @Test func prices_with_tax_keep_their_gross() throws {
        let totals = try InvoiceTotals(
            [
                InvoiceLine(count: 1, price: 11_900, tax: InvoiceTotalsTests.standard),
                InvoiceLine(count: 3, price: 999, tax: InvoiceTotalsTests.reduced),
            ],
            currency: .eur, pricesIncludeTax: true)
        #expect(totals.gross.minor == 11_900 + 2_997)
        #expect(totals.taxes.map(\.tax) == [1_900, 196])
    }

    @Test func sums_hold_for_any_lines() throws {
        var random = SeededRandom(seed: 3)
        let categories = [InvoiceTotalsTests.standard, InvoiceTotalsTests.reduced, .zero, TaxCategory(rate: 8_875)]
        for _ in 0..<2000 {
            let lines = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                InvoiceLine(
                    quantity: Int64.random(in: 0...200_000, using: &random),
                    unitPrice: Int64.random(in: 0...5_000_000_000, using: &random),
                    tax: categories.randomElement(using: &random) ?? .zero)
            }
            let sum = try lines.reduce(0) { $0 + (try $1.amount()) }
            let discount = sum > 0 ? Int64.random(in: 0...sum, using: &random) : 0
            for inclusive in [false, true] {
                let totals = try InvoiceTotals(lines, currency: .usd, discount: discount, pricesIncludeTax: inclusive)
                #expect(totals.gross.minor == totals.net.minor + totals.tax.minor)
                #expect(totals.net.minor == totals.taxes.reduce(0) { $0 + $1.base })
                #expect(totals.lineDiscounts.reduce(0, +) == discount)
                #expect(zip(totals.lineDiscounts, totals.lines).allSatisfy { $0 <= $1 })
                #expect((inclusive ? totals.gross.minor : totals.net.minor) == sum - discount)
                for part in totals.taxes {
                    // round(base × rate) within half a cent, exactly: |200000·tax − 2·base·rate| ≤ 100000.
                    if !inclusive { #expect(abs(200_000 * part.tax - 2 * part.base * part.category.rate) <= 100_000) }
                }
                let journal = sum - discount > 0 ? try Journal.invoiceIssued(totals) : nil
                #expect(journal?.amount(on: .receivable, .usd) ?? totals.gross.minor == totals.gross.minor)
            }
        }
    }

    @Test func impossible_input_is_refused() {
        let line = InvoiceLine(count: 1, price: 100, tax: .zero)
        #expect(throws: LedgerError.outOfRange("discount")) { try InvoiceTotals([line], currency: .usd, discount: 101) }
        #expect(throws: LedgerError.outOfRange("discount")) { try InvoiceTotals([line], currency: .usd, discount: -1) }
        #expect(throws: LedgerError.overflow) {
            try InvoiceTotals([InvoiceLine(quantity: .max, unitPrice: .max, tax: .zero)], currency: .usd)
        }
    }

    @Test func rounding_is_symmetric_and_exact() throws {
        #expect(try Rounding.halfUp(5, times: 1, over: 10) == 1)
        #expect(try Rounding.halfUp(-5, times: 1, over: 10) == -1)
        #expect(try Rounding.halfUp(4, times: 1, over: 9) == 0)
        #expect(try Rounding.halfUp(5, times: 1, over: 9) == 1)
        #expect(try Rounding.halfUp(.max, times: .max, over: .max) == .max)
        #expect(try Rounding.split(-100, over: [1, 1, 1]) == [-34, -33, -33])
        #expect(try Rounding.split(10, over: [0, 0]) == [10, 0])
    }
}
