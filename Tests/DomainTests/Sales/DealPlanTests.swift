import Core
import Records
import TestSupport
import Testing

@testable import Sales

@Suite struct DealPlanTests {
    @Test func a_move_saves_what_the_stage_asks_for() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let customer = try await sales.place.customer("Ada", phone: nil)
        let deal = try await sales.deal()
        try await sales.move(
            deal, to: "Negotiation",
            ["customer_id": .text(customer), "value_minor": 125_000, "expected_close_on": "2026-12-20"])
        #expect(try sales.value("status", of: deal) == "open")
        #expect(try sales.value("value_minor", of: deal) == "125000")
        #expect(try sales.value("stage_id", of: deal) == sales.stages["Negotiation"])
    }

    @Test func an_activity_of_a_deal_is_with_its_customer_and_keeps_it_from_stalling() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        let activities = try sales.place.store.catalogue.resource("activities", for: .owner)
        let made = try await sales.place.store.create(
            activities, ["subject": "Call", "starts_at": "2026-03-02T15:00:00Z", "deal_id": .string(deal)],
            sales.place.context())
        #expect(made["customer_id"]?.string == (try sales.value("customer_id", of: deal)))
        _ = try await sales.place.store.perform(
            "activities.complete",
            [
                "activity_id": made["id"] ?? .null, "next_subject": "Send the offer",
                "next_starts_at": "2026-03-05T15:00:00Z",
            ], sales.place.context())
        try await sales.deliver("activity.completed")
        #expect(try sales.place.test.column("select 1 from deals where last_activity_at is not null").count == 1)
        #expect(try sales.value("next_step", of: deal) == "Send the offer")
    }

    @Test func a_changed_category_reaches_deals_without_one_of_their_own() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let own = try await sales.deal(["title": "Own", "forecast_category": "commit"])
        let stages = try sales.place.store.catalogue.resource("pipeline_stages", for: .owner)
        let lead = try sales.id("Lead")
        _ = try await sales.place.store.update(
            stages, lead, ["forecast_category": "best_case"], sales.place.context())
        try await sales.deliver("stage.updated")
        #expect(try sales.value("forecast_category", of: deal) == "best_case")
        #expect(try sales.value("forecast_category", of: own) == "commit")
    }

    @Test func an_action_is_offered_where_it_makes_sense() {
        let condition = RecordCondition.field("status", among: ["open", "overdue"]).and(.empty("done_at"))
        #expect(condition.holds { $0 == "status" ? "open" : nil })
        #expect(!condition.holds { $0 == "status" ? "done" : nil })
        #expect(!condition.holds { _ in "open" })
        #expect(!condition.mayHold(among: ["status": ["done"]]))
        #expect(condition.mayHold(among: ["kind": ["call"]]))
    }
}
