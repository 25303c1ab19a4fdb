internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// What the organisation's programs have asked: `/settings/usage`.
struct UsagePage: Sendable {
    let pages: WorkspacePages

    private static let path = SettingsPlace.usage.path

    /// What can be looked at: the last 24 hours, 30 days, 12 months.
    private enum Span: String, CaseIterable {
        case hours = "24h", days = "30d", months = "12m"

        var title: String {
            switch self {
            case .hours: "24 hours"
            case .days: "30 days"
            case .months: "12 months"
            }
        }

        var grain: APIUsage.Grain {
            switch self {
            case .hours: .hour
            case .days: .day
            case .months: .month
            }
        }

        /// Where each stretch begins, the oldest first.
        func starts(_ context: Context) -> [Instant] {
            let (zone, today) = (context.zone, context.today)
            switch self {
            case .hours:
                let wall = zone.local(context.now)
                let hour = context.now - .seconds(wall.time.secondsOfDay % 3600)
                let start = Instant(seconds: hour.seconds)
                return (0..<24).reversed().map { start - .hours($0) }
            case .days: return (0..<30).reversed().map { zone.startOfDay(today.adding(days: -$0)) }
            case .months:
                let first = today.adding(days: 1 - today.day)
                return (0..<12).reversed().map { zone.startOfDay(first.adding(months: -$0)) }
            }
        }

        func words(_ start: Instant, _ zone: Zone) -> String {
            let local = zone.local(start)
            switch self {
            case .hours: return local.time.description
            case .days: return Moment.day(local.date, thisYear: local.date.year)
            case .months: return Moment.month(local.date)
            }
        }
    }

    /// All that one key asked.
    private struct Total {
        let name: String
        let prefix: String
        var requests = 0
        var errors = 0
        var limited = 0
        var bytesIn = 0
        var bytesOut = 0

        mutating func add(_ row: APIUsage.Row) {
            requests += row.requests
            errors += row.errors
            limited += row.limited
            bytesIn += row.bytesIn
            bytesOut += row.bytesOut
        }
    }

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await show($0, $1) }
        ]
    }

    private func asked(_ request: Request, _ context: Context) throws -> (Span, [Instant], APIUsage) {
        let span = request.query["span"].flatMap(Span.init(rawValue:)) ?? .days
        let starts = span.starts(context)
        return (
            span, starts,
            try APIUsage(grain: span.grain, from: starts[0], to: max(context.now, starts[0]) + .seconds(1))
        )
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let (span, starts, usage) = try asked(request, context)
        return try await pages.page(request, context, [usage.statement]) { html, page, rows in
            let rows = try APIUsage.rows(rows[0])
            html.settingsPage(
                page, .usage, modules: ["charts.js"], libraries: ["chart.min.js"],
                actions: {
                    html.linkButton(
                        "Download CSV", to: "/api/v1/usage?grain=\(usage.grain.rawValue)&from=\(usage.from)&format=csv",
                        icon: .download)
                }
            ) {
                html.tabs(
                    "Stretch of time",
                    Span.allCases.map { Place("Last \($0.title)", "\(Self.path)?span=\($0.rawValue)") },
                    current: "\(Self.path)?span=\(span.rawValue)")
                if rows.isEmpty {
                    html.emptyState(
                        .reports, "Nothing was asked", "No program has used a key in the last \(span.title).")
                } else {
                    chart(html, page, span, starts, rows)
                    table(html, rows)
                }
            }
        }
    }

    private func chart(
        _ html: HTML, _ page: PageContext, _ span: Span, _ starts: [Instant], _ rows: [APIUsage.Row]
    ) {
        var sums = [(fine: Int, failed: Int)](repeating: (0, 0), count: starts.count)
        for row in rows {
            // An hour that began a little earlier than the clock's counts in the stretch it lies in.
            guard let index = starts.lastIndex(where: { $0 <= row.startsAt }) else { continue }
            sums[index].fine += row.requests - row.errors
            sums[index].failed += row.errors
        }
        html.panel("Requests") {
            html.chart(
                .stacked, id: "usage", label: "Requests of the last \(span.title)", of: "From",
                labels: starts.map { span.words($0, page.zone) },
                series: [
                    ChartSeries("Answered", sums.map(\.fine)),
                    ChartSeries("Refused or failed", sums.map(\.failed), tone: .bad),
                ])
        }
    }

    private func table(_ html: HTML, _ rows: [APIUsage.Row]) {
        var totals: [Identifier: Total] = [:]
        for row in rows { totals[row.key, default: Total(name: row.name, prefix: row.prefix)].add(row) }
        let columns = [
            TableColumn("Key", .wide), TableColumn("Begins with", .optional), TableColumn("Requests", .number),
            TableColumn("Errors", .number),
            TableColumn("Over limit", .number), TableColumn("Received", .number), TableColumn("Sent", .number),
        ]
        html.dataTable(id: "usage-keys", label: "Usage by key", columns: columns) {
            for (id, total) in totals.sorted(by: { $0.value.requests > $1.value.requests }) {
                html.tr {
                    html.linkCell(total.name, to: "\(KeyPages.path)/\(id)")
                    html.td(.class("optional")) { html.code(total.prefix) }
                    html.numberCell(Grouped(total.requests))
                    html.numberCell(Grouped(total.errors))
                    html.numberCell(Grouped(total.limited))
                    html.numberCell(Self.size(total.bytesIn))
                    html.numberCell(Self.size(total.bytesOut))
                }
            }
        }
    }

    private static func size(_ bytes: Int) -> String {
        var (value, unit) = (Double(bytes), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 1000 { (value, unit) = (value / 1000, next) }
        let tenths = (value * 10).rounded() / 10
        return unit == "B" || tenths >= 100 ? "\(Int(value.rounded())) \(unit)" : "\(tenths) \(unit)"
    }
}
