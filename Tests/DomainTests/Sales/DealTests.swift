import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct DealTests {
    @Test func lines_make_the_value() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal(["value_minor": 5])
        let first = try await sales.line(of: deal, price: 10_000, quantity: 3, discount: "12.5")
        try await sales.line(of: deal, price: 99)
        #expect(try sales.value("value_minor", of: deal) == "26349")
        try await sales.update(deal, ["value_minor": 1])
        #expect(try sales.value("value_minor", of: deal) == "26349")
        let lines = try sales.place.store.catalogue.resource("deal_lines", for: .owner)
        try await sales.place.store.delete(lines, try #require(Identifier(first)), sales.place.context())
        #expect(try sales.value("value_minor", of: deal) == "99")
    }

    @Test func sales_people_see_and_change_their_own_deals_only() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let seller = sales.place.context(.sales, actor: .user(sales.place.ann))
        let own = try await sales.deal(["title": "Own"], seller)
        let other = try await sales.deal(["title": "Other"])
        #expect(try sales.value("owner_id", of: own) == "\(sales.place.ann)")
        try await sales.perform("deals.move", own, ["stage": "lead"], seller)
        let problem = try await refusal { try await sales.perform("deals.win", other, [:], seller) }
        #expect(problem?.status == 404)
        try await sales.perform("deals.assign", other, ["owner_id": .text(sales.place.ann)])
        try await sales.line(of: other, price: 100)
        try await sales.update(other, ["next_step": "Call"], seller)
        try await sales.perform("deals.win", own, [:], seller)
        #expect(try sales.value("status", of: own) == "won")
    }

    @Test func a_deal_stalls_when_its_stages_days_are_over_and_wakes_by_an_activity() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try sales.place.test.run(
            "update deals set stage_entered_at = now() - interval '20 days', last_activity_at = now() - interval '15 days'"
        )
        let deals = try sales.place.store.catalogue.resource("deals", for: .owner)
        func stalled() async throws -> Int {
            let query = try RecordQuery(
                [(name: "is_stalled", value: "is.true")], resource: deals, catalogue: sales.place.store.catalogue,
                context: sales.place.context())
            return try await sales.place.store.list(query, sales.place.context()).count
        }
        #expect(try await stalled() == 1)
        try sales.place.test.run("update deals set last_activity_at = now() where id = '\(deal)'")
        #expect(try await stalled() == 0)
    }

    @Test func reopening_goes_back_to_the_stage_before() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.move(deal, to: "Proposal")
        try await sales.perform("deals.lose", deal, ["loss_reason_id": .string(sales.reason)])
        try await sales.perform("deals.reopen", deal)
        #expect(try sales.stage(of: deal) == "Proposal")
    }

    @Test func a_stage_with_deals_is_removed_by_moving_them() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        let stages = try sales.place.store.catalogue.resource("pipeline_stages", for: .owner)
        let lead = try sales.id("Lead")
        let plain = try await refusal { try await sales.place.store.delete(stages, lead, sales.place.context()) }
        #expect(plain?.code == "in_use")
        let blind = try await refusal {
            try await sales.place.store.perform(
                "pipeline_stages.remove", ["stage": .text(lead)], sales.place.context())
        }
        #expect(blind?.fields.first?.field == "move_to")
        _ = try await sales.place.store.perform(
            "pipeline_stages.remove", ["stage": .text(lead), "move_to": try sales.stage("Qualified")],
            sales.place.context())
        #expect(try sales.stage(of: deal) == "Qualified")
        let next = try await sales.completeDeal(["title": "Next"])
        #expect(try sales.stage(of: next) == "Qualified")
    }

    @Test func stages_are_put_into_an_order() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let pipeline = try sales.place.test.column("select id from pipelines")[0]
        let order = try ["Qualified", "Lead", "Proposal", "Negotiation", "Won", "Lost"].map { try sales.stage($0) }
        _ = try await sales.place.store.perform(
            "pipelines.reorder-stages", ["pipeline": .string(pipeline), "stages": .array(order)],
            sales.place.context())
        #expect(try sales.place.test.column("select name from pipeline_stages order by position").first == "Qualified")
        let short = try await refusal {
            try await sales.place.store.perform(
                "pipelines.reorder-stages", ["pipeline": .string(pipeline), "stages": .array(Array(order.prefix(3)))],
                sales.place.context())
        }
        #expect(short?.fields.first?.code == "incomplete")
    }

    @Test func a_changed_stage_is_followed_by_deals_without_an_estimate_of_their_own() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let own = try await sales.deal(["title": "Own", "probability": 44])
        let stages = try sales.place.store.catalogue.resource("pipeline_stages", for: .owner)
        let lead = try sales.id("Lead")
        _ = try await sales.place.store.update(stages, lead, ["probability": 20], sales.place.context())
        try await sales.deliver("stage.updated")
        #expect(try sales.value("probability", of: deal) == "20")
        #expect(try sales.value("probability", of: own) == "44")
    }

    @Test func open_deals_are_judged_by_those_decided() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        for number in 0..<12 {
            let isWon = number.isMultiple(of: 2)
            let deal = try await sales.completeDeal([
                "title": .string("Deal \(number)"), "source": .string(isWon ? "referral" : "list"),
            ])
            try await sales.perform(
                isWon ? "deals.win" : "deals.lose", deal, isWon ? [:] : ["loss_reason_id": .string(sales.reason)])
        }
        let good = try await sales.completeDeal(["title": "Good", "source": "referral"])
        let bad = try await sales.completeDeal(["title": "Bad", "source": "list"])
        try sales.place.test.run("update deals set closed_at = now() where closed_at is not null")
        try await sales.learn()
        #expect(try sales.value("learned_probability > 80", of: good) == "true")
        #expect(try sales.value("learned_probability < 20", of: bad) == "true")
        #expect(try sales.value("learned_reasons -> 0 ->> 'feature'", of: good) == "source")
        #expect(try sales.value("version", of: good) == "1")
    }
}
