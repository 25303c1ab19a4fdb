public import HTML

/// How a chart draws its series.
public enum ChartKind: String, Sendable {
    case line, bar
    /// Bars on top of each other: parts of a whole over time.
    case stacked
    /// Lying bars, the longest names first to read: a ranking, or what is left after each step.
    case lying
    /// Shares of one whole, few of them; the first series only.
    case doughnut
    /// What is left after each step, centred; the first series only.
    case funnel
}

/// A row of numbers under one name.
public struct ChartSeries: Sendable {
    public let name: String
    /// One value for each label, with the words that stand in the table.
    public let values: [(number: Double, words: String)]
    /// Where the series is good or bad news, its colour says so; nil takes the next of the palette.
    public let tone: Tone?

    public init(_ name: String, _ values: [(number: Double, words: String)], tone: Tone? = nil) {
        self.name = name
        self.values = values
        self.tone = tone
    }

    /// Whole numbers.
    public init(_ name: String, _ values: [Int], tone: Tone? = nil) {
        self.init(name, values.map { (Double($0), String($0)) }, tone: tone)
    }
}

extension HTML {
    /// A chart with the table it is drawn from, which is also there for screen readers and without scripts.
    /// The page loads `charts.js` and the library `chart.min.js`.
    public func chart(
        _ kind: ChartKind, id: String, label: String, of axis: String, labels: [String], series: [ChartSeries]
    ) {
        figure(.class("chart"), .data("chart", kind.rawValue), .id(id)) {
            div(.class("chart-area")) {
                canvas(.role("img"), .aria("label", label + ". The table below has the numbers.")) {}
            }
            details {
                summary("Numbers")
                let columns = [TableColumn(axis)] + series.map { TableColumn($0.name, .number) }
                dataTable(id: id + "-table", label: label, columns: columns) {
                    for (index, name) in labels.enumerated() {
                        tr {
                            th(.scope("row"), name)
                            for each in series where index < each.values.count {
                                td(
                                    .class("number"), .data("value", String(each.values[index].number)),
                                    each.tone.map { .data("tone", $0.rawValue) } ?? .none, each.values[index].words)
                            }
                        }
                    }
                }
            }
        }
    }
}
