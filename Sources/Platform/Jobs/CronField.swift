internal import Core

/// One of a schedule's five fields: a set of numbers.
struct CronField: Sendable, Hashable {
    enum Unit {
        case minute, hour, dayOfMonth, month, dayOfWeek

        var range: ClosedRange<Int> {
            switch self {
            case .minute: 0...59
            case .hour: 0...23
            case .dayOfMonth: 1...31
            case .month: 1...12
            case .dayOfWeek: 0...7
            }
        }

        var words: String {
            switch self {
            case .minute: "minute"
            case .hour: "hour"
            case .dayOfMonth: "day of the month"
            case .month: "month"
            case .dayOfWeek: "day of the week"
            }
        }

        /// Three-letter names, the first standing for the range's first number.
        var names: [String] {
            switch self {
            case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
            case .minute, .hour, .dayOfMonth: []
            }
        }
    }

    /// One bit per number.
    private var bits: UInt64 = 0
    /// Written as `*`.
    let isAny: Bool
    private let range: ClosedRange<Int>

    init(_ text: String, _ unit: Unit) throws {
        isAny = text == "*"
        range = unit.range
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            try add(String(part), unit, whole: text)
        }
        if case .dayOfWeek = unit, bits & (1 << 7) != 0 { bits = bits & ~(1 << 7) | 1 }
    }

    private mutating func add(_ part: String, _ unit: Unit, whole: String) throws {
        let fault = Problem.invalid(
            "schedule", "invalid",
            "“\(whole)” is not a \(unit.words): give \(unit.range.lowerBound) to \(unit.range.upperBound), a range, a list, or “*” with a step."
        )
        let pieces = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let span = pieces.first, pieces.count <= 2 else { throw fault }
        var step = 1
        if pieces.count == 2 {
            guard let number = Int(pieces[1]), number >= 1, number <= unit.range.upperBound else { throw fault }
            step = number
        }
        guard let bounds = Self.bounds(span, unit, hasStep: pieces.count == 2) else { throw fault }
        for value in stride(from: bounds.lowerBound, through: bounds.upperBound, by: step) {
            bits |= 1 << UInt64(value)
        }
    }

    private static func bounds(_ span: String, _ unit: Unit, hasStep: Bool) -> ClosedRange<Int>? {
        let last = unit.range.upperBound == 7 ? 6 : unit.range.upperBound
        if span == "*" { return unit.range.lowerBound...last }
        let ends = span.split(separator: "-", omittingEmptySubsequences: false).map { number(String($0), unit) }
        guard ends.count <= 2, let first = ends.first ?? nil else { return nil }
        guard ends.count == 2 else { return hasStep ? first...max(first, last) : first...first }
        guard let end = ends[1], end >= first else { return nil }
        return first...end
    }

    private static func number(_ text: String, _ unit: Unit) -> Int? {
        if let index = unit.names.firstIndex(of: text.lowercased()) { return index + unit.range.lowerBound }
        guard let value = Int(text), unit.range.contains(value), text.first != "+" else { return nil }
        return value
    }

    func contains(_ value: Int) -> Bool { bits & (1 << UInt64(value)) != 0 }
    /// In order.
    var values: [Int] { range.filter(contains) }
}
