internal import Contracts
internal import Core
internal import HTML
internal import Interface

/// What the public pay page shows. Plain forms and links: nothing needs a script.
struct PayPages: Sendable {
    /// Whether there is a button to pay with.
    let takesCards: Bool
    let assets: AssetURLs
    let language: String
    let theme: Theme

    /// - Parameters:
    ///   - path: the page's own, `/pay/…`.
    ///   - isReturning: the customer comes back from the card form; the money may be told of a moment later.
    func invoice(_ invoice: InvoiceDetail, path: String, zone: Zone, isReturning: Bool, problem: Problem?) -> ByteWriter
    {
        page(invoice, path: path) { html in
            html.div(.class("spread")) {
                html.h1(invoice.title)
                // Sent is the sender's word; to the customer it is due.
                html.badge(
                    [.issued, .sent].contains(invoice.status) ? "Due" : invoice.status.label,
                    Tone(rawValue: invoice.status.tone) ?? .neutral)
            }
            if let problem { html.callout(.bad, problem.detail) }
            if isReturning, invoice.open.minor > 0 {
                html.callout(.info, "Thank you. Your payment is being confirmed; this takes a few seconds.") {
                    html.a(.href(path), "Look again")
                }
            }
            standing(html, invoice, path: path, zone: zone)
            html.panel("Details", padded: false) { lines(html, invoice) }
            parties(html, invoice)
            if !invoice.notes.isEmpty { html.panel("Notes") { html.p(.dir("auto"), invoice.notes) } }
        }
    }

    /// The stand-in for the processor's card form.
    func simulatedCard(_ invoice: InvoiceDetail, path: String) -> ByteWriter {
        page(invoice, path: path) { html in
            html.h1("Pay \(invoice.open.description)")
            html.callout(
                .info,
                "This is a simulated card payment: no card is asked for and no money moves. It stands in until a payment "
                    + "provider is connected.")
            html.panel("Simulated payment") {
                html.div(.class("stack")) {
                    html.facts {
                        html.fact("To", invoice.seller.name)
                        html.fact("For", invoice.title)
                        html.fact("Amount", invoice.open.description)
                    }
                    html.form(.method("post"), .action("\(path)/simulated")) {
                        html.submitButton("Pay \(invoice.open.description)", icon: .creditCard, size: .large)
                    }
                    html.p { html.a(.href(path), "Back to the invoice") }
                }
            }
        }
    }

    private func page(_ invoice: InvoiceDetail, path: String, _ content: (HTML) -> Void) -> ByteWriter {
        let out = ByteWriter(capacity: 16_384)
        let html = HTML(out)
        html.publicPage(
            title: invoice.title, brand: invoice.seller.name, brandPath: path, language: language, theme: theme,
            assets: assets
        ) { content(html) }
        return out
    }

    private func standing(_ html: HTML, _ invoice: InvoiceDetail, path: String, zone: Zone) {
        html.section(.class("panel"), .aria("label", "Payment")) {
            html.div(.class("panel-body stack")) {
                html.div(.class("stack-tight")) {
                    if invoice.open.minor > 0 {
                        html.span(.class("muted"), "Amount due")
                        html.span(.class("stat-value"), .id("amount-due"), invoice.open)
                        if let due = invoice.dueOn {
                            html.span(
                                .class("muted"),
                                (invoice.status == .overdue ? "Was due on " : "Due on ") + InvoiceDocument.day(due))
                        }
                    } else {
                        html.span(.class("muted"), "Paid in full")
                        html.span(.class("stat-value"), .id("amount-paid"), invoice.total)
                        if let last = invoice.receipts.last {
                            html.span(
                                .class("muted"),
                                "Received on \(InvoiceDocument.day(zone.local(last.receivedAt).date)). Thank you.")
                        }
                    }
                }
                html.div(.class("row-group")) {
                    if takesCards, invoice.open.minor > 0, invoice.status.isOpen {
                        html.form(.method("post"), .action(path)) {
                            html.submitButton("Pay \(invoice.open.description)", icon: .creditCard, size: .large)
                        }
                    }
                    if invoice.pdf != nil {
                        html.linkButton("Download PDF", to: "\(path)/invoice.pdf", icon: .download, size: .large)
                    }
                }
            }
        }
    }

    private func lines(_ html: HTML, _ invoice: InvoiceDetail) {
        html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "What is charged")) {
            html.table(.class("table")) {
                html.thead {
                    html.tr {
                        html.th(.scope("col"), .class("wide"), "Description")
                        html.th(.scope("col"), .class("number optional"), "Quantity")
                        html.th(.scope("col"), .class("number optional"), "Price")
                        html.th(.scope("col"), .class("number"), "Amount")
                    }
                }
                html.tbody {
                    for line in invoice.lines {
                        html.tr {
                            html.td(.class("wide"), .dir("auto"), line.description)
                            html.td(.class("number optional"), line.quantity)
                            html.td(.class("number optional"), line.unit)
                            html.td(.class("number"), line.amount)
                        }
                    }
                }
            }
        }
        html.div(.class("panel-body")) {
            for sum in invoice.sums {
                html.div(.class("spread")) {
                    html.span(sum.isTotal ? .none : .class("muted")) {
                        if sum.isTotal { html.strong(sum.label) } else { html.text(sum.label) }
                    }
                    html.span(.class("number")) {
                        if sum.isTotal { html.strong(sum.amount) } else { html.text(sum.amount) }
                    }
                }
            }
        }
    }

    private func parties(_ html: HTML, _ invoice: InvoiceDetail) {
        html.panel("About this invoice") {
            html.facts {
                html.fact(
                    "From", [invoice.seller.name, invoice.seller.address].compactMap { $0 }.joined(separator: ", "))
                html.fact(
                    "To", [invoice.billedTo.name, invoice.billedTo.address].compactMap { $0 }.joined(separator: ", "))
                html.fact("Issued", invoice.issuedOn.map(InvoiceDocument.day))
                html.fact("Due", invoice.dueOn.map(InvoiceDocument.day))
                if let email = invoice.seller.email {
                    html.fact("Questions") { html.a(.href("mailto:\(email)"), email) }
                }
            }
        }
    }
}
