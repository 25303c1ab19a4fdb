internal import Core
internal import HTML

extension Styleguide {
    static func boards(_ html: HTML, _ page: PageContext) {
        html.board(label: "Deals by stage", movePath: "/styleguide/move") {
            html.boardColumn(id: "new", "New", tone: .info, count: 2, total: "$5,400.00") {
                html.boardCard(
                    id: "d1", "Fibre for Bright Dental", to: "#boards",
                    facts: {
                        html.span(.class("board-fact"), "Bright Dental")
                        html.span(.class("board-fact number"), "$4,200.00")
                    }, owner: "Jo Reyes")
                html.boardCard(
                    id: "d2", "Yearly service", to: "#boards",
                    facts: {
                        html.span(.class("board-fact"), "Ada Marsh")
                        html.badge("Stalled", .warn, icon: .clock)
                    }, owner: "Sam Lee")
            }
            html.boardColumn(id: "quoted", "Quoted", count: 0, total: "$0.00") {}
            html.boardColumn(id: "won", "Won", tone: .good, count: 10_001, isMore: true) {}
        }
    }

    static func calendars(_ html: HTML, _ page: PageContext) {
        let today = page.zone.local(page.now).date
        let monday = today.adding(days: -((today.daysSince1970 + 3) % 7))
        html.calendar(kind: "month", label: "Visits of this and the next week", movePath: "/styleguide/move") {
            for offset in 0..<14 {
                let day = monday.adding(days: offset)
                html.calendarDay(
                    day, today: today, isOutside: day.month != today.month,
                    more: offset == 2 ? (3, "#calendars") : nil
                ) {
                    guard offset % 3 == 2 else { return }
                    html.calendarItem(
                        id: "c\(offset)", "Ada Marsh, leak repair", to: "#calendars",
                        at: LocalTime(hour: 9, minute: 30), tone: .info)
                    html.calendarItem(
                        id: "e\(offset)", "Bright Dental", to: "#calendars", at: LocalTime(hour: 14, minute: 0),
                        tone: .good)
                }
            }
        }
    }

    static func cards(_ html: HTML, _ page: PageContext) {
        html.cardGrid(label: "Customers") {
            for customer in customers {
                html.recordCard(
                    customer.name, to: "#cards", badges: { html.status(customer.status, customer.tone) },
                    facts: {
                        html.fact("Phone", customer.phone)
                        html.fact("Owner", customer.owner)
                    })
            }
        }
    }
}
