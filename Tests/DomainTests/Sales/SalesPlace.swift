import Contracts
import Core
import Postgres
import Records
import Sales
import TestSupport
import Testing

/// A workplace that sells: its stages by name, and shorthands for deals.
struct SalesPlace {
    let place: Workplace
    let stages: [String: String]
    let reason: String

    static func open() async throws -> SalesPlace {
        let place = try await Workplace.open()
        var stages: [String: String] = [:]
        for row in try place.test.column("select name || '=' || id from pipeline_stages") {
            let parts = row.split(separator: "=")
            stages[String(parts[0])] = String(parts[1])
        }
        let reason = try place.test.column("select id from loss_reasons order by position limit 1")[0]
        return SalesPlace(place: place, stages: stages, reason: reason)
    }

    func stage(_ name: String) throws -> JSON { .string(try #require(stages[name])) }

    func id(_ stage: String) throws -> Identifier { try #require(stages[stage].flatMap { Identifier($0) }) }

    /// Adds a deal; gives its id.
    func deal(_ members: [String: JSON] = [:], _ context: Context? = nil) async throws -> String {
        let deals = try place.store.catalogue.resource("deals", for: .owner)
        let input = members.merging(["title": "Re-piping"]) { given, _ in given }
        let made = try await place.store.create(deals, input, context ?? place.context())
        return try #require(made.object?["id"]?.string)
    }

    /// A deal with everything that the seeded stages ask for.
    func completeDeal(_ members: [String: JSON] = [:]) async throws -> String {
        let customer = try await place.customer("Ada \(members.count)", phone: nil)
        return try await deal(
            members.merging([
                "customer_id": .text(customer), "value_minor": 250_000, "expected_close_on": "2026-04-15",
            ]) { given, _ in given })
    }

    @discardableResult
    func perform(_ action: String, _ deal: String, _ input: [String: JSON] = [:], _ context: Context? = nil)
        async throws -> JSON
    {
        try await place.store.perform(
            action, input.merging(["deal": .string(deal)]) { given, _ in given }, context ?? place.context())
    }

    func move(_ deal: String, to stage: String, _ input: [String: JSON] = [:]) async throws {
        try await perform("deals.move", deal, input.merging(["stage_id": try self.stage(stage)]) { given, _ in given })
    }

    /// One column of the deal, as text.
    func value(_ column: String, of deal: String) throws -> String {
        try place.test.column("select coalesce((\(column))::text, '-') from deals where id = '\(deal)'")[0]
    }

    /// The stage's name.
    func stage(of deal: String) throws -> String {
        try value("select name from pipeline_stages s where s.id = stage_id", of: deal)
    }

    func update(_ deal: String, _ members: [String: JSON], _ context: Context? = nil) async throws {
        let deals = try place.store.catalogue.resource("deals", for: .owner)
        guard let id = Identifier(deal) else { throw Problem.notFound("deal") }
        _ = try await place.store.update(deals, id, members, context ?? place.context())
    }
}

/// The problem that `body` throws.
func refusal(_ body: () async throws -> some Any) async throws -> Problem? {
    do {
        _ = try await body()
        return nil
    } catch let problem as Problem {
        return problem
    }
}

extension SalesPlace {
    @discardableResult
    func line(of deal: String, price: Int64, quantity: Int64 = 1, discount: String = "0") async throws -> String {
        let lines = try place.store.catalogue.resource("deal_lines", for: .owner)
        let made = try await place.store.create(
            lines,
            [
                "deal_id": .string(deal), "description": "Pipe", "unit_price_minor": .int(price),
                "quantity": .int(quantity), "discount_percent": .string(discount),
            ], place.context())
        return try #require(made.object?["id"]?.string)
    }

    func fold() async throws { try await SalesUpkeep.foldRollups(place.context(.system), place.store, threshold: 1) }
    func snapshot() async throws { try await SalesUpkeep.snapshotForecast(place.context(.system), place.store) }
    func learn() async throws { try await SalesUpkeep.learn(place.context(.system), place.store) }
    func assignWaiting() async throws { try await SalesUpkeep.assignWaitingLeads(place.context(.system), place.store) }

    /// Runs what follows on the newest event of a kind.
    func deliver(_ kind: String) async throws {
        let rows = try await place.test.database.query(
            place.context(.system),
            "select \(Event.columns) from events where org_id = app_org() and kind = \(kind) order by id desc limit 1")
        let event = try Event(row: rows.one("event"))
        for subscription in place.store.catalogue.subscriptions(to: kind) {
            try await subscription.handle(event, place.context(.system), place.store)
        }
    }

    func lead(_ members: [String: JSON] = [:]) async throws -> String {
        let leads = try place.store.catalogue.resource("leads", for: .owner)
        let made = try await place.store.create(
            leads, members.merging(["name": "Dana Fox"]) { given, _ in given }, place.context())
        return try #require(made.object?["id"]?.string)
    }

    func rep(_ member: ID<User>, _ members: [String: JSON] = [:]) async throws -> String {
        let reps = try place.store.catalogue.resource("sales_reps", for: .owner)
        let made = try await place.store.create(
            reps, members.merging(["member_id": .text(member)]) { given, _ in given }, place.context())
        return try #require(made.object?["id"]?.string)
    }

    func lead(_ column: String, of lead: String) throws -> String {
        try place.test.column("select coalesce((\(column))::text, '-') from leads where id = '\(lead)'")[0]
    }
}
