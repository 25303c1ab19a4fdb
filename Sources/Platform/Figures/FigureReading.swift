public import Core
public import Postgres

/// What a figure said: the value, the one of the period before, and the points between for a line.
public struct FigureReading: Sendable {
    public let figure: Figure
    /// nil where there was nothing to divide by.
    public let value: Double?
    /// nil for a state, which has no before, and where there was nothing to divide by.
    public let before: Double?
    /// A value for each bucket of the period.
    public let points: [Double]
    /// Of money; the organisation's own unless the rows say otherwise.
    public let currency: Currency
    /// Other currencies of a state, shown beside the first: sums of different money are not added up.
    public let others: [Money]

    private struct Sum {
        var value = 0.0
        var weight = 0.0
        var isWeighted = false

        mutating func add(_ row: Row) throws {
            value += try row.optional("value", as: Double.self) ?? 0
            if row.rows.column("weight") != nil {
                isWeighted = true
                weight += try row.optional("weight", as: Double.self) ?? 0
            }
        }

        /// Of a share or mean without anything to divide by there is none.
        func result(_ unit: Figure.Unit) -> Double? {
            guard isWeighted else { return value }
            guard weight > 0 else { return nil }
            return unit == .percent ? value / weight * 100 : value / weight
        }
    }

    /// Reads what `figure.sql` answered. Throws `PostgresError`.
    public init(_ figure: Figure, _ rows: Rows, _ scope: FigureScope) throws {
        self.figure = figure
        switch figure.source {
        case .now:
            var amounts: [Money] = []
            var value = 0.0
            for row in rows {
                let number = try row.optional("value", as: Double.self) ?? 0
                let own = rows.column("currency") == nil ? nil : try row.optional("currency", as: Currency.self)
                amounts.append(Money(minor: Int64(number), own ?? scope.context.currency))
                value += number
            }
            amounts.sort { $0.minor > $1.minor }
            let main = amounts.first { $0.currency == scope.context.currency } ?? amounts.first
            currency = main?.currency ?? scope.context.currency
            others = figure.unit == .money ? amounts.filter { $0.currency != main?.currency } : []
            self.value = figure.unit == .money ? main.map { Double($0.minor) } ?? 0 : value
            before = nil
            points = []
        case .flow:
            let previous = scope.period.before
            var sum = Sum()
            var earlier = Sum()
            var buckets: [LocalDate: Sum] = [:]
            for row in rows {
                let day: LocalDate = try row.get("day")
                if scope.period.contains(day) {
                    try sum.add(row)
                    try buckets[scope.period.start(of: day), default: Sum()].add(row)
                }
                if previous.contains(day) { try earlier.add(row) }
            }
            if rows.column("weight") != nil {
                sum.isWeighted = true
                earlier.isWeighted = true
            }
            value = sum.result(figure.unit)
            before = earlier.result(figure.unit)
            points = scope.period.buckets.map { buckets[$0]?.result(figure.unit) ?? 0 }
            currency = scope.context.currency
            others = []
        }
    }

    /// The value as people write it.
    public var words: String { Self.words(value, figure.unit, currency) }

    public static func words(_ value: Double?, _ unit: Figure.Unit, _ currency: Currency) -> String {
        guard let value else { return "—" }
        switch unit {
        case .money: return rounded(Money(minor: Int64(value.rounded()), currency))
        case .percent: return "\((value * 10).rounded() / 10)%"
        case .days: return "\((value * 10).rounded() / 10) d"
        case .minutes: return value < 60 ? "\(Int(value.rounded())) min" : "\((value / 6).rounded() / 10) h"
        case .count: return Self.grouped(Int64(value.rounded()))
        }
    }

    /// Cents of thousands tell nothing.
    private static func rounded(_ money: Money) -> String {
        let text = money.description
        let unit = (0..<money.currency.digits).reduce(UInt64(1)) { unit, _ in unit * 10 }
        guard money.minor.magnitude >= 10_000 * unit, let point = text.lastIndex(of: ".") else { return text }
        return String(text[..<point])
    }

    private static func grouped(_ number: Int64) -> String {
        var grouped = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (number < 0 ? "−" : "") + grouped
    }

    /// The change against the period before, in percent; nil where there is nothing to compare.
    public var change: Double? {
        guard let value, let before, before != 0 else { return nil }
        return (value - before) / abs(before) * 100
    }
}
