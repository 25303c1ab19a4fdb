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

    private static let body = TextStyle()
    private static let label = TextStyle(size: 7.5, weight: .medium, color: .muted)
    private static let muted = TextStyle(color: .muted)
    private static let accent = Color(hex: 0x3b5bdb)

    var pdf: PDFDocument {
        let seller = invoice.seller
        var document = PDFDocument(
            .init(title: invoice.title, author: seller.name, created: invoice.issuedAt ?? Instant(seconds: 0)),
            page: ["US", "CA", "MX"].contains(country) ? .letter : .a4, footer: footer,
            blocks: [head, .space(30), parties, .space(26), .table(lines), .space(10), totals, .space(24)] + payment
                + notes)
        document.language = language
        return document
    }

    private var footer: String {
        let seller = invoice.seller
        let parts = [seller.name, seller.address, seller.taxNumber, invoice.footer]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private var head: Block {
        let title = TextStyle(size: 20, weight: .semibold)
        var contact: [Block] = [.text(TextBlock(invoice.seller.name, title.size(15).color(Self.accent)))]
        let lines = [invoice.seller.address, invoice.seller.phone.map { phone($0) }, invoice.seller.email].compactMap {
            $0
        }
        if !lines.isEmpty {
            contact += [.space(4), .text(TextBlock(lines.joined(separator: "\n"), Self.muted.size(8.5)))]
        }
        return .columns(
            [
                .init(.share(1), contact),
                .init(
                    .share(1),
                    [
                        .text(TextBlock("Invoice", title, alignment: .end)),
                        .text(
                            TextBlock(
                                invoice.number.map { "No. \($0)" } ?? "Draft", Self.muted.figures, alignment: .end)),
                    ]),
            ], gap: 24)
    }

    private var parties: Block {
        func column(_ title: String, _ words: String, share: Double = 1, _ style: TextStyle = Self.body) -> Block.Column
        {
            .init(.share(share), [.text(TextBlock(title, Self.label)), .space(3), .text(TextBlock(words, style))])
        }
        let to = invoice.billedTo
        let address = [to.name, to.address, to.phone.map { phone($0) }, to.email].compactMap { $0 }
        var columns = [column("Billed to", address.joined(separator: "\n"), share: 2)]
        columns.append(column("Issued", invoice.issuedOn.map(Self.day) ?? "—"))
        if let due = invoice.dueOn { columns.append(column("Due", Self.day(due))) }
        columns.append(column("Amount due", invoice.open.description, Self.body.weight(.semibold).figures))
        return .columns(columns, gap: 20)
    }

    private var lines: Table {
        func cells(_ texts: [String], _ style: TextStyle) -> [TextBlock] {
            texts.enumerated().map {
                TextBlock($1, $0 == 0 ? style : style.figures, alignment: $0 == 0 ? .start : .end)
            }
        }
        return Table(
            widths: [.share(1), .points(52), .points(80), .points(84)],
            header: .init(cells(["Description", "Quantity", "Price", "Amount"], Self.label), ruleAbove: nil),
            rows: invoice.lines.map {
                .init(cells([$0.description, $0.quantity, $0.unit.description, $0.amount.description], Self.body))
            })
    }

    private var totals: Block {
        func row(_ name: String, _ amount: String, _ style: TextStyle = Self.muted, rule: Color? = nil) -> Table.Row {
            .init([TextBlock(name, style), TextBlock(amount, style.figures, alignment: .end)], ruleAbove: rule)
        }
        let strong = TextStyle(size: 11, weight: .semibold)
        let rows = invoice.sums.map { sum in
            row(
                sum.label, sum.amount.description, sum.isTotal ? strong : Self.muted,
                rule: sum.isTotal ? .ink : sum.isFirst ? .hairline : nil)
        }
        return .columns(
            [
                .init(.share(1), []),
                .init(.points(240), [.table(Table(widths: [.share(1), .points(96)], rows: rows))]),
            ], gap: 24)
    }

    private var payment: [Block] {
        guard let payLink = invoice.payLink, invoice.open.minor > 0 else { return [] }
        var link = TextBlock(payLink, TextStyle(size: 8.5, weight: .medium, color: Self.accent))
        link.link = payLink
        return [
            .together([
                .text(TextBlock("Pay online", TextStyle(weight: .semibold))), .space(4),
                .text(TextBlock("By card, at this address:", Self.body)), .space(2), .text(link),
            ])
        ]
    }

    private var notes: [Block] {
        guard !invoice.notes.isEmpty else { return [] }
        return [
            .space(18), .text(TextBlock("Notes", TextStyle(weight: .semibold))), .space(4),
            .text(TextBlock(invoice.notes, Self.body)),
        ]
    }

    static func day(_ date: LocalDate) -> String { Moment.day(date, thisYear: nil) }

    private func phone(_ e164: String) -> String {
        do { return try PhoneNumber(parsing: e164, country: country).text(in: country) } catch { return e164 }
    }
}
