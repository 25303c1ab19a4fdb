import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct StageMovementTests {
    @Test func a_new_organisation_sells_through_six_stages() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let stages = try sales.place.test.column("select name || ' ' || kind from pipeline_stages order by position")
        #expect(stages == ["Lead open", "Qualified open", "Proposal open", "Negotiation open", "Won won", "Lost lost"])
    }

    @Test func a_deal_that_names_no_stage_begins_in_the_first() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        #expect(try sales.stage(of: deal) == "Lead")
        #expect(try sales.value("probability", of: deal) == "10")
        #expect(try sales.value("forecast_category", of: deal) == "pipeline")
        #expect(try sales.value("currency", of: deal) == "USD")
    }

    @Test func a_deal_takes_the_stages_probability_and_category() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.move(deal, to: "Negotiation")
        #expect(try sales.value("probability", of: deal) == "75")
        #expect(try sales.value("forecast_category", of: deal) == "commit")
    }

    @Test func the_owners_own_estimate_stays_until_the_deal_moves() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.update(deal, ["probability": 66])
        try await sales.update(deal, ["next_step": "Call back"])
        #expect(try sales.value("probability", of: deal) == "66")
        #expect(try sales.value("stage_probability", of: deal) == "10")
        try await sales.move(deal, to: "Proposal")
        #expect(try sales.value("probability", of: deal) == "50")
    }

    @Test func every_stage_can_be_reached_from_every_other() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        var previous = "Lead"
        for from in sales.stages.keys.sorted() {
            for to in sales.stages.keys.sorted() where to != from {
                for name in [from, to] where name != previous {
                    let loss: [String: JSON] = name == "Lost" ? ["loss_reason_id": .string(sales.reason)] : [:]
                    try await sales.move(deal, to: name, loss)
                    #expect(try sales.stage(of: deal) == name)
                    previous = name
                }
            }
        }
        let open = try sales.place.test.column("select 1 from deal_stage_entries where left_at is null")
        #expect(open.count == 1)
    }

    @Test func fields_a_stage_needs_are_told_all_at_once() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let problem = try await refusal { try await sales.move(deal, to: "Negotiation") }
        #expect(problem?.fields.map(\.field) == ["customer_id", "value_minor", "expected_close_on"])
        #expect(problem?.fields.allSatisfy { $0.code == "required_for_stage" } == true)
        #expect(try sales.stage(of: deal) == "Lead")
    }

    @Test func no_way_leads_around_the_fields_a_stage_needs() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let problem = try await refusal { try await sales.update(deal, ["stage_id": try sales.stage("Qualified")]) }
        #expect(problem?.fields.map(\.field) == ["customer_id"])
        let born = try await refusal { try await sales.deal(["stage_id": try sales.stage("Proposal")]) }
        #expect(born?.fields.first?.code == "required_for_stage")
    }

    @Test func a_lost_deal_needs_a_reason() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let problem = try await refusal { try await sales.move(deal, to: "Lost") }
        #expect(problem?.fields.map(\.field) == ["loss_reason_id"])
        let edited = try await refusal { try await sales.update(deal, ["stage_id": try sales.stage("Lost")]) }
        #expect(edited?.fields.map(\.field) == ["loss_reason_id"])
        try await sales.move(
            deal, to: "Lost", ["loss_reason_id": .string(sales.reason), "loss_notes": "Half our price."])
        #expect(try sales.value("status", of: deal) == "lost")
        #expect(try sales.value("loss_notes", of: deal) == "Half our price.")
        #expect(try sales.value("probability", of: deal) == "0")
    }

    @Test func winning_and_losing_set_the_day_and_reopening_clears_it() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.move(deal, to: "Won")
        #expect(try sales.value("closed_on", of: deal) == "2026-03-02")
        #expect(try sales.value("probability", of: deal) == "100")
        try await sales.move(deal, to: "Lost", ["loss_reason_id": .string(sales.reason)])
        try await sales.move(deal, to: "Proposal")
        #expect(try sales.value("closed_at", of: deal) == "-")
        #expect(try sales.value("loss_reason_id", of: deal) == "-")
        #expect(try sales.value("status", of: deal) == "open")
    }

    @Test func a_stage_is_found_by_name_however_it_is_written() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.perform("deals.move", deal, ["stage": "  qualified "])
        #expect(try sales.stage(of: deal) == "Qualified")
        try await sales.perform("deals.move", deal, ["stage": "PRO-POSAL"])
        #expect(try sales.stage(of: deal) == "Proposal")
    }

    @Test func a_missing_stage_is_refused_with_what_to_do() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        let problem = try await refusal { try await sales.perform("deals.move", deal, ["stage": "Demo held"]) }
        #expect(problem?.fields.first?.code == "stage_missing")
        #expect(
            problem?.fields.first?.message
                == "The pipeline “Sales” has no stage “Demo held”. Create it or choose one of: Lead, Qualified, Proposal, Negotiation, Won, Lost."
        )
        #expect(problem?.extra["candidates"]?.array?.count == 6)
        #expect(try sales.stage(of: deal) == "Lead")
    }

    @Test func a_missing_stage_is_made_when_asked_for() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try await sales.perform("deals.move", deal, ["stage": "Demo held", "create_missing": true])
        #expect(try sales.stage(of: deal) == "Demo held")
        let order = try sales.place.test.column("select name from pipeline_stages order by position")
        #expect(order == ["Lead", "Qualified", "Proposal", "Negotiation", "Demo held", "Won", "Lost"])
        let second = try await sales.completeDeal(["title": "Another"])
        try await sales.perform("deals.move", second, ["stage": "demo held", "create_missing": true])
        #expect(try sales.place.test.column("select 1 from pipeline_stages").count == 7)
    }

    @Test func a_pipeline_may_make_missing_stages_by_itself() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        try sales.place.test.run("update pipelines set creates_missing_stages = true")
        let deal = try await sales.deal()
        try await sales.perform("deals.move", deal, ["stage": "Visited"])
        #expect(try sales.stage(of: deal) == "Visited")
    }

    @Test func two_moves_at_once_make_a_missing_stage_once() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deals = [try await sales.deal(["title": "One"]), try await sales.deal(["title": "Two"])]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for deal in deals {
                group.addTask {
                    try await sales.perform("deals.move", deal, ["stage": "Measured", "create_missing": true])
                }
            }
            try await group.waitForAll()
        }
        #expect(try sales.place.test.column("select 1 from pipeline_stages where name = 'Measured'").count == 1)
        for deal in deals { #expect(try sales.stage(of: deal) == "Measured") }
    }

    @Test func a_stage_of_another_organisation_does_not_exist() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.deal()
        let stranger = sales.place.context().newID(PipelineStage.self)
        let problem = try await refusal { try await sales.perform("deals.move", deal, ["stage_id": .text(stranger)]) }
        #expect(problem?.fields.first?.code == "stage_missing")
    }

    @Test func cards_keep_the_order_they_are_given() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        var deals: [String] = []
        for number in 0..<4 { deals.append(try await sales.deal(["title": .string("Deal \(number)")])) }
        func column() throws -> [String] {
            try sales.place.test.column(
                "select right(title, 1) from deals where stage_id = '\(sales.stages["Lead"] ?? "")' order by position, id"
            )
        }
        #expect(try column() == ["3", "2", "1", "0"])
        try await sales.move(deals[3], to: "Lead", ["after": .string(deals[1])])
        #expect(try column() == ["2", "1", "3", "0"])
        try await sales.move(deals[0], to: "Lead", ["before": .string(deals[2])])
        #expect(try column() == ["0", "2", "1", "3"])
        // More often than numbers between two neighbours could be halved.
        for turn in 0..<60 {
            let (moved, anchor) = turn.isMultiple(of: 2) ? (deals[1], deals[2]) : (deals[2], deals[1])
            try await sales.move(moved, to: "Lead", ["before": .string(anchor)])
        }
        #expect(try column() == ["0", "2", "1", "3"])
    }

    @Test func history_keeps_who_moved_it_and_how_long_it_stayed() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let deal = try await sales.completeDeal()
        try sales.place.test.run("update deals set created_at = '2026-02-20 09:00Z'")
        try sales.place.test.run("update deal_stage_entries set entered_at = '2026-02-20 09:00Z'")
        try await sales.move(deal, to: "Qualified")
        sales.place.clock.advance(.hours(48))
        try await sales.move(deal, to: "Proposal")
        let history = try sales.place.test.column(
            """
            select s.name || ' ' || coalesce(round(extract(epoch from e.left_at - e.entered_at) / 86400)::text, '-')
            from deal_stage_entries e join pipeline_stages s on s.id = e.stage_id order by e.entered_at, e.id
            """)
        #expect(history == ["Lead 10", "Qualified 2", "Proposal -"])
        let by = try sales.place.test.column("select distinct entered_by from deal_stage_entries")
        #expect(by == ["\(sales.place.owner)"])
    }
}
