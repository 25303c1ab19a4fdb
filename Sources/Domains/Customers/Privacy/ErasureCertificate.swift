internal import Core
internal import Documents

/// Says on paper what of a person was erased, what was kept, and why.
struct ErasureCertificate: Sendable {
    let organisation: String
    let country: String
    let request: Identifier
    let at: Instant
    let report: JSON

    private static let label = TextStyle(size: 8, weight: .medium, color: .muted)
    private static let reasons = [
        "invoices": "Tax law asks for issued invoices. E-mail, phone and notes were taken out.",
        "invoice_lines": "Part of issued invoices.", "payments": "Bookkeeping. Notes were taken out.",
        "journals": "Bookkeeping.", "journal_lines": "Bookkeeping.",
    ]

    var pdf: PDFDocument {
        PDFDocument(
            .init(title: "Certificate of erasure", author: organisation, created: at),
            page: ["US", "CA", "MX"].contains(country) ? .letter : .a4, footer: organisation,
            blocks: [
                .text(TextBlock("Certificate of erasure", TextStyle(size: 20, weight: .semibold))), .space(6),
                .text(TextBlock("\(organisation)\nRequest \(request)\n\(at)", TextStyle(color: .muted))), .space(18),
                .text(TextBlock(Self.words)), .space(18),
            ] + section("Erased", "erased") + section("Kept, and why", "kept"))
    }

    private static let words = """
        The personal data of one person was removed from the records listed here, from the history of their changes and \
        from stored files. Keyed hashes of their phone numbers and e-mail addresses remain, from which these cannot be \
        read, so that the person is not taken in again unasked and what they withdrew goes on to hold. Backups made \
        before are overwritten in their turn.
        """

    private func section(_ title: String, _ key: String) -> [Block] {
        let counts = (report[key]?.object ?? [:]).compactMapValues(\.int).filter { $0.value > 0 }
        if counts.isEmpty { return [] }
        var blocks: [Block] = [.text(TextBlock(title, TextStyle(size: 12, weight: .semibold))), .space(6)]
        for (table, count) in counts.sorted(by: { $0.key < $1.key }) {
            let name = table.spaced
            let reason = key == "kept" ? Self.reasons[table] : nil
            blocks.append(
                .columns(
                    [
                        .init(.points(160), [.text(TextBlock(name))]),
                        .init(.points(60), [.text(TextBlock("\(count)", TextStyle().figures, alignment: .end))]),
                        .init(.share(1), [.text(TextBlock(reason ?? "", Self.label))]),
                    ], gap: 16))
            blocks.append(.space(3))
        }
        return blocks + [.space(14)]
    }
}
