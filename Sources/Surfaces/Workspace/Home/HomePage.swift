internal import Contracts
internal import Core
internal import Figures
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The first page: the numbers that matter, what needs somebody now, the day's visits, and what is happening.
struct HomePage: Sendable {
    let pages: WorkspacePages
    let days: any DaySchedule
    let book: FigureBook

    var routes: [Route] { [.signedIn(.get, "/", .staff, name: "home") { try await show($0, $1) }] }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let today = context.zone.local(context.now).date
        async let visits = days.day(today, zone: context.zone, context)
        let figures = HomeFigures.figures(book, context)
        let scope = HomeFigures.scope(context)
        let catalogue = pages.store.catalogue(for: context)
        let news: SQL = "\(Self.worthTelling) and \(EventLine.readable(catalogue, context.role))"
        let (page, rows) = try await pages.read(
            request, context,
            [HomeNumbers.sql(today, context.zone), Upcoming.sql, EventLine.select(where: news, limit: 20)]
                + WorkList.reads(today) + HomeFigures.reads(figures, scope) + SetupCard.reads(context.role))
        let setUp = Array(rows.suffix(SetupCard.reads(context.role).count))
        let worked = 3 + WorkList.reads(today).count
        let numbers = try HomeNumbers(rows[0])
        let upcoming = Upcoming(rows[1], page)
        let activity = Story(
            lines: try rows[2].map { try EventLine(row: $0, for: context, catalogue) }, namesCustomer: true)
        let work = try WorkList(Array(rows[3..<worked]), page)
        let cards = try HomeFigures(figures, rows[worked..<(rows.count - setUp.count)], scope)
        let day = try await visits
        // What is worked out of records some of whose fields are hidden would tell of them.
        let readable = Set(
            catalogue.resources.values.filter { $0.access.read.allows(context.role) }.map(\.name)
                .filter { !(context.grants?.hidesFields(of: $0) ?? false) })
        return try pages.write(request) { html in
            try html.workspacePage(page, title: "Home") {
                try html.div(
                    [
                        .class("stack"), .id("home"), .data("live", "home"), .hxGet("/"), .hxTrigger("live"),
                        .hxSelect("#home"),
                        .hxTarget("#home"), .hxSwap("outerHTML"),
                    ]
                ) {
                    try SetupCard.write(html, setUp)
                    QuickActions(catalogue: catalogue, role: context.role).write(html)
                    if context.role == .technician { ownDay(html, page, day) }
                    html.stats(columns: 4) {
                        numbers.write(
                            html, page, today: today, visits: day, readable: readable,
                            withMoney: !figures.contains { $0.name == "billing.overdue" })
                        cards.write(html)
                    }
                    try html.div(.class("home-columns")) {
                        try html.div(.class("stack")) {
                            work.write(html)
                            try upcoming.write(html)
                            if context.role != .technician { schedule(html, page, day, title: "Visits today") }
                        }
                        feed(html, page, activity)
                    }
                }
            }
        }
    }

    /// What one member was told of is no news to the others.
    private static let worthTelling: SQL = "kind <> 'notification.created'"

    /// More than this are on the schedule.
    private static let visitLimit = 10

    private func ownDay(_ html: HTML, _ page: PageContext, _ day: [DayVisit]) {
        schedule(
            html, page, day.filter { $0.technician != nil && $0.technician == page.context.actor.user },
            title: "Your day")
    }

    private func schedule(_ html: HTML, _ page: PageContext, _ day: [DayVisit], title: String) {
        html.panel(
            title,
            actions: { html.linkButton("Open schedule", to: "/schedule", .quiet, icon: .arrowRight, size: .small) },
            padded: false
        ) {
            if day.isEmpty {
                html.emptyState(.calendar, "No visits today", "Visits booked for today appear here.")
            } else {
                let open = day.filter { !["completed", "invoiced", "no_show"].contains($0.status) }
                let shown = (open.isEmpty ? day : open).prefix(Self.visitLimit)
                html.ul(.class("work-list")) {
                    for visit in shown { VisitItem.write(html, page, visit, namesTechnician: true) }
                }
                if shown.count < day.count {
                    html.p(.class("panel-foot")) { html.a(.href("/schedule"), "All \(day.count) visits of today") }
                }
            }
        }
    }

    private func feed(_ html: HTML, _ page: PageContext, _ activity: Story) {
        html.panel("Activity") {
            if activity.lines.isEmpty {
                html.emptyState(
                    .phone, "Quiet so far", "Calls, bookings, messages and payments appear here as they happen.")
            } else {
                activity.write(html, page)
            }
        }
    }
}
