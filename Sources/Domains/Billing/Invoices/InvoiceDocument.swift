internal import Contracts
internal import Core
internal import Documents
internal import Interface
internal import Phone

/// The invoice on paper. Amounts come from the same value, and are written by the same code, as on the screen.
struct InvoiceDocument: Sendable {
    let invoice: InvoiceDetail
    /// ISO 3166; chooses the paper.
    let country: String
    let language: String

    var pdf: PDFDocument {
        let seller = invoice.seller
        var document = PDFDocument(
            .init(title: invoice.title, author: seller.name, created: invoice.issuedAt ?? Instant(seconds: 0)),
            page: BusinessPaper.size(in: country),
            footer: BusinessPaper.footer([seller.name, seller.address, seller.taxNumber, invoice.footer]),
            blocks: [head, .space(30), parties, .space(26), lines, .space(10), totals, .space(24)] + payment
                + BusinessPaper.section("Notes", invoice.notes))
        document.language = language
        return document
    }

    private var head: Block {
        BusinessPaper.head(
            seller: invoice.seller.name,
            contact: [invoice.seller.address, invoice.seller.phone.map { phone($0) }, invoice.seller.email]
                .compactMap { $0 },
            title: "Invoice", number: invoice.number.map { "No. \($0)" } ?? "Draft")
    }

    private var parties: Block {
        let to = invoice.billedTo
        let address = [to.name, to.address, to.phone.map { phone($0) }, to.email].compactMap { $0 }
        var columns = [
            (label: "Billed to", words: address.joined(separator: "\n"), share: 2.0, isStrong: false),
            (label: "Issued", words: invoice.issuedOn.map(Self.day) ?? "—", share: 1.0, isStrong: false),
        ]
        if let due = invoice.dueOn { columns.append((label: "Due", words: Self.day(due), share: 1, isStrong: false)) }
        columns.append((label: "Amount due", words: invoice.open.description, share: 1, isStrong: true))
        return BusinessPaper.parties(columns)
    }

    private var lines: Block {
        BusinessPaper.lines(
            invoice.lines.map { [$0.description, $0.quantity, $0.unit.description, $0.amount.description] })
    }

    private var totals: Block {
        BusinessPaper.totals(
            invoice.sums.map {
                (label: $0.label, amount: $0.amount.description, isTotal: $0.isTotal, hasRule: $0.isFirst)
            })
    }

    private var payment: [Block] {
        guard let payLink = invoice.payLink, invoice.open.minor > 0 else { return [] }
        return [BusinessPaper.link("Pay online", "By card, at this address:", to: payLink)]
    }

    static func day(_ date: LocalDate) -> String { Moment.day(date, thisYear: nil) }

    private func phone(_ e164: String) -> String {
        do { return try PhoneNumber(parsing: e164, country: country).text(in: country) } catch { return e164 }
    }
}
