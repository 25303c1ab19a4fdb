internal import Contracts
internal import Core
internal import HTML
internal import Interface

/// A visit as a line of a day.
enum VisitItem {
    static func write(_ html: HTML, _ page: PageContext, _ visit: DayVisit, namesTechnician: Bool) {
        html.li(.class("work-item visit")) {
            html.span(.class("visit-time tabular")) {
                html.text(page.zone.local(visit.start).time)
                html.span(.class("muted"), page.zone.local(visit.end).time)
            }
            html.div(.class("work-text")) {
                html.a(.href("/appointments/\(visit.id)"), .dir("auto"), visit.customerName)
                let parts = [
                    visit.jobType, namesTechnician ? visit.technicianName ?? "nobody assigned" : nil, visit.address,
                ]
                html.span(.dir("auto"), parts.compactMap { $0 }.joined(separator: " · "))
            }
            html.status(VisitStatus.label(visit.status), VisitStatus.tone(visit.status))
        }
    }
}
