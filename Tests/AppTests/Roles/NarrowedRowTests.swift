import Core
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// What custom roles leave of the rows: Swift and the database say the same, and never more than the base role.
@Suite(.serialized) struct NarrowedRowTests {
    @Test func random_rules_show_and_change_what_they_say_and_never_more() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            var dice = SplitMix(seed: 4)
            for _ in 0..<40 {
                var rules: [String: Grants.Rule] = [:]
                for table in ["customers", "leads"] where dice.next() % 4 != 0 {
                    var rule = Grants.Rule()
                    for verb in ["read", "create", "update", "delete"] where dice.next() % 3 != 0 {
                        rule.verbs[verb] = Grants.Reach.allCases[Int(dice.next() % 4)]
                    }
                    rules[table] = rule
                }
                for role in [Role.manager, .sales, .viewer] {
                    let (whole, narrow) = (fixture.context(role), fixture.context(role, rules))
                    for table in ["customers", "leads"] {
                        let grants = fixture.grants(rules)
                        let base = try await fixture.rows(table, whole)
                        let seen = try await fixture.rows(table, narrow)
                        #expect(
                            seen == base.intersection(try reached(grants.reach(table, "read"), table, base, fixture)))
                        #expect(try await fixture.listed(table, narrow) == seen, "\(role) \(rules)")
                        let (baseChanged, changed) = (
                            try await fixture.changed(table, whole), try await fixture.changed(table, narrow)
                        )
                        #expect(
                            changed
                                == baseChanged.intersection(
                                    try reached(grants.reach(table, "update"), table, base, fixture)))
                    }
                }
            }
        }
    }

    private func reached(
        _ reach: Grants.Reach, _ table: String, _ base: Set<Identifier>, _ fixture: RoleFixture
    ) throws -> Set<Identifier> {
        switch reach {
        case .none: []
        case .own: try fixture.owned(table, by: [fixture.asker])
        case .team: try fixture.owned(table, by: [fixture.asker, fixture.mate])
        case .all: base
        }
    }

    /// What belongs to a customer is seen by whoever sees the customer: of a table that is new by being there.
    @Test func rows_about_customers_are_seen_as_far_as_the_customers_are() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            _ = try program.filled()
            let tables = try program.test.column(
                """
                select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
                where a.attname = 'customer_owner_id' and not a.attisdropped and c.relkind = 'r'
                  and c.relnamespace = 'public'::regnamespace order by 1
                """)
            #expect(tables.count >= 15, "\(tables)")
            try Self.giveCustomers(tables, program)
            // A visit is its technician's too.
            try program.test.run(
                "update appointments set technician_id = '\(fixture.stranger)' where org_id = '\(program.ours)'")
            // What is told counts too, of kinds that are customers' and not members' own.
            let told = ["events", "audit_entries"]
            try program.test.run(
                """
                insert into events (org_id, id, kind, record_kind, record_id, customer_id, payload, actor, correlation_id, at)
                  select org_id, uuid_v7(), 'contact.updated', 'contacts', id, customer_id, '{}', 'system:test', 'told', now()
                  from contacts where org_id = '\(program.ours)';
                update contacts set name = 'Renamed' where org_id = '\(program.ours)';
                """)
            for (owner, isOwn, isTeam) in [
                (fixture.stranger, false, false), (fixture.mate, false, true), (fixture.asker, true, true),
            ] {
                try program.test.run(
                    "update customers set owner_id = '\(owner)' where org_id = '\(program.ours)'")
                for table in tables + told {
                    let whole = try await seen(table, fixture.context(), program)
                    #expect(whole > 0, "\(table) has no row to try with")
                    for (reach, isSeen) in [(Grants.Reach.own, isOwn), (.team, isTeam)] {
                        let narrow = fixture.context(.manager, ["customers": .init(verbs: ["read": reach])])
                        let count = try await seen(table, narrow, program)
                        #expect(
                            count == (isSeen ? whole : 0),
                            "\(table) with \(reach) of \(owner == fixture.mate ? "a mate's" : "others'")")
                    }
                }
            }
        }
    }

    /// Rows of nobody are seen by those who see all, which is not what is tried here: each gets a customer.
    private static func giveCustomers(_ tables: [String], _ program: TestProgram) throws {
        let org = program.ours
        let customer = "(select id from customers where org_id = '\(org)' order by id limit 1)"
        for table in tables where table != "record_files" {
            let column = try program.test.column(
                "select attname from pg_attribute where attrelid = '\(table)'::regclass and attname = 'customer_id'")
            guard !column.isEmpty else { continue }
            try program.test.run(
                "update \(table) set customer_id = \(customer) where org_id = '\(org)' and customer_id is null")
        }
        try program.test.run(
            """
            update record_files set resource = 'customers', record_id = \(customer), is_shared = false
            where org_id = '\(org)'
            """)
    }

    /// How many rows about records that are customers', beside those that belong to nobody.
    private func seen(_ table: String, _ context: Context, _ program: TestProgram) async throws -> Int {
        let condition: SQL =
            switch table {
            case "events": "record_kind = 'contacts' and customer_id is not null"
            case "audit_entries": "record_kind = 'contacts' and customer_id is not null"
            case "record_files": "not is_shared and resource = 'customers'"
            default: "true"
            }
        return try await program.application.database.query(
            context, "select count(*)::int as n from \(identifier: table) where org_id = app_org() and \(condition)"
        ).one("count").get("n")
    }

    /// Live pages hear of what happens before the database is asked.
    @Test func live_pages_hear_of_the_customers_that_are_seen() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            func hears(_ reach: Grants.Reach, _ owner: ID<User>?, _ table: String = "calls") throws -> Bool {
                let event = Event(
                    organisation: program.ours, id: Identifier(high: 1, low: 1), kind: "call.ended", recordKind: table,
                    recordID: Identifier(high: 1, low: 2), customer: nil, payload: [:], actor: "system:assistant",
                    correlation: "", at: .systemNow, owner: owner)
                let context = fixture.context(.manager, ["customers": .init(verbs: ["read": reach])])
                return event.isAboutCustomer(of: context, try fixture.resource(table))
            }
            #expect(try hears(.own, fixture.asker) && hears(.team, fixture.mate) && hears(.all, fixture.stranger))
            for owner in [fixture.stranger, nil] {
                #expect(try !hears(.own, owner) && !hears(.team, owner))
            }
            #expect(try !hears(.own, fixture.mate))
            #expect(try hears(.own, fixture.stranger, "deals"), "a deal is a member's own: its own rule says")
        }
    }

    @Test func nothing_is_there_without_the_setting() async throws {
        try await TestProgram.with { program in
            _ = try RoleFixture(program)
            let session = try BlockingSession(program.test.conninfo(user: "mainline_narrowed"))
            let count = try session.column(
                """
                select set_config('app.org', '\(program.ours)', false), set_config('app.role', 'owner', false);
                select count(*) from customers
                """)
            #expect(count.last == "0")
        }
    }

    @Test func one_s_own_cannot_be_given_away_and_what_one_adds_is_one_s_own() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let context = fixture.context(
                .manager, ["customers": .init(verbs: ["read": .own, "create": .own, "update": .own])])
            let customers = try fixture.resource("customers")
            let made = try await fixture.store.create(customers, ["name": "New"], context)
            #expect(made["owner_id"]?.string == fixture.asker.description)
            let id = try #require(made["id"]?.string.flatMap { Identifier($0) })
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.update(
                    customers, id, ["owner_id": .text(fixture.stranger)], context)
            }
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.create(
                    customers, ["name": "Theirs", "owner_id": .text(fixture.stranger)], context)
            }
        }
    }

    @Test func events_and_entries_of_hidden_records_are_hidden() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let leads = try fixture.resource("leads")
            _ = try await fixture.store.create(leads, ["name": "Told", "source": "web"], fixture.context())
            func told(_ rules: [String: Grants.Rule]?) async throws -> [Int] {
                let rows = try await fixture.database.query(
                    fixture.context(.manager, rules),
                    """
                    select (select count(*)::int from events where record_kind = 'leads') as events,
                      (select count(*)::int from audit_entries where record_kind = 'leads') as entries
                    """)
                return [try rows[0].get("events"), try rows[0].get("entries")]
            }
            #expect(try await told(nil).allSatisfy { $0 > 0 })
            #expect(try await told(["leads": .init(verbs: ["read": .none])]) == [0, 0])
            // Of others' records nothing is told to who sees their own alone.
            let strangers = try fixture.resource("leads")
            _ = try await fixture.store.create(
                strangers, ["name": "Theirs", "owner_id": .text(fixture.stranger)], fixture.context(.owner))
            let rows = try await fixture.database.query(
                fixture.context(.manager, ["leads": .init(verbs: ["read": .own])]),
                "select actor from events where record_kind = 'leads' and actor <> current_setting('app.actor')")
            #expect(rows.isEmpty)
        }
    }

    @Test func an_action_reaches_as_far_as_it_says() async throws {
        try await TestProgram.with { program in
            let fixture = try RoleFixture(program)
            let mine = try #require(try fixture.owned("leads", by: [fixture.asker]).first)
            let other = try #require(try fixture.owned("leads", by: [fixture.stranger]).first)
            // The record itself may not be changed by hand: the action does it all the same, where it reaches.
            let context = fixture.context(
                .manager, ["leads": .init(verbs: ["update": .none, "assign": .own])])
            let input: (Identifier) -> [String: JSON] = {
                ["lead": .text($0), "owner_id": .text(fixture.asker)]
            }
            let known = try #require(fixture.store.catalogue.actions["leads.assign"]?.fields.map(\.name))
            _ = try await fixture.store.perform(
                "leads.assign", input(mine).filter { known.contains($0.key) }, context)
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.perform(
                    "leads.assign", input(other).filter { known.contains($0.key) }, context)
            }
            let refused = fixture.context(.manager, ["leads": .init(verbs: ["assign": .none])])
            await #expect(throws: Problem.self) {
                _ = try await fixture.store.perform(
                    "leads.assign", input(mine).filter { known.contains($0.key) }, refused)
            }
        }
    }
}

/// Reproducible numbers.
private struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
