internal import Contracts
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// A quote as the customer sees it, without being noted as seen; and the link to pass on.
struct QuotePreviewPage: Sendable {
    let pages: WorkspacePages
    let book: any QuoteBook

    var routes: [Route] {
        [.signedIn(.get, "/quotes/{id}/preview", .staff) { try await show($0, $1) }]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let quote = try await book.detail(try request.id(of: Quote.self), context)
        return try await pages.page(request, context) { html, page, _ in
            html.workspacePage(
                page, title: quote.title, heading: quote.title,
                breadcrumbs: [Place("Quotes", "/quotes"), Place(quote.name, "/quotes/\(quote.id)")],
                styles: ["quotes.css"],
                summary: {
                    html.status(quote.status.label, Tone(rawValue: quote.status.tone) ?? .neutral)
                    html.text("as \(quote.customerName) sees it")
                }, actions: { actions(html, quote, context) }
            ) {
                html.div(.class("stack quote-page")) {
                    link(html, quote, context)
                    html.section(.class("panel"), .aria("label", "What is offered")) { QuoteSheet(quote).write(html) }
                    if !quote.notes.isEmpty {
                        html.panel("Notes") { html.p(.class("prose"), .dir("auto"), quote.notes) }
                    }
                    if !quote.conditions.isEmpty {
                        html.panel("Terms") { html.p(.class("prose"), .dir("auto"), quote.conditions) }
                    }
                }
            }
        }
    }

    private func actions(_ html: HTML, _ quote: QuoteDetail, _ context: Context) {
        let mayWrite = Access.agents.allows(context.role)
        if quote.status == .draft, mayWrite {
            let send = "/quotes/\(quote.id)/actions/send"
            html.linkButton("Send", to: send, .primary, icon: .send, attributes: HTML.opensDialog(send))
            html.linkButton("Edit lines", to: "/quotes/\(quote.id)/lines", icon: .edit)
        }
        if !quote.versions.isEmpty {
            html.linkButton("PDF", to: "/quotes/\(quote.id)/quote.pdf", icon: .download)
        }
    }

    /// Whoever has the link may answer: it is shown to those who may send it.
    private func link(_ html: HTML, _ quote: QuoteDetail, _ context: Context) {
        guard let link = quote.link, quote.status != .draft, Access.agents.allows(context.role) else { return }
        html.panel("Link for the customer") {
            html.div(.class("copyable")) {
                html.span(.class("truncate"), link)
                html.copyButton(link, of: "Link")
            }
        }
    }
}

/// What is offered, with its sums.
struct QuoteSheet {
    let quote: QuoteDetail
    init(_ quote: QuoteDetail) { self.quote = quote }

    func write(_ html: HTML) {
        if quote.terms.lines.isEmpty {
            html.emptyState(.quote, "No lines yet", "Add what you offer and what it costs; then it can be sent.")
            return
        }
        let chosen = quote.acceptance?.chosen
        html.ul(.class("quote-lines")) {
            for line in quote.terms.lines {
                let isTaken = !line.isOptional || chosen?.contains(line.id) ?? line.isChosen
                html.li(.class("quote-line"), isTaken ? .none : .data("left")) {
                    html.div {
                        html.span(.class("prose"), .dir("auto"), line.description)
                        html.span(.class("field-hint"), hint(line, isTaken: isTaken))
                    }
                    html.span(.class("number quote-amount"), quote.sums.amounts[line.id]?.description ?? "")
                }
            }
        }
        html.dl(.class("totals")) {
            for row in quote.sums.rows {
                html.div(row.isTotal ? .class("is-sum") : .none) {
                    html.dt(row.label)
                    html.dd(.class("number"), row.amount.description)
                }
            }
        }
    }

    private func hint(_ line: QuoteLine, isTaken: Bool) -> String {
        let currency = quote.terms.currency
        let discount: String? =
            switch line.discount {
            case .none: nil
            case .percent(let rate): "\(Decimals.text(rate, places: 3))% off"
            case .amount(let minor): "\(Money(minor: minor, currency)) off"
            }
        let choice = line.isOptional ? (isTaken ? "optional, taken" : "optional, not in the total") : nil
        return [
            "\(Decimals.text(line.quantity, places: 4)) × \(Money(minor: line.unitMinor, currency))", discount, choice,
        ].compactMap { $0 }.joined(separator: " · ")
    }
}
