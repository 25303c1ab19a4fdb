public import Core

/// Writes rows as CSV (RFC 4180): UTF-8, lines end with CR LF. Text that a spreadsheet would run as a formula is put
/// behind an apostrophe, which the import takes off again.
public struct CSVWriter: Sendable {
    private let columns: [ExportColumn]
    private let zone: Zone

    public init(columns: [ExportColumn], zone: Zone) {
        self.columns = columns
        self.zone = zone
    }

    /// The byte order mark by which Excel knows UTF-8.
    public static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    public func writeHeader(to out: ByteWriter) {
        for (index, column) in columns.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            Self.field(Self.neutral(column.label), to: out)
        }
        out.append("\r\n" as StaticString)
    }

    public func write(_ row: [ExportValue], to out: ByteWriter) {
        for (index, value) in row.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            write(value, index < columns.count ? columns[index].kind : .text, to: out)
        }
        out.append("\r\n" as StaticString)
    }

    private func write(_ value: ExportValue, _ kind: ExportColumn.Kind, to out: ByteWriter) {
        switch value {
        case .none: break
        case .text(let text): Self.field(Self.isHarmless(text, kind) ? text : Self.neutral(text), to: out)
        case .integer(let number): out.append(number)
        case .decimal(let text): Self.field(Self.isNumber(text) ? text : Self.neutral(text), to: out)
        case .money(let money): out.append(money.decimal)
        case .boolean(let flag): out.append(flag ? "yes" as StaticString : "no")
        case .date(let date): out.append(date.description)
        case .time(let time): out.append(Self.written(time, zone))
        }
    }

    /// Writes text, quoted where it must be.
    public static func field(_ text: String, to out: ByteWriter) {
        let mustQuote =
            text.first == " " || text.last == " "
            || text.utf8.contains {
                $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 || $0 == UInt8(ascii: ";")
                    || $0 == 9
            }
        guard mustQuote else { return out.append(text) }
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { out.append(byte) }
            out.append(byte)
        }
        out.append(UInt8(ascii: "\""))
    }

    /// The text behind an apostrophe if a spreadsheet would run it.
    public static func neutral(_ text: String) -> String { isFormula(text) ? "'" + text : text }

    /// Whether a spreadsheet would take the text for a formula: some drop blanks and marks without width before they look,
    /// and some read the wide signs of East Asian writing as the narrow ones.
    public static func isFormula(_ text: some StringProtocol) -> Bool {
        if let first = text.utf8.first, [9, 10, 13].contains(first) { return true }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
            case "\u{FEFF}", "\u{200B}"..."\u{200F}", "\u{2060}": continue
            default: if !scalar.properties.isWhitespace { return false }
            }
        }
        return false
    }

    /// A number in E.164 in a column of phones, or a number in a column of numbers, is what it looks like.
    private static func isHarmless(_ text: String, _ kind: ExportColumn.Kind) -> Bool {
        if kind == .phone {
            return text.utf8.first == UInt8(ascii: "+") && text.utf8.dropFirst().allSatisfy { (48...57).contains($0) }
                || !isFormula(text)
        }
        return kind.isNumeric && isNumber(text)
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }

    /// ISO 8601 with the zone's offset: `2026-03-01T09:05:00-05:00`.
    public static func written(_ time: Instant, _ zone: Zone) -> String {
        let offset = zone.offset(at: time)
        let local = LocalDateTime(secondsSince1970: time.seconds + Int64(offset))
        let minutes = abs(offset) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return
            "\(local.date)T\(local.time.withSeconds)\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
