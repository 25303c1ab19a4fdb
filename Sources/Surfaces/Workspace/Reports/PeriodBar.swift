internal import Core
internal import Figures
internal import HTML
internal import Interface
internal import Postgres

/// The row above a report in which days and filters are chosen; a plain form that sends itself.
struct PeriodBar {
    let page: PageContext
    let asked: FigureRequest
    var hasPeriod = true
    /// Each with the values it offers.
    var filters: [(filter: Report.Filter, options: Rows)] = []

    func write(_ html: HTML, trailing: (() -> Void)? = nil) throws {
        try html.div(.class("toolbar")) {
            try html.form(.class("row-group"), .action(page.path), .aria("label", "Days and filters")) {
                if hasPeriod { period(html) }
                for (filter, options) in filters { try choice(html, filter, options) }
                html.noscript { html.submitButton("Show", .secondary) }
            }
            if let trailing { html.div(.class("row-group end")) { trailing() } }
        }
    }

    private func period(_ html: HTML) {
        html.label(.class("visually-hidden"), .for("period"), "Period")
        html.select(.class("select"), .name("period"), .id("period"), .data("submits")) {
            for name in Period.Name.allCases {
                html.option(.value(name.rawValue), .selected(if: asked.period.name == name), name.title)
            }
            html.option(.value("custom"), .selected(if: asked.period.name == nil), "From day to day")
        }
        guard asked.period.name == nil else { return }
        day(html, "from", "First day", asked.period.from)
        html.span(.class("muted"), .aria("hidden", true), "–")
        day(html, "to", "Last day", asked.period.to)
    }

    private func day(_ html: HTML, _ name: String, _ label: String, _ value: LocalDate) {
        html.label(.class("visually-hidden"), .for(name), label)
        html.input([
            .class("input"), .type("date"), .name(name), .id(name), .data("submits"), .value(value.description),
        ])
    }

    private func choice(_ html: HTML, _ filter: Report.Filter, _ options: Rows) throws {
        let id = "filter-" + filter.name
        html.label(.class("visually-hidden"), .for(id), filter.title)
        try html.select(.class("select"), .name(filter.name), .id(id), .data("submits")) {
            html.option(.value(""), "Every \(filter.title.lowercased())")
            for row in options {
                let value: String = try row.get("value")
                html.option(
                    .value(value), .selected(if: asked.filters[filter.name] == value),
                    try row.get("label", as: String.self))
            }
        }
    }
}
