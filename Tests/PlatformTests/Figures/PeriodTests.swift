import Core
import Figures
import Testing

@Suite struct PeriodTests {
    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test func a_period_ends_today_or_before() throws {
        for offset in stride(from: 0, to: 800, by: 13) {
            let today = try day("2024-01-01").adding(days: offset)
            for name in Period.Name.allCases {
                let period = Period(name, today: today)
                #expect(period.from <= period.to)
                #expect(period.to <= today)
            }
        }
    }

    @Test func every_day_falls_into_exactly_one_bucket() throws {
        for name in Period.Name.allCases {
            let period = Period(name, today: try day("2026-03-31"))
            let buckets = period.buckets
            #expect(buckets == buckets.sorted())
            #expect(Set(buckets).count == buckets.count)
            for offset in 0..<period.length {
                #expect(buckets.contains(period.start(of: period.from.adding(days: offset))))
            }
        }
    }

    @Test func the_period_before_does_not_overlap() throws {
        for offset in stride(from: 0, to: 800, by: 7) {
            let today = try day("2023-12-30").adding(days: offset)
            for name in Period.Name.allCases {
                let period = Period(name, today: today)
                #expect(period.before.to < period.from, "\(name) on \(today)")
            }
        }
    }

    @Test func a_month_under_way_is_compared_with_the_same_days() throws {
        let period = Period(.month, today: try day("2026-11-21"))
        #expect(try period.before.from == day("2026-10-01"))
        #expect(try period.before.to == day("2026-10-21"))
    }

    @Test func a_whole_month_is_compared_with_a_whole_month() throws {
        let march = Period(.lastMonth, today: try day("2026-04-10"))
        #expect(try march.to == day("2026-03-31"))
        #expect(try march.before.from == day("2026-02-01"))
        #expect(try march.before.to == day("2026-02-28"))
    }

    @Test func days_the_wrong_way_round_are_refused() throws {
        let (early, late) = (try day("2026-01-01"), try day("2026-02-01"))
        #expect(throws: Problem.self) { try Period(from: late, to: early) }
        #expect(throws: Problem.self) { try Period(from: early, to: early.adding(days: 4000)) }
    }
}
