import Core
import Records
import TestSupport
import Testing

@Suite(.serialized) struct FilterTreeTests {
    /// The same numbers in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let texts = ["Ada", "ada marsh", "50% off", "a_b", "x\\y", "Bo \"B\", (C)", "zoë", "*", "{a}", ""]
    private static let periods = ["today", "last_7_days", "this_month", "next_month", "older_than_30_days", "past"]

    private static func test(_ dice: inout Dice) -> FilterTest {
        func pick(_ values: [String]) -> String { values.randomElement(using: &dice) ?? "" }
        func text() -> String { pick(texts.filter { !$0.isEmpty }) }
        switch Int.random(in: 0..<12, using: &dice) {
        case 0: return FilterTest("name", pick(["has", "starts", "lacks"]).comparison, [text()])
        case 1: return FilterTest("name", pick(["eq", "neq", "isdistinct", "gt", "lte"]).comparison, [text()])
        case 2: return FilterTest("story", pick(["like", "ilike"]).comparison, [pick(["a*", "*b*", "*", "A__"])])
        case 3: return FilterTest("colour", pick(["in", "none"]).comparison, [pick(["red", "blue"]), "red"])
        case 4:
            return FilterTest(
                "tags", pick(["ov", "cs", "cd", "lacks", "eq"]).comparison, [pick(["{a}", "{a,b}", "{\"c d\"}", "{}"])])
        case 5:
            return FilterTest(
                "amount", pick(["eq", "neq", "gt", "gte", "lt", "lte", "isdistinct"]).comparison,
                [pick(["1", "2", "7"])])
        case 6: return FilterTest("amount", .between, [pick(["0", "1"]), pick(["2", "7"])])
        case 7: return FilterTest("is_open", .state, [pick(["true", "false", "null"])])
        case 8: return FilterTest(pick(["day", "at"]), .within, [pick(periods)])
        case 9:
            return FilterTest(
                pick(["day", "at"]), pick(["eq", "neq", "gt", "lt", "gte", "lte", "isdistinct"]).comparison,
                [pick(["2026-03-01", "2026-02-20"])])
        case 10:
            return FilterTest(
                pick(["story", "tags", "amount", "colour"]), .state, [pick(["null", "not_null", "empty"])])
        default: return FilterTest("rate", pick(["eq", "gt", "lt"]).comparison, [pick(["8.25", "0", "10"])])
        }
    }

    private static func tree(_ dice: inout Dice, depth: Int = 0) -> FilterTree {
        switch Int.random(in: 0..<(depth > 2 ? 4 : 8), using: &dice) {
        case 4: .all((0..<Int.random(in: 1...3, using: &dice)).map { _ in tree(&dice, depth: depth + 1) })
        case 5: .any((0..<Int.random(in: 1...3, using: &dice)).map { _ in tree(&dice, depth: depth + 1) })
        case 6, 7: .not(tree(&dice, depth: depth + 1))
        default: .test(test(&dice))
        }
    }

    private static func record(_ number: Int, _ dice: inout Dice) -> [String: JSON] {
        func maybe(_ value: JSON) -> JSON { Int.random(in: 0..<4, using: &dice) == 0 ? .null : value }
        func pick(_ values: [JSON]) -> JSON { values.randomElement(using: &dice) ?? .null }
        let days: [JSON] = ["2026-03-01", "2026-03-02", "2026-02-20", "2026-01-15", "2026-04-10"]
        let times: [JSON] = [
            "2026-03-02T00:00:00Z", "2026-03-01T23:59:59Z", "2026-02-20T12:00:00Z", "2026-01-01T00:00:00Z",
            "2026-04-03T08:00:00Z",
        ]
        return [
            "name": .string("\(texts[number % (texts.count - 1)]) \(number)"),
            "story": maybe(pick(texts.filter { !$0.isEmpty }.map { .string($0) })),
            "colour": maybe(pick(["red", "blue"])), "tags": pick([[], ["a"], ["a", "b"], ["c d", "b"]]),
            "amount": maybe(pick([0, 1, 2, 7])), "is_open": maybe(pick([true, false])), "day": maybe(pick(days)),
            "at": maybe(pick(times)), "rate": maybe(pick(["8.25", "0", "9.5"])),
        ]
    }

    /// Without lists of one, lists within lists of their kind, and two negations: an address leaves them out.
    private static func plain(_ tree: FilterTree) -> FilterTree {
        switch tree {
        case .test: return tree
        case .not(let part):
            let inner = plain(part)
            if case .not(let own) = inner { return own }
            return .not(inner)
        case .any(let parts): return parts.count == 1 ? plain(parts[0]) : .any(parts.map(plain))
        case .all(let parts):
            let flat = parts.map(plain).flatMap { part -> [FilterTree] in
                if case .all(let own) = part { own } else { [part] }
            }
            return flat.count == 1 ? flat[0] : .all(flat)
        }
    }

    @Test func what_is_written_reads_back_the_same() throws {
        var dice = Dice(state: 7)
        for _ in 0..<500 {
            let tree = Self.tree(&dice)
            #expect(try FilterTree(json: JSON(parsing: tree.json.text)) == tree)
            #expect(try Self.plain(FilterTree(query: tree.query)) == Self.plain(tree), "\(tree.query)")
        }
        for text in Self.texts {
            let test = FilterTree.test("name", .equals, text)
            #expect(try FilterTree(query: test.query) == test, "\(test.query)")
            let nested = FilterTree.any([test, .test("colour", .among, text, "b")])
            #expect(try FilterTree(query: nested.query) == nested, "\(nested.query)")
        }
    }

    @Test func postgresql_and_swift_find_the_same_records() async throws {
        try await RecordBench.with { bench in
            var dice = Dice(state: 42)
            for number in 0..<60 { try await bench.create(Self.record(number, &dice)) }
            let all = try await bench.store.list(try bench.query([("limit", "200")]), bench.context())
            let json = RecordJSON(all.query.fields)
            let records = try (0..<all.count).map { try json.value(all.rows, $0).object ?? [:] }
            for _ in 0..<300 {
                let tree = Self.tree(&dice)
                let filter = try tree.compiled(RecordBench.things, bench.context())
                let parameters = tree.query.map { ($0.name, $0.value) } + [("limit", "200")]
                let found = try await bench.list(parameters).names
                let expected = records.filter { filter.matches($0) == true }.compactMap { $0["name"]?.string }
                #expect(Set(found) == Set(expected), "\(tree.query)")
            }
        }
    }

    @Test(arguments: [
        // Clocks go forward on 8 March 2026 and back on 1 November in New York: those days have 23 and 25 hours.
        ("2026-03-08T12:00:00Z", "today", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"),
        ("2026-11-01T12:00:00Z", "today", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"),
        // Still the seventh there.
        ("2026-03-08T04:30:00Z", "today", "2026-03-07T05:00:00Z", "2026-03-08T05:00:00Z"),
        ("2026-03-10T12:00:00Z", "last_7_days", "2026-03-04T05:00:00Z", "2026-03-11T04:00:00Z"),
        ("2026-03-10T12:00:00Z", "this_week", "2026-03-09T04:00:00Z", "2026-03-16T04:00:00Z"),
        ("2026-01-31T12:00:00Z", "next_month", "2026-02-01T05:00:00Z", "2026-03-01T05:00:00Z"),
        ("2026-03-31T12:00:00Z", "last_month", "2026-02-01T05:00:00Z", "2026-03-01T05:00:00Z"),
        ("2026-05-31T12:00:00Z", "this_quarter", "2026-04-01T04:00:00Z", "2026-07-01T04:00:00Z"),
    ])
    func a_stretch_of_time_follows_the_organisations_clock(now: String, name: String, from: String, to: String) throws {
        let zone = try #require(Zone("America/New_York"))
        let now = try #require(Instant(now))
        let context = Context(
            organisation: TestDatabase.id(1), actor: .visitor, role: .owner, correlation: "test", surface: .api,
            zone: zone, clock: .fixed(now))
        let filter = try FilterTree.test("at", .within, name).compiled(RecordBench.things, context)
        let (start, end) = (try #require(Instant(from)), try #require(Instant(to)))
        for (time, isWithin) in [
            (start, true), (start - .seconds(1), false), (end - .seconds(1), true), (end, false),
        ] {
            #expect(filter.matches(["at": .text(time)]) == isWithin, "\(time)")
        }
    }

    @Test func what_is_older_than_some_days_has_no_beginning() throws {
        let today = try #require(LocalDate("2026-03-10"))
        let older = try #require(RelativePeriod("older_than_30_days", today: today))
        #expect(older.first == nil && older.last == LocalDate("2026-02-07"))
        let ahead = try #require(RelativePeriod("more_than_2_days_ahead", today: today))
        #expect(ahead.first == LocalDate("2026-03-13") && ahead.last == nil)
        for name in ["last_0_days", "last_99999_days", "last_days", "someday", "last_x_days"] {
            #expect(RelativePeriod(name, today: today) == nil)
        }
    }
}

extension String {
    fileprivate var comparison: FilterOperator { FilterOperator(rawValue: self) ?? .equals }
}
