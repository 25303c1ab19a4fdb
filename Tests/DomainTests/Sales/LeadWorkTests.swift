import Contracts
import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct LeadWorkTests {
    @Test func a_new_lead_is_scored_given_to_somebody_and_timed() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        _ = try await sales.rep(sales.place.ann)
        let lead = try await sales.lead(["phone": "(512) 555-0142", "source": "referral"])
        try sales.place.test.run("update leads set created_at = '2026-03-02 23:30Z'")
        try await sales.deliver("lead.created")
        #expect(try sales.lead("score_reasons -> 0 ->> 'name'", of: lead) == "Was referred")
        #expect(try sales.lead("score > 40", of: lead) == "true")
        #expect(try sales.lead("owner_id", of: lead) == "\(sales.place.ann)")
        #expect(try sales.lead("assignment_reasons ->> 0", of: lead) == "The only one who fits.")
        // Half an hour before closing at six in Chicago, half an hour after opening at eight.
        #expect(try sales.lead("response_due_at at time zone 'UTC'", of: lead) == "2026-03-03 14:30:00")
        #expect(try sales.place.events("lead.assigned") == 1)
    }

    @Test func leads_are_shared_by_weight() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        _ = try await sales.rep(sales.place.ann, ["weight": 3])
        _ = try await sales.rep(sales.place.bob, ["weight": 1])
        for number in 0..<12 { _ = try await sales.lead(["name": .string("Lead \(number)")]) }
        try await sales.assignWaiting()
        let shares = try sales.place.test.column(
            "select count(*) from leads group by owner_id order by count(*) desc")
        #expect(shares == ["9", "3"])
    }

    @Test func leads_nobody_can_take_wait_and_are_tried_again_oldest_first() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let rep = try await sales.rep(sales.place.ann, ["is_available": false, "capacity": 2])
        for number in 0..<3 { _ = try await sales.lead(["name": .string("Lead \(number)")]) }
        try await sales.assignWaiting()
        #expect(try sales.place.test.column("select 1 from leads where owner_id is not null").isEmpty)
        _ = try await sales.place.store.perform(
            "sales_reps.set-availability", ["rep": .string(rep), "is_available": true], sales.place.context())
        try await sales.assignWaiting()
        let given = try sales.place.test.column("select name from leads where owner_id is not null order by name")
        #expect(given == ["Lead 0", "Lead 1"])
        let why = try sales.place.test.column("select assignment_reasons ->> 0 from leads where owner_id is null")
        #expect(why == ["All who fit have as many open leads as they can take."])
    }

    @Test func whoever_comes_back_starts_level_with_the_others() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        _ = try await sales.rep(sales.place.ann)
        for number in 0..<6 { _ = try await sales.lead(["name": .string("Old \(number)")]) }
        try await sales.assignWaiting()
        _ = try await sales.rep(sales.place.bob)
        for number in 0..<6 { _ = try await sales.lead(["name": .string("New \(number)")]) }
        try await sales.assignWaiting()
        let shares = try sales.place.test.column(
            "select count(*) from leads where name like 'New%' group by owner_id")
        #expect(shares == ["3", "3"])
    }

    @Test func leads_that_come_at_once_are_shared_all_the_same() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        _ = try await sales.rep(sales.place.ann)
        _ = try await sales.rep(sales.place.bob)
        var leads: [String] = []
        for number in 0..<8 { leads.append(try await sales.lead(["name": .string("Lead \(number)")])) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lead in leads {
                group.addTask {
                    _ = try await sales.place.store.perform(
                        "leads.assign", ["lead": .string(lead)], sales.place.context())
                }
            }
            try await group.waitForAll()
        }
        #expect(try sales.place.test.column("select count(*) from leads group by owner_id") == ["4", "4"])
    }

    @Test func converting_makes_a_customer_a_contact_a_note_and_a_deal() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let lead = try await sales.lead([
            "company": "Fox Bakery", "phone": "(512) 555-0142", "source": "referral", "notes": "Wants two ovens.",
        ])
        let answer = try await sales.convert(lead, ["value_minor": 400_000])
        #expect(answer.object?["is_new_customer"]?.bool == true)
        #expect(try sales.place.test.column("select name || ' ' || source from customers") == ["Fox Bakery referral"])
        #expect(try sales.place.test.column("select name from contacts") == ["Dana Fox"])
        #expect(try sales.place.test.column("select body from notes") == ["Wants two ovens."])
        let deal = try sales.place.test.column("select title || ' ' || value_minor || ' ' || source from deals")
        #expect(deal == ["Fox Bakery 400000 referral"])
        #expect(try sales.lead("status", of: lead) == "converted")
        #expect(try sales.lead("first_response_at is not null", of: lead) == "true")
    }

    @Test func converting_takes_the_customer_of_the_same_number_or_address() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let known = try await sales.place.customer("Ada", phone: "+15125550142")
        let lead = try await sales.lead(["phone": "(512) 555-0142"])
        let first = try await sales.convert(lead)
        #expect(first.object?["customer_id"]?.string == "\(known)")
        try sales.place.test.run("update customers set email = 'ada@example.com'")
        let second = try await sales.lead(["email": "Ada@example.com"])
        let answer = try await sales.convert(second)
        #expect(answer.object?["customer_id"]?.string == "\(known)")
    }

    @Test func converting_twice_even_at_once_happens_once() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let lead = try await sales.lead(["phone": "(512) 555-0142"])
        let answers = try await withThrowingTaskGroup(of: JSON.self) { group in
            for _ in 0..<4 { group.addTask { try await sales.convert(lead) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers.map { $0.object?["deal_id"]?.string }).count == 1)
        #expect(answers.filter { $0.object?["changed"]?.bool == true }.count == 1)
        #expect(try sales.place.test.column("select 1 from deals").count == 1)
        #expect(try sales.place.test.column("select 1 from customers").count == 1)
        #expect(try sales.place.events("lead.converted") == 1)
    }

    @Test func a_lost_lead_needs_a_reason_and_can_be_taken_up_again() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let lead = try await sales.lead()
        let leads = try sales.place.store.catalogue.resource("leads", for: .owner)
        let id = try #require(Identifier(lead))
        let problem = try await refusal {
            try await sales.place.store.update(leads, id, ["status": "lost"], sales.place.context())
        }
        #expect(problem?.fields.first?.field == "loss_reason_id")
        let converted = try await refusal {
            try await sales.place.store.update(leads, id, ["status": "converted"], sales.place.context())
        }
        #expect(converted?.fields.first?.field == "status")
        let input: [String: JSON] = ["lead": .string(lead), "loss_reason_id": .string(sales.reason)]
        _ = try await sales.place.store.perform("leads.lose", input, sales.place.context())
        #expect(try sales.lead("status", of: lead) == "lost")
        _ = try await sales.place.store.perform("leads.reopen", ["lead": .string(lead)], sales.place.context())
        #expect(try sales.lead("status || coalesce(loss_reason_id::text, '')", of: lead) == "new")
    }

    @Test func a_score_leaves_the_version_alone() async throws {
        let sales = try await SalesPlace.open()
        defer { sales.place.test.drop() }
        let lead = try await sales.lead(["email": "dana@example.com"])
        try await sales.deliver("lead.created")
        #expect(try sales.lead("version", of: lead) == "1")
        #expect(try sales.lead("score > 0", of: lead) == "true")
    }
}

extension SalesPlace {
    fileprivate func convert(_ lead: String, _ input: [String: JSON] = [:]) async throws -> JSON {
        try await place.store.perform(
            "leads.convert", input.merging(["lead": .string(lead)]) { given, _ in given }, place.context())
    }
}
