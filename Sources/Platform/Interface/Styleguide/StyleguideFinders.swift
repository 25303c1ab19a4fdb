internal import Core
internal import HTML

extension Styleguide {
    static func finders(_ html: HTML, _ page: PageContext) {
        html.div(.class("form-grid")) {
            html.combobox(
                FormField("owner", "Owner", hint: "Type a part of the name.", required: true), from: nil,
                chosen: [people[0]], options: people)
            html.combobox(
                FormField("team", "Team"), from: nil, chosen: [people[0], people[1]], options: people, multiple: true)
            html.combobox(FormField("lost", "Referred by", error: "Choose a customer."), from: nil, options: people)
            html.combobox(
                FormField("fixed", "Territory", disabled: true), from: nil, chosen: [FormOption("n", "North Austin")])
            html.tagField(FormField("tags", "Tags"), values: ["VIP", "Gate code"])
            html.segmentedField(
                FormField("direction", "Direction", required: true),
                options: [
                    FormOption("in", "Incoming"), FormOption("out", "Outgoing"),
                    FormOption("none", "Neither", disabled: true),
                ], value: "in")
        }
        html.div(.class("row-group")) {
            html.segmented(
                "Layout",
                [
                    Place("Table", "#finders-table", icon: .list), Place("Board", "#finders-board", icon: .board),
                    Place("Calendar", "#finders-calendar", icon: .calendar), Place("Map", "#finders-map", icon: .map),
                ], current: "#finders-board")
            html.popover("What counts", id: "sample-popover", icon: .info) {
                html.p("Deals that are open and expected to close in this quarter.")
            }
        }
        html.panel("A filter") {
            html.filterRows(label: "Conditions") {
                for (index, status) in ["active", "prospect"].enumerated() {
                    html.filterRow(
                        index + 1,
                        field: {
                            html.select(.class("select"), .aria("label", "Field")) {
                                html.options([FormOption("status", "Status"), FormOption("city", "City")])
                            }
                        },
                        comparison: {
                            html.select(.class("select"), .aria("label", "Comparison")) {
                                html.options([FormOption("eq", "is"), FormOption("neq", "is not")])
                            }
                        },
                        value: {
                            html.select(.class("select"), .aria("label", "Value")) {
                                html.options(statuses, value: status)
                            }
                        }, remove: [])
                }
            }
        }
        html.div(.class("columns")) {
            html.panel("Edited in place") {
                html.facts {
                    html.fact("Email") {
                        html.editableValue("Email", editing: "/styleguide") { html.text("ada.marsh@example.com") }
                    }
                    html.fact("Phone") { html.phoneLink("+15125550142", shown: "(512) 555-0142") }
                    html.fact("Balance") { html.money(Money(minor: -18_240, .usd)) }
                }
            }
            html.differences(
                id: "sample-differences", label: "What changed",
                [("Status", "Prospect", "Active"), ("Owner", nil, "Jo Reyes"), ("Source", "Web", nil)])
        }
    }

    static let people = [
        FormOption("jo", "Jo Reyes"), FormOption("sam", "Sam Lee"), FormOption("kim", "Kim Park"),
        FormOption("lou", "Lou Finn"), FormOption("away", "Max Berg", disabled: true),
    ]

    static func charts(_ html: HTML, _ page: PageContext) {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
        let answered = ChartSeries("Answered", [42, 51, 38, 60, 47])
        let missed = ChartSeries("Missed", [3, 1, 6, 2, 0], tone: .bad)
        html.div(.class("columns")) {
            html.panel("Calls by day") {
                html.chart(
                    .line, id: "chart-line", label: "Calls by day", of: "Day", labels: days, series: [answered, missed])
            }
            html.panel("Calls by outcome") {
                html.chart(
                    .stacked, id: "chart-stacked", label: "Calls by outcome", of: "Day", labels: days,
                    series: [answered, missed])
            }
            html.panel("Revenue by month") {
                html.chart(
                    .bar, id: "chart-bar", label: "Revenue by month", of: "Month", labels: ["Jan", "Feb", "Mar"],
                    series: [
                        ChartSeries(
                            "Revenue",
                            [Int64(1_204_000), 1_830_050, 1_540_900].map {
                                (Double($0) / 100, Money(minor: $0, .usd).description)
                            })
                    ])
            }
            html.panel("Where leads come from") {
                html.chart(
                    .doughnut, id: "chart-doughnut", label: "Where leads come from", of: "Source",
                    labels: ["Web", "Phone", "Partner", "Fair"], series: [ChartSeries("Leads", [120, 86, 40, 12])])
            }
            html.panel("Deals by stage") {
                html.chart(
                    .funnel, id: "chart-funnel", label: "Deals by stage", of: "Stage",
                    labels: ["New", "Visited", "Quoted", "Won"], series: [ChartSeries("Deals", [84, 51, 33, 12])])
            }
            html.panel("Visits by technician") {
                html.chart(
                    .lying, id: "chart-lying", label: "Visits by technician", of: "Technician",
                    labels: ["Jo Reyes", "Sam Lee", "Kim Park"], series: [ChartSeries("Visits", [31, 27, 19])])
            }
        }
    }
}
