internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres

/// A day's visits, technician by technician.
struct SchedulePage: Sendable {
    let pages: WorkspacePages
    let days: any DaySchedule

    var routes: [Route] { [.signedIn(.get, "/schedule", .staff) { try await show($0, $1) }] }

    private static let technicians: SQL = """
        select id, name from members where org_id = app_org() and role = 'technician' and is_active and deleted_at is null order by name
        """

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let today = context.zone.local(context.now).date
        let date = request.query["date"].flatMap { LocalDate($0) } ?? today
        async let visits = days.day(date, zone: context.zone, context)
        let (page, rows) = try await pages.read(request, context, [Self.technicians])
        let lanes = try Self.lanes(
            try await visits, rows[0], first: context.role == .technician ? context.actor.user : nil)
        return pages.write(request) { html in
            html.workspacePage(page, title: "Schedule") {
                toolbar(html, date, today: today)
                html.div(
                    [
                        .class("schedule"), .id("day"), .data("live", "appointments"), .hxGet("/schedule?date=\(date)"),
                        .hxTrigger("live"),
                        .hxSelect("#day"), .hxTarget("#day"), .hxSwap("outerHTML"),
                    ]
                ) { for lane in lanes { write(html, page, lane) } }
            }
        }
    }

    /// One technician's visits; nobody's come first.
    private struct Lane {
        let name: String
        let isUnassigned: Bool
        let visits: [DayVisit]
    }

    private static func lanes(_ visits: [DayVisit], _ technicians: Rows, first: ID<User>?) throws -> [Lane] {
        var lanes: [(id: ID<User>, lane: Lane)] = []
        for row in technicians {
            let id: ID<User> = try row.get("id")
            lanes.append(
                (
                    id,
                    Lane(name: try row.get("name"), isUnassigned: false, visits: visits.filter { $0.technician == id })
                ))
        }
        // Whoever is a technician no longer but still has visits.
        for visit in visits {
            guard let id = visit.technician, !lanes.contains(where: { $0.id == id }) else { continue }
            lanes.append(
                (
                    id,
                    Lane(
                        name: visit.technicianName ?? "Technician", isUnassigned: false,
                        visits: visits.filter { $0.technician == id })
                ))
        }
        if let own = lanes.firstIndex(where: { $0.id == first }) { lanes.insert(lanes.remove(at: own), at: 0) }
        let unassigned = visits.filter { $0.technician == nil }
        return (unassigned.isEmpty ? [] : [Lane(name: "Nobody assigned", isUnassigned: true, visits: unassigned)])
            + lanes.map(\.lane)
    }

    private func toolbar(_ html: HTML, _ date: LocalDate, today: LocalDate) {
        html.div(.class("toolbar")) {
            html.div(.class("button-group")) {
                html.iconLink(
                    .chevronLeft, "Previous day", to: "/schedule?date=\(date.adding(days: -1))", .secondary,
                    attributes: [.rel("prev")])
                html.linkButton(
                    "Today", to: "/schedule", attributes: [date == today ? .aria("current", "date") : .none])
                html.iconLink(
                    .chevronRight, "Next day", to: "/schedule?date=\(date.adding(days: 1))", .secondary,
                    attributes: [.rel("next")])
            }
            html.h2("\(date.weekday.name), \(Moment.day(date, thisYear: today.year))")
            html.form(.class("toolbar-end row-group"), .action("/schedule")) {
                html.input(
                    .class("input"), .type("date"), .name("date"), .value(date.description), .aria("label", "Day"),
                    .data("submits"))
                html.raw("<noscript>")
                html.submitButton("Show", .secondary)
                html.raw("</noscript>")
            }
        }
    }

    private func write(_ html: HTML, _ page: PageContext, _ lane: Lane) {
        html.section(.class("panel")) {
            html.div(.class("panel-head")) {
                html.h3(.class("row-group")) {
                    if lane.isUnassigned {
                        html.icon(.warning, tone: .warn)
                    } else {
                        html.avatar(lane.name, size: .small)
                    }
                    html.span(.dir("auto"), lane.name)
                }
                html.span(.class("muted tabular"), Words.count(lane.visits.count, "visit"))
            }
            if lane.visits.isEmpty {
                html.p(.class("panel-body muted"), "Free all day")
            } else {
                html.ul(.class("work-list")) {
                    for visit in lane.visits { VisitItem.write(html, page, visit, namesTechnician: false) }
                }
            }
        }
    }
}
