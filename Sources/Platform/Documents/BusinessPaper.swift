/// The parts of which invoices, quotes and receipts are set, so that they look like one house's paper.
public enum BusinessPaper {
    public static let body = TextStyle()
    public static let label = TextStyle(size: 7.5, weight: .medium, color: .muted)
    public static let muted = TextStyle(color: .muted)
    public static let accent = Color(hex: 0x3b5bdb)

    /// Letter in North America, A4 elsewhere.
    /// - Parameter country: ISO 3166.
    public static func size(in country: String) -> PageSize {
        ["US", "CA", "MX"].contains(country) ? .letter : .a4
    }

    /// One line at the foot of every page.
    public static func footer(_ parts: [String?]) -> String {
        parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// Who sends it, and what it is.
    public static func head(seller: String, contact: [String], title: String, number: String) -> Block {
        let strong = TextStyle(size: 20, weight: .semibold)
        var left: [Block] = [.text(TextBlock(seller, strong.size(15).color(accent)))]
        if !contact.isEmpty {
            left += [.space(4), .text(TextBlock(contact.joined(separator: "\n"), muted.size(8.5)))]
        }
        return .columns(
            [
                .init(.share(1), left),
                .init(
                    .share(1),
                    [
                        .text(TextBlock(title, strong, alignment: .end)),
                        .text(TextBlock(number, muted.figures, alignment: .end)),
                    ]),
            ], gap: 24)
    }

    /// Labelled words side by side: whom it is for, dates, the amount.
    public static func parties(_ columns: [(label: String, words: String, share: Double, isStrong: Bool)]) -> Block {
        .columns(
            columns.map { column in
                .init(
                    .share(column.share),
                    [
                        .text(TextBlock(column.label, label)), .space(3),
                        .text(TextBlock(column.words, column.isStrong ? body.weight(.semibold).figures : body)),
                    ])
            }, gap: 20)
    }

    /// Description, quantity, price, amount.
    public static func lines(_ rows: [[String]]) -> Block {
        func cells(_ texts: [String], _ style: TextStyle) -> [TextBlock] {
            texts.enumerated().map {
                TextBlock($1, $0 == 0 ? style : style.figures, alignment: $0 == 0 ? .start : .end)
            }
        }
        return .table(
            Table(
                widths: [.share(1), .points(52), .points(80), .points(84)],
                header: .init(cells(["Description", "Quantity", "Price", "Amount"], label), ruleAbove: nil),
                rows: rows.map { .init(cells($0, body)) }))
    }

    /// The sums, at the right.
    public static func totals(_ rows: [(label: String, amount: String, isTotal: Bool, hasRule: Bool)]) -> Block {
        func row(_ name: String, _ amount: String, _ style: TextStyle, rule: Color?) -> Table.Row {
            .init([TextBlock(name, style), TextBlock(amount, style.figures, alignment: .end)], ruleAbove: rule)
        }
        let strong = TextStyle(size: 11, weight: .semibold)
        let rows = rows.map { sum in
            row(
                sum.label, sum.amount, sum.isTotal ? strong : muted,
                rule: sum.isTotal ? .ink : sum.hasRule ? .hairline : nil)
        }
        return .columns(
            [
                .init(.share(1), []),
                .init(.points(240), [.table(Table(widths: [.share(1), .points(96)], rows: rows))]),
            ], gap: 24)
    }

    /// A heading and an address to go to.
    public static func link(_ title: String, _ words: String, to address: String) -> Block {
        var link = TextBlock(address, TextStyle(size: 8.5, weight: .medium, color: accent))
        link.link = address
        return .together([
            .text(TextBlock(title, TextStyle(weight: .semibold))), .space(4), .text(TextBlock(words, body)), .space(2),
            .text(link),
        ])
    }

    /// A heading and words; nothing without words.
    public static func section(_ title: String, _ words: String) -> [Block] {
        guard !words.isEmpty else { return [] }
        return [
            .space(18), .text(TextBlock(title, TextStyle(weight: .semibold))), .space(4), .text(TextBlock(words, body)),
        ]
    }
}
