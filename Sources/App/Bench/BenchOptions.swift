/// What `mainline bench` is to measure, and for how long.
struct BenchOptions: Sendable {
    /// nil: every case that fits.
    var only: String?
    /// Seconds of each round; 1 to 10. A round beyond that would be throttled by the key's own limit.
    var seconds = 2
    /// Rounds of each case, interleaved with the limit's; the medians count.
    var rounds = 3
    /// HTTP connections.
    var connections = 64
    /// Leads of a second organisation, for the lists at size; 0 leaves that case out.
    var rows = 0
    var report: String?

    /// Takes the options out of what was typed. Throws `UsageError`.
    init(_ arguments: inout Arguments) throws {
        only = try arguments.option("only")
        if let only, !BenchRun.names.contains(only) {
            throw UsageError("There is no case “\(only)”. The cases are: \(BenchRun.names.joined(separator: ", ")).")
        }
        seconds = min(10, try arguments.number("seconds", default: 2))
        rounds = min(9, try arguments.number("rounds", default: 3))
        connections = min(1000, try arguments.number("connections", default: 64))
        rows = min(20_000_000, try arguments.number("rows", default: 0, minimum: 0))
        report = try arguments.option("report")
    }
}
