import Core
import Documents

/// A document such as a person would send, made of everything the layout knows.
enum SampleInvoice {
    private static let body = TextStyle()
    private static let label = TextStyle(size: 7.5, weight: .medium, color: .muted)
    private static let muted = TextStyle(color: .muted)

    static func document(lines: Int, page: PageSize = .a4) -> PDFDocument {
        PDFDocument(
            .init(
                title: "Invoice 2026-0042", author: "Brightwater Heating Ltd", created: Instant(seconds: 1_772_373_900)),
            page: page, footer: "Brightwater Heating Ltd · 12 Canal Street, Leeds LS1 4AB · VAT GB 123 4567 89",
            blocks: head + [
                .space(28), parties, .space(26), .table(table(lines)), .space(10), totals, .space(26), payment,
            ])
    }

    private static var head: [Block] {
        let title = TextStyle(size: 20, weight: .semibold)
        return [
            .columns(
                [
                    .init(.share(1), [.text(TextBlock("Brightwater", title.size(15).color(Color(hex: 0x3b5bdb))))]),
                    .init(
                        .share(1),
                        [
                            .text(TextBlock("Invoice", title, alignment: .end)),
                            .text(TextBlock("No. 2026-0042", muted.figures, alignment: .end)),
                        ]),
                ], gap: 24)
        ]
    }

    private static var parties: Block {
        func column(_ title: String, _ lines: String) -> Block.Column {
            .init(.share(1), [.text(TextBlock(title, label)), .space(3), .text(TextBlock(lines, body))])
        }
        return .columns(
            [
                column("Billed to", "Zoë Müller 山田\nCafé Größenwahn\n8 Station Road\nLeeds LS2 7EW"),
                column("Issued", "1 March 2026"), column("Due", "15 March 2026"),
            ], gap: 24)
    }

    private static func table(_ lines: Int) -> Table {
        func cells(_ texts: [String], _ style: TextStyle) -> [TextBlock] {
            texts.enumerated().map {
                TextBlock($1, $0 == 0 ? style : style.figures, alignment: $0 == 0 ? .start : .end)
            }
        }
        var table = Table(
            widths: [.share(1), .points(44), .points(72), .points(80)],
            header: .init(cells(["Description", "Quantity", "Price", "Amount"], label), ruleAbove: nil),
            rows: (1...lines).map {
                .init(cells(["Item \($0): visit and boiler service", "1", "£80.00", "£80.00"], body))
            })
        if lines > 2 {
            table.rows[1] = .init(
                cells(
                    [
                        "مرحبا بالعالم — annual plan with a long description that runs over more than one line", "12",
                        "£9.50", "£114.00",
                    ], body))
        }
        return table
    }

    private static var totals: Block {
        func row(_ name: String, _ amount: String, _ style: TextStyle, rule: Color?) -> Table.Row {
            .init([TextBlock(name, style), TextBlock(amount, style.figures, alignment: .end)], ruleAbove: rule)
        }
        let table = Table(
            widths: [.share(1), .points(90)],
            rows: [
                row("Subtotal", "£194.00", muted, rule: .hairline), row("VAT 20%", "£38.80", muted, rule: nil),
                row("Total due", "£232.80", TextStyle(size: 11, weight: .semibold), rule: .ink),
            ])
        return .columns([.init(.share(1), []), .init(.points(230), [.table(table)])], gap: 24)
    }

    private static var payment: Block {
        var link = TextBlock("Pay online", TextStyle(weight: .medium, color: Color(hex: 0x3b5bdb)))
        link.link = "https://pay.example.com/i/2026-0042"
        return .together([
            .text(TextBlock("How to pay", TextStyle(weight: .semibold))), .space(4),
            .text(TextBlock("By bank transfer to GB29 NWBK 6016 1331 9268 19, reference 2026-0042, or by card:", body)),
            .text(link),
        ])
    }
}
