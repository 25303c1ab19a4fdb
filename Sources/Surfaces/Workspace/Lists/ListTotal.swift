internal import Core
internal import Postgres
internal import Records

/// How many records a list has. Counting a million would cost more than the page, so the planner is asked first: small
/// lists are counted with the page, larger ones afterwards, and beyond `exactLimit` its estimate is what is said.
struct ListTotal: Sendable {
    let count: Int
    let isEstimate: Bool
    /// Whether it is worth counting in a request of its own.
    let isWorthCounting: Bool

    /// Up to this many, totals are true.
    static let exactLimit = 100_000
    /// Up to this many are counted while the page waits.
    private static let quickLimit = 2000
    /// And only where the planner finds that cheap: some two milliseconds. No index helps with every filter.
    private static let quickCost = 4000

    /// The total of the list that `asked` is a page of.
    /// - Parameters:
    ///   - plan: the answer to the query's `planStatement`.
    ///   - last: how many rows there are up to the end of this page, if it is the last.
    static func read(_ query: RecordQuery, plan: Rows, last: Int?, _ store: RecordStore, _ context: Context)
        async throws
        -> ListTotal
    {
        if let last { return ListTotal(count: last, isEstimate: false, isWorthCounting: false) }
        let planned = try RecordQuery.planned(plan)
        guard planned.rows <= quickLimit, planned.cost <= quickCost else {
            return ListTotal(
                count: rounded(planned.rows), isEstimate: true, isWorthCounting: planned.rows <= exactLimit * 2)
        }
        let total = try await counted(query, upTo: quickLimit * 2, store, context)
        // The planner was wrong.
        if total > quickLimit * 2 {
            return ListTotal(count: quickLimit * 2, isEstimate: true, isWorthCounting: true)
        }
        return ListTotal(count: total, isEstimate: false, isWorthCounting: false)
    }

    /// The true total up to `exactLimit`.
    static func exact(_ query: RecordQuery, _ store: RecordStore, _ context: Context) async throws -> ListTotal {
        let total = try await counted(query, upTo: exactLimit, store, context)
        guard total > exactLimit else { return ListTotal(count: total, isEstimate: false, isWorthCounting: false) }
        let planned = try RecordQuery.planned(try await store.database.read(context, query.planStatement)).rows
        return ListTotal(count: rounded(max(planned, exactLimit)), isEstimate: true, isWorthCounting: false)
    }

    private static func counted(_ query: RecordQuery, upTo limit: Int, _ store: RecordStore, _ context: Context)
        async throws -> Int
    {
        try await store.database.read(context, query.countStatement(upTo: limit + 1)).one("count").get("count")
    }

    /// To two digits: more would pretend to be exact.
    private static func rounded(_ number: Int) -> Int {
        var unit = 1
        while number / unit >= 100 { unit *= 10 }
        return (number + unit / 2) / unit * unit
    }
}
