internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// What customers and resellers see. Plain links and forms: nothing needs a script.
struct PortalPages: Sendable {
    let assets: AssetURLs

    func home(_ content: PortalContent, _ context: Context, _ request: Request) -> Response {
        let isReseller = context.role == .reseller
        return page(content, content.organisation, context, request) { html in
            head(html, content.person.name, signsOut: true)
            due(html, content)
            if isReseller { customers(html, content, context) }
            visits(html, content, context, named: isReseller)
            bills(html, content, context, named: isReseller)
            offers(html, content, context, named: isReseller)
            details(html, content, context, title: "Your details")
        }
    }

    func customer(_ content: PortalContent, _ context: Context, _ request: Request) -> Response {
        page(content, content.person.name, context, request) { html in
            html.p { html.a(.href("/portal"), "All customers") }
            head(html, content.person.name, signsOut: false)
            visits(html, content, context, named: false)
            bills(html, content, context, named: false)
            offers(html, content, context, named: false)
            details(html, content, context, title: "Details")
        }
    }

    private func page(
        _ content: PortalContent, _ title: String, _ context: Context, _ request: Request, _ body: (HTML) -> Void
    ) -> Response {
        let out = ByteWriter(capacity: 16 * 1024)
        let html = HTML(out)
        let theme = request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system
        html.publicPage(
            title: title, brand: content.organisation, brandPath: "/portal", language: context.locale, theme: theme,
            assets: assets, width: context.role == .reseller ? .wide : .normal
        ) { body(html) }
        return Response.html(out).with("Cache-Control", "no-store")
    }

    private func head(_ html: HTML, _ name: String, signsOut: Bool) {
        html.div(.class("spread")) {
            html.h1(.dir("auto"), name)
            if signsOut {
                html.form(.method("post"), .action("/portal/sign-out")) {
                    html.submitButton("Sign out", .quiet, icon: .signOut)
                }
            }
        }
    }

    /// What is owed, first of all.
    private func due(_ html: HTML, _ content: PortalContent) {
        let open = content.bills.filter { $0.status.isOpen && $0.open.minor > 0 }
        guard let first = open.first else { return }
        let isOverdue = open.contains { $0.status == .overdue }
        let words =
            open.count == 1
            ? "\(first.open) is open on invoice \(first.number)." : "\(open.count) invoices are open."
        html.callout(isOverdue ? .warn : .info, words) {
            if open.count == 1, first.hasLink { html.a(.href("/portal/invoices/\(first.id)"), "View and pay") }
        }
    }

    private func customers(_ html: HTML, _ content: PortalContent, _ context: Context) {
        html.panel("Your customers", padded: content.customers.isEmpty) {
            if content.customers.isEmpty {
                html.p(.class("muted"), "Customers that you bring are listed here.")
                return
            }
            html.dataTable(
                id: "customers", label: "Your customers",
                columns: [
                    TableColumn("Name", .wide), TableColumn("Phone", .optional), TableColumn("E-mail", .optional),
                ]
            ) {
                for customer in content.customers {
                    html.tr {
                        html.td(.class("wide")) {
                            html.a(.href("/portal/customers/\(customer.id)"), .dir("auto"), customer.name)
                        }
                        html.td(
                            .class("optional tabular"), .dir("ltr"),
                            customer.phone.map { PortalWords.phone($0, context) } ?? "—")
                        html.td(.class("optional"), customer.email ?? "—")
                    }
                }
            }
        }
    }

    private func visits(_ html: HTML, _ content: PortalContent, _ context: Context, named: Bool) {
        html.panel("Upcoming visits") {
            if content.visits.isEmpty { html.p(.class("muted"), "No visit is planned.") }
            if !content.visits.isEmpty {
                html.ul(.class("stack")) {
                    for visit in content.visits {
                        html.li {
                            html.div(.class("spread")) {
                                html.strong(visit.title + (named ? " · \(visit.customer)" : ""))
                                html.badge(PortalWords.label(visit.status), PortalWords.tone(ofVisit: visit.status))
                            }
                            html.div(.class("muted")) {
                                html.dayAndTime(visit.start, zone: context.zone)
                                html.text(" to \(context.zone.local(visit.end).time)")
                            }
                            if let address = visit.address { html.div(.class("muted"), .dir("auto"), address) }
                        }
                    }
                }
            }
        }
    }

    private func bills(_ html: HTML, _ content: PortalContent, _ context: Context, named: Bool) {
        html.panel("Invoices", padded: content.bills.isEmpty) {
            if content.bills.isEmpty {
                html.p(.class("muted"), "There are no invoices yet.")
                return
            }
            html.dataTable(
                id: "invoices", label: "Invoices",
                columns: [
                    TableColumn("Invoice", .wide), TableColumn("Due", .optional), TableColumn("Status"),
                    TableColumn("Total", .number), TableColumn("Open", .number),
                ]
            ) {
                for bill in content.bills { row(html, bill, context, named: named) }
            }
        }
    }

    private func row(_ html: HTML, _ bill: PortalContent.Bill, _ context: Context, named: Bool) {
        html.tr {
            html.td(.class("wide")) {
                if bill.hasLink {
                    let words = bill.status.isOpen && bill.open.minor > 0 ? "\(bill.number): view and pay" : bill.number
                    html.a(.href("/portal/invoices/\(bill.id)"), words)
                } else {
                    html.text(bill.number)
                }
                if named { whose(html, bill.customer) }
            }
            html.td(.class("optional"), bill.dueOn.map { Moment.day($0, thisYear: context.today.year) } ?? "—")
            html.td {
                html.badge(
                    [.issued, .sent].contains(bill.status) ? "Due" : bill.status.label,
                    Tone(rawValue: bill.status.tone) ?? .neutral)
            }
            html.td(.class("number")) { html.money(bill.total) }
            html.td(.class("number")) { html.money(bill.open) }
        }
    }

    private func offers(_ html: HTML, _ content: PortalContent, _ context: Context, named: Bool) {
        if content.offers.isEmpty { return }
        html.panel("Quotes", padded: false) {
            html.dataTable(
                id: "quotes", label: "Quotes",
                columns: [
                    TableColumn("Quote", .wide), TableColumn("Valid until", .optional), TableColumn("Status"),
                    TableColumn("Total", .number),
                ]
            ) {
                for offer in content.offers {
                    html.tr {
                        html.td(.class("wide")) {
                            html.a(.href("/portal/quotes/\(offer.id)"), .dir("auto"), offer.title)
                            if named { whose(html, offer.customer) }
                        }
                        html.td(
                            .class("optional"),
                            offer.validUntil.map { Moment.day($0, thisYear: context.today.year) } ?? "—")
                        html.td {
                            html.badge(PortalWords.label(offer.status), PortalWords.tone(ofQuote: offer.status))
                        }
                        html.td(.class("number")) { html.money(offer.total) }
                    }
                }
            }
        }
    }

    /// Below what is somebody's, on every screen.
    private func whose(_ html: HTML, _ customer: String) { html.div(.class("muted"), .dir("auto"), customer) }

    private func details(_ html: HTML, _ content: PortalContent, _ context: Context, title: String) {
        html.panel(title) {
            html.facts {
                html.fact("Name", content.person.name)
                html.fact("Phone", content.person.phone.map { PortalWords.phone($0, context) })
                html.fact("E-mail", content.person.email)
                for (index, site) in content.sites.enumerated() { html.fact(index == 0 ? "Address" : "Also", site) }
            }
        }
    }
}
