import Contracts
import Core
import Postgres
import Records
import Sales
import TestSupport
import Testing

@Suite struct RollupTests {
    /// What the sums should be, counted anew.
    private static let recount = """
        select concat_ws(' ', status, stage_id, forecast_category, owner_id, source, loss_reason_id, currency,
          date_trunc('month', case when status = 'open' then expected_close_on else closed_on end)::date,
          count(*), sum(value_minor), sum(round(value_minor * probability / 100.0)),
          sum(round(value_minor * coalesce(learned_probability, probability) / 100.0)))
        from deals where deleted_at is null group by status, stage_id, forecast_category, owner_id, source, loss_reason_id,
          currency, date_trunc('month', case when status = 'open' then expected_close_on else closed_on end)::date
        order by 1
        """
    private static let kept = """
        select concat_ws(' ', status, stage_id, forecast_category, owner_id, source, loss_reason_id, currency, month,
          sum(deals), sum(value_minor), sum(weighted_minor), sum(learned_minor))
        from deal_rollups where status <> 'passed' group by status, stage_id, forecast_category, owner_id, source,
          loss_reason_id, currency, month having sum(deals) <> 0 order by 1
        """

    /// Property: after any changes by any ways the sums are those of a count.
    @Test(arguments: 1...4) func sums_are_those_of_a_count_after_any_changes(seed: UInt64) async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        var random = SequenceRandom(state: seed)
        let customer = try await sales.place.customer()
        var deals: [String] = []
        let names = sales.stages.keys.sorted()
        for step in 0..<60 {
            let deal = deals.randomElement(using: &random)
            switch (Int.random(in: 0..<9, using: &random), deal) {
            case (0...1, _), (_, nil):
                deals.append(
                    try await sales.deal([
                        "customer_id": .text(customer), "value_minor": .int(.random(in: 1...900_000, using: &random)),
                        "expected_close_on": .string("2026-0\(Int.random(in: 3...9, using: &random))-11"),
                        "source": .string(["web", "call"].randomElement(using: &random) ?? "web"),
                    ]))
            case (2...4, let deal?):
                let name = names.randomElement(using: &random) ?? "Lead"
                try await sales.move(deal, to: name, ["loss_reason_id": .string(sales.reason)])
            case (5, let deal?):
                try await sales.update(
                    deal,
                    [
                        "value_minor": .int(.random(in: 1...900_000, using: &random)),
                        "owner_id": [.text(sales.place.ann), .text(sales.place.bob)].randomElement(using: &random)
                            ?? .null,
                    ])
            case (6, let deal?):
                try await sales.line(of: deal, price: .random(in: 1...50_000, using: &random))
            case (7, let deal?):
                try sales.place.test.run(
                    "update deals set learned_probability = \(Int.random(in: 1...99, using: &random)), learned_at = clock_timestamp() where id = '\(deal)'"
                )
            case (_, let deal?):
                try sales.place.test.run(
                    "update deals set deleted_at = case when deleted_at is null then now() end where id = '\(deal)'")
                deals.removeAll { $0 == deal }
            }
            if step == 30 { try await sales.fold() }
        }
        let counted = try sales.place.test.column(Self.recount)
        #expect(try sales.place.test.column(Self.kept) == counted)
        try await sales.fold()
        #expect(try sales.place.test.column(Self.kept) == counted)
        #expect(try sales.place.test.column("select 1 from deal_rollups where is_delta").isEmpty)
    }

    @Test func figures_say_what_was_won_lost_and_is_expected() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let figures = SalesModule.figures(sales.place.test.database)
        let won = try await sales.completeDeal(["title": "Won", "source": "web"])
        let lost = try await sales.completeDeal(["title": "Lost", "source": "web"])
        _ = try await sales.completeDeal(["title": "Open"])
        try await sales.perform("deals.win", won)
        try await sales.perform("deals.lose", lost, ["loss_reason_id": .string(sales.reason)])
        let context = sales.place.context()
        let from = try #require(LocalDate("2026-03-01"))
        let period = SalesPeriod(from: from, through: from.adding(days: 50))

        let forecast = try await figures.forecast(period, pipeline: nil, on: nil, context)
        #expect(forecast.map(\.category) == ["closed", "pipeline"])
        #expect(forecast.map(\.value.minor) == [250_000, 250_000])
        #expect(forecast.map(\.weighted.minor) == [250_000, 25_000])
        let outcomes = try await figures.outcomes(period, by: .source, pipeline: nil, context)
        #expect(outcomes.map(\.label) == ["web"])
        #expect(outcomes.first?.winRate == 0.5)
        let reasons = try await figures.outcomes(period, by: .reason, pipeline: nil, context)
        #expect(reasons.map(\.label) == ["Won", "Price"])
        let stages = try await figures.stages(pipeline: nil, context)
        #expect(stages.map(\.deals) == [1, 0, 0, 0, 1, 1])
        let sold = sales.place.context(.sales, actor: .user(sales.place.ann))
        let seen = try await figures.stages(pipeline: nil, sold)
        #expect(seen.map(\.deals) == [0, 0, 0, 0, 0, 0])
    }

    @Test func a_snapshot_keeps_what_the_forecast_said() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let figures = SalesModule.figures(sales.place.test.database)
        let deal = try await sales.completeDeal()
        try await sales.snapshot()
        try await sales.snapshot()
        let context = sales.place.context()
        let day = try #require(LocalDate("2026-03-02"))
        let period = SalesPeriod(from: day, through: day.adding(days: 60))
        sales.place.clock.advance(.hours(24))
        try await sales.update(deal, ["value_minor": 900_000])
        let then = try await figures.forecast(period, pipeline: nil, on: day, context)
        #expect(then.map(\.value.minor) == [250_000])
        let now = try await figures.forecast(period, pipeline: nil, on: nil, context)
        #expect(now.map(\.value.minor) == [900_000])
        try await sales.snapshot()
        let history = try await figures.history(period, pipeline: nil, since: day, context)
        #expect(history.map(\.value.minor) == [250_000, 900_000])
    }
}

/// SplitMix64.
struct SequenceRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
