internal import Contracts
internal import Core

/// The forecast as a table: a row for each month, a column for each category.
struct ForecastGrid {
    struct Line {
        /// The first of the month; nil for deals without a date.
        let month: LocalDate?
        var values: [String: Int64] = [:]
        var deals = 0
        /// What is open, by each deal's probability, with what is closed.
        var expected: Int64 = 0
        var learned: Int64 = 0
        /// The same a week ago; nil if nobody wrote it down.
        var before: Int64?

        var total: Int64 { values.values.reduce(0, +) }
    }

    static let categories = [
        (name: "pipeline", title: "Pipeline"), (name: "best_case", title: "Best case"),
        (name: "commit", title: "Commit"), (name: "closed", title: "Closed"),
    ]

    let lines: [Line]
    let currency: Currency

    /// - Parameter before: what the forecast said a week ago; nil if nobody wrote it down.
    init(_ figures: [ForecastFigure], before: [ForecastFigure]?, period: SalesPeriod, currency: Currency) {
        self.currency = currency
        var lines: [Line] = []
        var month = period.first
        while month <= period.last {
            lines.append(Line(month: month))
            month = month.adding(months: 1)
        }
        lines.append(Line(month: nil))
        for index in lines.indices {
            for figure in figures where figure.month == lines[index].month && figure.category != "omitted" {
                lines[index].values[figure.category, default: 0] += figure.value.minor
                lines[index].deals += figure.deals
                lines[index].expected += figure.weighted.minor
                lines[index].learned += figure.learned.minor
            }
            if let before {
                lines[index].before = before.filter { $0.month == lines[index].month && $0.category != "omitted" }
                    .reduce(0) { $0 + $1.weighted.minor }
            }
        }
        self.lines = lines.filter { $0.month != nil || $0.deals > 0 }
    }

    /// All months together.
    var sum: Line {
        lines.reduce(into: Line(month: nil)) { sum, line in
            sum.values.merge(line.values, uniquingKeysWith: +)
            sum.deals += line.deals
            sum.expected += line.expected
            sum.learned += line.learned
            sum.before = line.before.map { $0 + (sum.before ?? 0) } ?? sum.before
        }
    }

    func money(_ minor: Int64) -> Money { Money(minor: minor, currency) }

    /// Without cents: a forecast is not that exact.
    func words(_ minor: Int64) -> String {
        var unit: Int64 = 1
        for _ in 0..<currency.digits { unit *= 10 }
        let whole = (minor + (minor < 0 ? -unit / 2 : unit / 2)) / unit * unit
        let text = money(whole).description
        guard currency.digits > 0, let point = text.lastIndex(where: { $0 == "." || $0 == "," }),
            text[point...].count == currency.digits + 1
        else { return text }
        return String(text[..<point])
    }
}
