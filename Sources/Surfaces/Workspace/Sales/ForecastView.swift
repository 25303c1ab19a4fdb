internal import Contracts
internal import Core
internal import HTML
internal import Interface

/// Numbers, table and charts of the forecast.
struct ForecastView {
    let grid: ForecastGrid
    let history: [ForecastPoint]
    /// The day it is compared with; nil if nothing was written down then.
    let lastWeek: LocalDate?
    let today: LocalDate

    func write(_ html: HTML) {
        cards(html)
        table(html)
        html.div(.class("split-even")) {
            html.panel("By month") { months(html) }
            html.panel("How it changed") { changes(html) }
        }
    }

    private func cards(_ html: HTML) {
        let sum = grid.sum
        html.stats {
            html.stat(
                "Expected", grid.words(sum.expected), to: "/deals",
                change: sum.before.map { change(sum.expected, $0) })
            html.stat("Closed", grid.words(sum.values["closed"] ?? 0), to: "/deals?status=eq.won")
            html.stat(
                "Committed", grid.words(sum.values["commit"] ?? 0), to: "/deals?forecast_category=eq.commit")
            html.stat(
                "From past results", grid.words(sum.learned), to: "/deals?status=eq.open",
                change: StatChange(.none, "\(Words.count(sum.deals, "deal"))"))
        }
    }

    private func change(_ now: Int64, _ before: Int64) -> StatChange {
        if now == before { return StatChange(.same, "as last week") }
        return StatChange(
            now > before ? .up : .down, "\(grid.words(abs(now - before))) since last week",
            tone: now > before ? .good : .bad)
    }

    private func table(_ html: HTML) {
        let columns =
            [TableColumn("Month")] + ForecastGrid.categories.map { TableColumn($0.title, .number) } + [
                TableColumn("Expected", .number), TableColumn("Since last week", .number),
                TableColumn("Deals", .number),
            ]
        html.dataTable(id: "forecast", label: "Forecast by month", columns: columns) {
            for line in grid.lines { row(html, line, name: name(line.month)) }
            if grid.lines.count > 1 { row(html, grid.sum, name: "Total") }
        }
        if lastWeek == nil {
            html.p(
                .class("muted"), "The forecast is written down every night; from next week on, changes are shown here.")
        }
    }

    private func row(_ html: HTML, _ line: ForecastGrid.Line, name: String) {
        html.tr {
            html.th(.scope("row"), name)
            for category in ForecastGrid.categories {
                amount(html, line.values[category.name] ?? 0)
            }
            html.td(.class("number")) { html.strong(grid.words(line.expected)) }
            if let before = line.before, before != line.expected {
                html.td(.class("number")) {
                    let isMore = line.expected > before
                    html.badge(
                        "\(isMore ? "+" : "−")\(grid.words(abs(line.expected - before)))", isMore ? .good : .bad)
                }
            } else {
                html.numberCell("—")
            }
            html.numberCell("\(line.deals)")
        }
    }

    private func amount(_ html: HTML, _ minor: Int64) {
        html.numberCell(minor == 0 ? "—" : grid.words(minor))
    }

    private func name(_ month: LocalDate?) -> String {
        guard let month else { return "No date" }
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return "\(names[month.month - 1]) \(month.year)"
    }

    private func months(_ html: HTML) {
        let dated = grid.lines.filter { $0.month != nil }
        html.chart(
            .stacked, id: "forecast-months", label: "Forecast by month and category", of: "Month",
            labels: dated.map { name($0.month) },
            series: [
                ("Closed", ["closed"]), ("Commit", ["commit"]), ("Best case and pipeline", ["best_case", "pipeline"]),
            ]
            .map { name, categories in
                ChartSeries(
                    name, dated.map { line in point(categories.reduce(0) { $0 + (line.values[$1] ?? 0) }) })
            })
    }

    private func changes(_ html: HTML) {
        var days: [LocalDate] = []
        for point in history where days.last != point.day { days.append(point.day) }
        guard days.count > 1 else {
            return html.emptyState(.history, "No history yet", "The forecast is written down every night.")
        }
        func sum(_ day: LocalDate, _ categories: Set<String>) -> Int64 {
            history.filter { $0.day == day && categories.contains($0.category) }.reduce(0) { $0 + $1.weighted.minor }
        }
        html.chart(
            .line, id: "forecast-history", label: "What the forecast said each night", of: "Day",
            labels: days.map { Moment.day($0, thisYear: today.year) },
            series: [
                ChartSeries(
                    "Expected", days.map { point(sum($0, ["pipeline", "best_case", "commit", "closed"])) }),
                ChartSeries("Closed", days.map { point(sum($0, ["closed"])) }),
            ])
    }

    private func point(_ minor: Int64) -> (number: Double, words: String) {
        let money = grid.money(minor)
        var scale = 1.0
        for _ in 0..<money.currency.digits { scale *= 10 }
        return (Double(minor) / scale, "\(money)")
    }
}
