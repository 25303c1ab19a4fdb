internal import Core
internal import Exports
internal import Records

/// Reads what stands in a cell as a field's value, in the ways people write it, and gives PostgreSQL's text of it.
struct ValueReader: Sendable {
    let country: String
    let zone: Zone
    let currency: Currency
    let isDayFirst: Bool

    init(_ context: Context, isDayFirst: Bool) {
        country = context.country
        zone = context.zone
        currency = context.currency
        self.isDayFirst = isDayFirst
    }

    /// nil for an empty cell. References come back as they were written.
    func read(_ raw: String, _ field: Field) throws(FieldFault) -> String? {
        let text = Self.unprotected(raw)
        if text.isEmpty { return nil }
        switch field.kind {
        case .reference: return text
        case .phone where Self.isE164(text): return text
        case .text(let max) where Self.isPlain(text, max): return text
        default: break
        }
        let value = try field.normalise(prepared(text, field), country: country, zone: zone)
        switch value {
        case .null: return nil
        case .string(let text): return text
        case .bool(let flag): return flag ? "true" : "false"
        case .array(let items): return Self.arrayText(items.compactMap(\.string))
        default: return value.text
        }
    }

    /// The value as JSON, for an organisation's own fields.
    func json(_ raw: String, _ field: Field) throws(FieldFault) -> JSON {
        let text = Self.unprotected(raw)
        if text.isEmpty { return .null }
        return try field.normalise(prepared(text, field), country: country, zone: zone)
    }

    /// What a person wrote, as the field's own check takes it.
    private func prepared(_ text: String, _ field: Field) -> JSON {
        switch field.kind {
        case .number, .duration: return .string(Self.plainNumber(text))
        case .percent: return .string(Self.plainNumber(text.filter { $0 != "%" }))
        case .money: return .string(minor(text) ?? text)
        case .boolean: return .string(Self.flag(text))
        case .date: return .string(date(text) ?? text)
        case .timestamp: return .string(moment(text) ?? text)
        case .choice(let choices): return .string(Self.choice(text, choices))
        case .multiChoice(let choices): return .array(Self.list(text).map { .string(Self.choice($0, choices)) })
        case .tags: return .array(Self.list(text).map { .string($0) })
        case .email: return .string(text.hasPrefix("mailto:") ? String(text.dropFirst(7)) : text)
        default: return .string(text)
        }
    }

    // MARK: - Ways of writing

    /// Without the apostrophe that keeps spreadsheets from running a text.
    private static func unprotected(_ raw: String) -> String {
        let text = raw.trimmedForImport
        guard text.utf8.first == UInt8(ascii: "'"), CSVWriter.isFormula(text.dropFirst()) else { return text }
        return String(text.dropFirst())
    }

    private static func isE164(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == UInt8(ascii: "+") && (9...15).contains(digits.count) && digits.first != 48
            && digits.allSatisfy { (48...57).contains($0) }
    }

    /// Text that needs no look at its characters one by one.
    private static func isPlain(_ text: String, _ max: Int) -> Bool {
        text.utf8.count <= max && text.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
    }

    /// `1,234` → `1234`, `1.234,5` → `1234.5`.
    static func plainNumber(_ text: String) -> String {
        let clean = text.filter { !$0.isWhitespace && $0 != "'" && $0 != "’" }
        let comma = clean.lastIndex(of: ",")
        let point = clean.lastIndex(of: ".")
        switch (comma, point) {
        case (let comma?, let point?) where comma > point:
            return clean.filter { $0 != "." }.replacing(",", with: ".")
        case (.some, .some): return clean.filter { $0 != "," }
        case (let comma?, nil):
            let places = clean.distance(from: comma, to: clean.endIndex) - 1
            let isGrouping = places == 3 || clean.filter { $0 == "," }.count > 1
            return isGrouping ? clean.filter { $0 != "," } : clean.replacing(",", with: ".")
        default: return clean
        }
    }

    private func minor(_ text: String) -> String? {
        let isNegative = text.hasPrefix("(") && text.hasSuffix(")") || text.contains("-") || text.contains("−")
        let number = Self.plainNumber(text.filter { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") })
        guard let money = Money(number, currency) else { return nil }
        return String(isNegative ? -money.minor : money.minor)
    }

    private static func flag(_ text: String) -> String {
        switch text.lowercased() {
        case "y", "t", "x", "✓", "✔", "ja", "oui", "si", "sí", "true": "true"
        case "n", "f", "nein", "non", "false": "false"
        default: text
        }
    }

    private static func choice(_ text: String, _ choices: [Choice]) -> String {
        let wanted = text.lowercased()
        return choices.first { $0.value.lowercased() == wanted || $0.label.lowercased() == wanted }?.value ?? text
    }

    private static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == ";" || $0 == "|" }.map(\.trimmedForImport).filter { !$0.isEmpty }
    }

    /// `2026-03-01`, `3/1/2026`, `01.03.2026`.
    private func date(_ text: String) -> String? {
        if let date = LocalDate(text.prefix(10)), text.count == 10 { return date.description }
        let parts = text.split { $0 == "/" || $0 == "." || $0 == "-" }.map(String.init)
        guard parts.count == 3, let a = Int(parts[0]), let b = Int(parts[1]), let c = Int(parts[2]) else { return nil }
        if parts[0].count == 4 { return LocalDate(year: a, month: b, day: c)?.description }
        let year = c < 100 ? (c < 70 ? 2000 + c : 1900 + c) : c
        let dayFirst = isDayFirst || text.contains(".") || a > 12
        return LocalDate(year: year, month: dayFirst ? b : a, day: dayFirst ? a : b)?.description
    }

    /// A date with a time of day, in the organisation's zone where it says none.
    private func moment(_ text: String) -> String? {
        if Instant(text) != nil { return text }
        let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }.map(String.init)
        guard let first = parts.first, let date = date(first) else { return nil }
        guard parts.count > 1 else { return "\(date) 00:00" }
        var time = parts[1].trimmedForImport.lowercased()
        let isAfternoon = time.hasSuffix("pm")
        let isTwelveHour = isAfternoon || time.hasSuffix("am")
        if isTwelveHour { time = String(time.dropLast(2)).trimmedForImport }
        let numbers = time.split(separator: ":").map { Int($0) ?? -1 }
        guard numbers.count >= 2, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        let hour = isTwelveHour ? numbers[0] % 12 + (isAfternoon ? 12 : 0) : numbers[0]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date) \(two(hour)):\(two(numbers[1])):\(two(numbers.count > 2 ? numbers[2] : 0))"
    }

    /// `{"a","b"}`.
    static func arrayText(_ items: [String]) -> String {
        let quoted = items.map { item in
            "\"" + item.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "{" + quoted.joined(separator: ",") + "}"
    }
}
