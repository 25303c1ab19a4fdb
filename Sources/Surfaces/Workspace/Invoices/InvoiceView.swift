internal import Contracts
internal import Core
internal import HTML
internal import Interface

/// The page of a bill.
struct InvoiceView {
    let page: PageContext
    let invoice: InvoiceDetail
    let events: [EventLine]

    private var path: String { "/invoices/\(invoice.id)" }
    private var year: Int { page.zone.local(page.now).date.year }

    func write(_ html: HTML) {
        html.workspacePage(
            page, title: invoice.title, heading: invoice.title, breadcrumbs: [Place("Invoices", "/invoices")],
            summary: {
                html.status(invoice.status.label, Tone(rawValue: invoice.status.tone) ?? .neutral)
                html.span(
                    ([invoice.total.description]
                        + (invoice.dueOn.map { ["due \(Moment.day($0, thisYear: year))"] } ?? [])).joined(
                            separator: " · "))
            }, actions: { actions(html) }
        ) {
            html.div(
                [
                    .class("split split-end"), .id("invoice"), .data("live", "invoices/\(invoice.id)"), .hxGet(path),
                    .hxTrigger("live"),
                    .hxSelect("#invoice"), .hxTarget("#invoice"), .hxSwap("outerHTML"),
                ]
            ) {
                html.div(.class("stack")) {
                    lines(html)
                    if !invoice.notes.isEmpty {
                        html.panel("Notes") { html.p(.class("prose"), .dir("auto"), invoice.notes) }
                    }
                    html.panel("Story") {
                        if events.isEmpty {
                            html.emptyState(
                                .history, "Nothing has happened yet", "Issuing, sending and payments appear here.")
                        } else {
                            Story(lines: events).write(html, page)
                        }
                    }
                }
                html.div(.class("stack")) {
                    details(html)
                    payments(html)
                }
            }
        }
    }

    private func actions(_ html: HTML) {
        if invoice.status == .draft, Access.agents.allows(page.context.role) {
            html.postButton("Issue invoice", to: "\(path)/issue", .primary, icon: .send)
        }
        if invoice.pdf != nil { html.linkButton("Open PDF", to: "\(path)/invoice.pdf", icon: .file) }
        if let link = invoice.payLink, invoice.status.isOpen { html.linkButton("Pay page", to: link, icon: .external) }
    }

    // MARK: - What is charged

    private func lines(_ html: HTML) {
        html.panel("Charges", padded: false) {
            html.dataTable(
                id: "lines", label: "Charges",
                columns: [
                    TableColumn("Description", .wide), TableColumn("Quantity", .number), TableColumn("Price", .number),
                    TableColumn("Amount", .number),
                ]
            ) {
                for line in invoice.lines {
                    html.tr {
                        html.td(.class("wide"), .dir("auto"), line.description)
                        html.numberCell(line.quantity)
                        html.numberCell(line.unit.description)
                        html.numberCell(line.amount.description)
                    }
                }
            }
            html.dl(.class("totals")) {
                total(html, invoice.pricesIncludeTax ? "Net, taxes taken out" : "Net", invoice.net)
                for tax in invoice.taxes { total(html, tax.label, tax.amount) }
                total(html, "Total", invoice.total, strong: true)
                if invoice.paid.minor > 0 {
                    total(html, "Paid", Money(minor: -invoice.paid.minor, invoice.paid.currency))
                    total(html, "To pay", invoice.open, strong: true)
                }
            }
        }
    }

    private func total(_ html: HTML, _ name: String, _ amount: Money, strong: Bool = false) {
        html.div(strong ? .class("is-sum") : .none) {
            html.dt(name)
            html.dd(.class("number"), amount.description)
        }
    }

    // MARK: - Beside it

    private func details(_ html: HTML) {
        html.panel("Details") {
            html.facts {
                html.fact("Customer") {
                    html.a(.href("/customers/\(invoice.customer)"), .dir("auto"), invoice.billedTo.name)
                }
                if let address = invoice.billedTo.address { html.fact("Address", address) }
                if let appointment = invoice.appointment {
                    html.fact("For") { html.a(.href("/appointments/\(appointment)"), "The visit") }
                }
                html.fact("Issued", invoice.issuedOn.map { Moment.day($0, thisYear: year) })
                html.fact("Due", invoice.dueOn.map { Moment.day($0, thisYear: year) })
                if let sent = invoice.sentAt { html.fact("Sent") { html.relativeTime(sent, page) } }
                if let link = invoice.payLink, invoice.status.isOpen { html.copyableFact("Pay link", link) }
            }
        }
    }

    private func payments(_ html: HTML) {
        html.panel("Payments") {
            html.div(.class("stack")) {
                if invoice.receipts.isEmpty {
                    html.p(
                        .class("muted"),
                        invoice.status == .draft ? "A draft cannot be paid yet." : "Nothing has been paid.")
                }
                if !invoice.receipts.isEmpty {
                    html.facts {
                        for receipt in invoice.receipts {
                            html.fact(Moment.day(page.zone.local(receipt.receivedAt).date, thisYear: year)) {
                                html.text("\(receipt.amount) by \(receipt.method)")
                            }
                        }
                    }
                }
                if invoice.status.isOpen, Access.workers.allows(page.context.role) { paymentForm(html) }
            }
        }
    }

    private func paymentForm(_ html: HTML) {
        html.form(.class("stack-tight"), .method("post"), .action("\(path)/payments"), .data("checked")) {
            html.moneyField(
                FormField("amount", "Amount received", required: true), value: invoice.open,
                currency: invoice.open.currency)
            html.selectField(
                FormField("method", "Paid by", required: true),
                options: [
                    FormOption("cash", "Cash"), FormOption("transfer", "Bank transfer"), FormOption("check", "Check"),
                ], value: "cash")
            html.submitButton("Record payment", .secondary, icon: .wallet)
        }
    }
}
