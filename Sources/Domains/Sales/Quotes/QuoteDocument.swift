internal import Contracts
internal import Core
internal import Documents
internal import Interface
internal import LedgerEngine
internal import Phone

/// The quote on paper. Amounts come from the same value as on the screen.
struct QuoteDocument: Sendable {
    let quote: QuoteDetail
    /// ISO 3166; chooses the paper.
    let country: String
    let language: String

    var pdf: PDFDocument {
        let seller = quote.seller
        var document = PDFDocument(
            .init(title: quote.name, author: seller.name, created: quote.sentAt ?? Instant(seconds: 0)),
            page: BusinessPaper.size(in: country),
            footer: BusinessPaper.footer([seller.name, seller.address, seller.taxNumber, quote.footer]),
            blocks: [
                head, .space(30), parties, .space(20),
                .text(TextBlock(quote.title, TextStyle(size: 12, weight: .semibold))), .space(10),
                BusinessPaper.lines(lines), .space(10), totals, .space(24),
            ] + accepting + BusinessPaper.section("Terms", quote.conditions)
                + BusinessPaper.section("Notes", quote.notes))
        document.language = language
        return document
    }

    private var head: Block {
        let version = quote.revision > 1 ? ", version \(quote.revision)" : ""
        return BusinessPaper.head(
            seller: quote.seller.name,
            contact: [quote.seller.address, quote.seller.phone.map { phone($0) }, quote.seller.email]
                .compactMap { $0 },
            title: "Quote", number: (quote.number.map { "No. \($0)" } ?? "Draft") + version)
    }

    private var parties: Block {
        let to = quote.addressedTo
        let address = [to.name, to.address, to.phone.map { phone($0) }, to.email].compactMap { $0 }
        var columns = [
            (label: "Prepared for", words: address.joined(separator: "\n"), share: 2.0, isStrong: false)
        ]
        if let until = quote.validUntil {
            columns.append(
                (label: "Valid until", words: Moment.day(until, thisYear: nil), share: 1, isStrong: false))
        }
        columns.append((label: "Total", words: quote.sums.total.description, share: 1, isStrong: true))
        return BusinessPaper.parties(columns)
    }

    private var lines: [[String]] {
        quote.terms.lines.map { line in
            let notes = [
                line.isOptional ? (line.isChosen ? "Optional" : "Optional, not in the total") : nil,
                line.discount.label(quote.terms.currency).map { "\($0) off" },
            ].compactMap { $0 }
            return [
                line.description + (notes.isEmpty ? "" : "\n" + notes.joined(separator: " · ")),
                Decimals.text(line.quantity, places: 4), Money(minor: line.unitMinor, quote.terms.currency).description,
                quote.sums.amounts[line.id]?.description ?? "",
            ]
        }
    }

    private var totals: Block {
        BusinessPaper.totals(
            quote.sums.rows.enumerated().map { index, row in
                (label: row.label, amount: row.amount.description, isTotal: row.isTotal, hasRule: index == 0)
            })
    }

    private var accepting: [Block] {
        guard let link = quote.link else { return [] }
        return [BusinessPaper.link("Accept online", "Choose options and sign, at this address:", to: link)]
    }

    private func phone(_ e164: String) -> String {
        do { return try PhoneNumber(parsing: e164, country: country).text(in: country) } catch { return e164 }
    }
}

extension QuoteDiscount {
    /// `10%`, `$25.00`; nil for none.
    func label(_ currency: Currency) -> String? {
        switch self {
        case .none: nil
        case .percent(let rate): TaxRate.label(rate)
        case .amount(let minor): Money(minor: minor, currency).description
        }
    }
}
