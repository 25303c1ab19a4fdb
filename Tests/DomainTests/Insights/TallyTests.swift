import Core
import Figures
import Insights
import Jobs
import Postgres
import Records
import TestSupport
import Testing

/// What the figures stand on, against a recount of the records.
@Suite struct TallyTests {
    /// A source of numbers that is the same in each run.
    private struct Dice {
        var state: UInt64 = 42
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    private static let counted = """
        select day || '|' || source || '|' || status || '|' || coalesce(owner_id::text, '-') || '|' || sum(count)
        from customer_tallies group by day, source, status, owner_id having sum(count) <> 0 order by 1
        """
    private static let recounted = """
        select (c.created_at at time zone o.zone)::date || '|' || source || '|' || status || '|' || coalesce(owner_id::text, '-')
          || '|' || count(*)
        from customers c join organisations o on o.id = c.org_id where c.deleted_at is null
        group by (c.created_at at time zone o.zone)::date, source, status, owner_id order by 1
        """

    @Test func tallies_equal_a_recount_after_any_changes() async throws {
        let place = try await Workplace.open(also: ["Insights"])
        defer { place.test.drop() }
        var dice = Dice()
        let statuses = ["prospect", "active", "inactive", "archived"]
        let sources = ["call", "import", "manual"]
        for round in 0..<60 {
            let some = "org_id = '\(place.organisation)' and abs(hashtext(id::text || '\(round)')) % 5 = 0"
            switch dice.roll(6) {
            case 0, 1:
                try place.test.run(
                    """
                    insert into customers (org_id, id, name, source, status, created_at)
                    select '\(place.organisation)', uuid_v7(), 'C' || n, '\(sources[dice.roll(3)])', '\(statuses[dice.roll(4)])',
                      '2026-01-01'::timestamptz + n * interval '7 hours' from generate_series(1, \(dice.roll(30) + 1)) n
                    """)
            case 2: try place.test.run("update customers set status = '\(statuses[dice.roll(4)])' where \(some)")
            case 3: try place.test.run("update customers set deleted_at = now() where \(some)")
            case 4:
                try place.test.run("update customers set deleted_at = null, owner_id = '\(place.owner)' where \(some)")
            default: try place.test.run("delete from customers where \(some) and name = 'C3'")
            }
        }
        let recount = try place.test.column(Self.recounted)
        #expect(!recount.isEmpty)
        let tallied = try place.test.column(Self.counted)
        #expect(tallied == recount)
        try await addUp(place)
        let added = try place.test.column(Self.counted)
        #expect(added == recount)
        let lines = try place.test.column("select count(*) from customer_tallies")[0]
        #expect(Int(lines) == recount.count, "each day and kind has one line once they are added up")
    }

    private func addUp(_ place: Workplace) async throws {
        _ = try await place.work { try await $0.query(InsightsModule.addTalliesUp) }
    }
}
