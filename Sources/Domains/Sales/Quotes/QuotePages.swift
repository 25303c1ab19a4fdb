internal import Contracts
internal import Core
internal import HTML
internal import Interface
internal import LedgerEngine

/// What a customer sees of a quote. Reads and answers without scripts; with them the sums follow the options and a
/// signature can be drawn.
struct QuotePages: Sendable {
    let assets: AssetURLs
    let language: String
    let theme: Theme
    /// The page's own: `/quote/…`.
    let path: String
    let today: LocalDate
    let zone: Zone

    /// Why it cannot be answered, if so.
    enum Standing: Sendable {
        case open, accepted, declined, expired
        /// The customer holds an older version; the address of the new one, once it was sent.
        case superseded(newer: String?)
    }

    func quote(
        _ quote: QuoteDetail, _ standing: Standing, chosen: Set<Identifier>, problem: Problem? = nil,
        values: [String: String] = [:]
    ) -> ByteWriter {
        page(quote) { html in
            html.div(.class("spread")) {
                html.h1(.dir("auto"), quote.title)
                badge(html, standing)
            }
            html.p(.class("muted"), "\(quote.name) from \(quote.seller.name)")
            if let problem { html.callout(.bad, problem.detail) }
            say(html, quote, standing)
            if case .open = standing {
                html.form(.class("stack"), .method("post"), .action(path + "/accept"), .data("quote")) {
                    lines(html, quote, chosen: chosen, isOpen: true)
                    words(html, quote)
                    accept(html, quote, values, problem)
                }
                decline(html)
            } else {
                lines(html, quote, chosen: chosen, isOpen: false)
                words(html, quote)
            }
            parties(html, quote)
        }
    }

    /// The sums alone, as they are fetched when options change.
    func sums(_ quote: QuoteDetail) -> ByteWriter {
        let out = ByteWriter(capacity: 2048)
        sums(HTML(out), quote.sums)
        return out
    }

    private func page(_ quote: QuoteDetail, _ content: (HTML) -> Void) -> ByteWriter {
        let out = ByteWriter(capacity: 24_576)
        let html = HTML(out)
        html.publicPage(
            title: quote.name, brand: quote.seller.name, brandPath: path, language: language, theme: theme,
            assets: assets, width: .wide, styles: ["quotes.css"], modules: ["signature.js"]
        ) { html.div(.class("stack quote-page")) { content(html) } }
        return out
    }

    private func badge(_ html: HTML, _ standing: Standing) {
        switch standing {
        case .open: html.badge("Awaiting your answer", .info)
        case .accepted: html.badge("Accepted", .good)
        case .declined: html.badge("Declined", .bad)
        case .expired: html.badge("Expired", .warn)
        case .superseded: html.badge("Replaced", .warn)
        }
    }

    private func say(_ html: HTML, _ quote: QuoteDetail, _ standing: Standing) {
        switch standing {
        case .open: break
        case .accepted:
            guard let acceptance = quote.acceptance else { return }
            html.section(.class("panel"), .aria("label", "Acceptance")) {
                html.div(.class("panel-body stack-tight")) {
                    html.strong(
                        "Accepted by \(acceptance.signedName) on \(day(acceptance.acceptedAt)). Thank you.")
                    html.signature(acceptance.signature, of: acceptance.signedName)
                }
            }
        case .declined:
            html.callout(.info, "You declined this quote. If that has changed, ask \(quote.seller.name) for a new one.")
            {
                contact(html, quote)
            }
        case .expired:
            html.callout(
                .warn,
                "This quote was valid until \(quote.validUntil.map { Moment.day($0, thisYear: nil) } ?? "—")."
                    + " Prices may have changed: ask \(quote.seller.name) for a new one."
            ) { contact(html, quote) }
        case .superseded(let newer):
            html.callout(.warn, "There is a newer version of this quote.") {
                if let newer {
                    html.a(.href(newer), "Open the new version")
                } else {
                    html.p("\(quote.seller.name) is working on it and will send it to you.")
                    contact(html, quote)
                }
            }
        }
    }

    private func contact(_ html: HTML, _ quote: QuoteDetail) {
        if let email = quote.seller.email { html.p { html.a(.href("mailto:\(email)"), email) } }
        if let phone = quote.seller.phone { html.p { html.a(.href("tel:\(phone)"), phone) } }
    }

    private func day(_ time: Instant) -> String { Moment.day(zone.local(time).date, thisYear: nil) }

    // MARK: - Lines

    private func lines(_ html: HTML, _ quote: QuoteDetail, chosen: Set<Identifier>, isOpen: Bool) {
        html.section(.class("panel"), .aria("label", "What is offered")) {
            html.ul(.class("quote-lines")) {
                for line in quote.terms.lines {
                    let isTaken = !line.isOptional || chosen.contains(line.id)
                    html.li(.class("quote-line"), isTaken ? .none : .data("left")) {
                        if line.isOptional, isOpen {
                            html.label(.class("choice")) {
                                html.input([
                                    .type("checkbox"), .name("option"), .value("\(line.id)"), .checked(if: isTaken),
                                    .hxPost(path + "/total"), .hxTrigger("change"), .hxTarget("#quote-sums"),
                                    .hxSwap("outerHTML"), .hxInclude("closest form"),
                                ])
                                html.span(.class("choice-text")) { words(html, line, quote) }
                            }
                        } else {
                            html.div { words(html, line, quote) }
                        }
                        html.span(
                            .class("number quote-amount"),
                            isTaken || isOpen ? quote.sums.amounts[line.id]?.description ?? "" : "Not taken")
                    }
                }
            }
            sums(html, quote.sums)
            html.div(.class("panel-foot spread")) {
                html.linkButton("Download PDF", to: "\(path)/quote.pdf", icon: .download)
                if isOpen, quote.terms.lines.contains(where: \.isOptional) {
                    html.noscript {
                        html.submitButton(
                            "Update the total", .secondary,
                            attributes: [.formaction(path), .flag("formnovalidate", if: true)])
                    }
                }
            }
        }
    }

    private func words(_ html: HTML, _ line: QuoteLine, _ quote: QuoteDetail) {
        html.span(.class("prose"), .dir("auto"), line.description)
        let currency = quote.terms.currency
        let notes = [
            line.quantity == 10_000
                ? nil
                : "\(Decimals.text(line.quantity, places: 4)) × \(Money(minor: line.unitMinor, currency))",
            line.discount.label(currency).map { "\($0) off" }, line.isOptional ? "optional" : nil,
        ].compactMap { $0 }
        if !notes.isEmpty { html.span(.class("field-hint"), notes.joined(separator: " · ")) }
    }

    private func sums(_ html: HTML, _ sums: QuoteSums) {
        html.dl(.class("totals"), .id("quote-sums"), .aria("live", "polite")) {
            for row in sums.rows {
                html.div(row.isTotal ? .class("is-sum") : .none) {
                    html.dt(row.label)
                    html.dd(.class("number"), row.amount.description)
                }
            }
        }
    }

    private func words(_ html: HTML, _ quote: QuoteDetail) {
        if !quote.notes.isEmpty { html.panel("Notes") { html.p(.class("prose"), .dir("auto"), quote.notes) } }
        if !quote.conditions.isEmpty {
            html.panel("Terms") { html.p(.class("prose"), .dir("auto"), quote.conditions) }
        }
    }

    // MARK: - Answers

    private func accept(_ html: HTML, _ quote: QuoteDetail, _ values: [String: String], _ problem: Problem?) {
        html.section(.class("panel"), .aria("labelledby", "accept-title")) {
            html.div(.class("panel-head")) { html.h2(.id("accept-title"), "Accept") }
            html.div(.class("panel-body stack")) {
                html.textField(
                    FormField(
                        "name", "Your full name", hint: "Typing your name signs the quote.", required: true
                    ).showing(problem), value: values["name"] ?? "",
                    attributes: [.autocomplete("name"), .attribute("maxlength", "200")])
                html.div(.class("field signature-field"), .data("signature"), .hidden) {
                    html.span(.class("field-label"), .id("signature-label")) {
                        html.text("Draw your signature")
                        html.span(.class("field-optional"), " (optional)")
                    }
                    html.canvas(
                        .class("signature-pad"), .width(400), .height(120), .role("img"),
                        .aria("labelledby", "signature-label")
                    ) {}
                    html.hiddenField("signature", "")
                    html.div(.class("row-group")) {
                        html.actionButton("Clear", .quiet, size: .small, attributes: [.data("signature-clear")])
                    }
                }
                html.div(.class("row-group")) { html.submitButton("Accept the quote", icon: .check, size: .large) }
                html.p(.class("muted")) {
                    html.small(
                        "With your acceptance we keep the time, your network address and your browser's name"
                            + (quote.validUntil.map { ". Valid until \(Moment.day($0, thisYear: nil))." } ?? "."))
                }
            }
        }
    }

    private func decline(_ html: HTML) {
        html.details(.class("panel quote-decline")) {
            html.summary(.class("panel-body"), "Decline instead")
            html.form(.class("panel-body stack"), .method("post"), .action(path + "/decline")) {
                html.textArea(
                    FormField("reason", "Why does it not suit?", hint: "It helps us to make a better offer."), rows: 2,
                    attributes: [.attribute("maxlength", "1000")])
                html.div(.class("row-group")) { html.submitButton("Decline the quote", .secondary) }
            }
        }
    }

    private func parties(_ html: HTML, _ quote: QuoteDetail) {
        html.panel("About this quote") {
            html.facts {
                html.fact("From", [quote.seller.name, quote.seller.address].compactMap { $0 }.joined(separator: ", "))
                html.fact(
                    "For",
                    [quote.addressedTo.name, quote.addressedTo.address].compactMap { $0 }.joined(separator: ", ")
                )
                html.fact("Valid until", quote.validUntil.map { Moment.day($0, thisYear: nil) })
                if let email = quote.seller.email {
                    html.fact("Questions") { html.a(.href("mailto:\(email)"), email) }
                }
            }
        }
    }
}
