import Core
import Postgres
import TestSupport
import Testing

@testable import Customers

@Suite struct DuplicateLookupTests {
    /// Without statistics, as after an import, every organisation looks small, and a plan for a small one would look the keys
    /// up again for each of its customers.
    @Test func keys_are_looked_up_once_before_there_are_statistics() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let context = place.context()
        try place.test.run(
            """
            insert into customers (org_id, id, name, phone, source)
              select '\(context.organisation)', gen_random_uuid(), 'Customer ' || n, '+1512555' || 1000 + n, 'import'
              from generate_series(1, 500) n
            """)
        let keys = DuplicateKeys(
            name: "Customer 7", phones: ["+15125551007"], emails: ["ada@example.com"], addresses: ["1 main street"])
        let found = try await place.test.database.query(context, keys.select(except: nil))
        #expect(found.count == 1)
        let rows = try await place.test.database.query(
            context, "explain (analyze, format json) \(keys.select(except: nil))")
        let plan = try JSON(parsing: try #require(try rows.one("plan").value(at: 0, as: String.self)))
        let lookups = Self.nodes(plan).filter { ["contacts", "sites"].contains($0["Relation Name"]?.string) }
        #expect(lookups.count >= 6)
        #expect(lookups.allSatisfy { ($0["Actual Loops"]?.double ?? 0) <= 1 })
    }

    /// Everything in a plan that says of what type it is.
    private static func nodes(_ plan: JSON) -> [JSON] {
        if let all = plan.array { return all.flatMap(nodes) }
        guard let members = plan.object else { return [] }
        return (members["Node Type"] == nil ? [] : [plan]) + members.values.flatMap(nodes)
    }
}
