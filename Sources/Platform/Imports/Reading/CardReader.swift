internal import Core

/// Reads address books in vCard 3.0 and 4.0, and what is met of 2.1: one row for each card.
struct CardReader {
    private static let headers = [
        "Name", "Organization", "Title", "Phone", "Phone 2", "Phone 3", "Email", "Email 2", "Street", "Street 2",
        "City",
        "State", "Postcode", "Country", "Birthday", "Website", "Note", "Tags", "External id",
    ]

    private var card: [String: String] = [:]
    private var isOpen = false

    /// Throws `Problem` 422.
    static func read(_ bytes: [UInt8], taker: RowTaker) throws -> RowTaker {
        var taker = taker
        try take(headers, line: 1, &taker)
        var reader = CardReader()
        for (number, line) in unfolded(bytes) {
            if let cells = reader.take(line) { try take(cells, line: number, &taker) }
        }
        return taker
    }

    private static func take(_ cells: [String], line: Int, _ taker: inout RowTaker) throws {
        var row: [UInt8] = []
        for cell in cells {
            row.append(contentsOf: cell.utf8.filter { $0 != 0 && $0 != RowSpool.cellEnd && $0 != RowSpool.rowEnd })
            row.append(RowSpool.cellEnd)
        }
        try row.withUnsafeBytes { try taker.take(line: line, flags: [], cells: $0, count: cells.count) }
    }

    /// Lines put together again: continuations begin with a blank, or follow a `=` in quoted-printable.
    private static func unfolded(_ bytes: [UInt8]) -> [(Int, String)] {
        var lines: [(Int, String)] = []
        let parts = bytes.split(separator: 10, omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            var text = String(decoding: part.last == 13 ? part.dropLast() : part, as: UTF8.self)
            if let last = lines.last {
                if text.first == " " || text.first == "\t" {
                    lines[lines.count - 1].1 = last.1 + text.dropFirst()
                    continue
                }
                if last.1.hasSuffix("="), last.1.uppercased().contains("QUOTED-PRINTABLE") {
                    lines[lines.count - 1].1 = last.1.dropLast() + text
                    continue
                }
            }
            if index == 0, text.hasPrefix("\u{FEFF}") { text.removeFirst() }
            if !text.isEmpty { lines.append((index + 1, text)) }
        }
        return lines
    }

    /// The card's cells once it ends.
    private mutating func take(_ line: String) -> [String]? {
        guard let colon = Self.valueStart(line) else { return nil }
        let head = line[..<colon].split(separator: ";").map(String.init)
        guard let full = head.first else { return nil }
        let name = (full.split(separator: ".").last.map(String.init) ?? full).uppercased()
        var value = String(line[line.index(after: colon)...])
        if head.dropFirst().contains(where: { $0.uppercased().hasSuffix("QUOTED-PRINTABLE") }) {
            value = Self.decodeQuotedPrintable(value)
        }
        switch name {
        case "BEGIN":
            card = [:]
            isOpen = true
        case "END":
            guard isOpen else { return nil }
            isOpen = false
            if card["Name"] == nil { card["Name"] = card["Organization"] ?? card["Email"] ?? card["Phone"] }
            return Self.headers.map { card[$0] ?? "" }
        default: if isOpen { property(name, value) }
        }
        return nil
    }

    private mutating func property(_ name: String, _ value: String) {
        switch name {
        case "FN": set("Name", Self.text(value))
        case "N":
            let parts = Self.parts(value, ";")
            let order = [3, 1, 2, 0, 4]
            let written = order.compactMap { parts.indices.contains($0) && !parts[$0].isEmpty ? parts[$0] : nil }
            set("Name", written.joined(separator: " "))
        case "ORG": set("Organization", Self.parts(value, ";").filter { !$0.isEmpty }.joined(separator: ", "))
        case "TITLE": set("Title", Self.text(value))
        case "TEL":
            let number = value.lowercased().hasPrefix("tel:") ? String(value.dropFirst(4)) : Self.text(value)
            add(["Phone", "Phone 2", "Phone 3"], number)
        case "EMAIL": add(["Email", "Email 2"], Self.text(value))
        case "ADR":
            let parts = Self.parts(value, ";")
            for (index, key) in [1: "Street 2", 2: "Street", 3: "City", 4: "State", 5: "Postcode", 6: "Country"]
            where parts.indices.contains(index) { set(key, parts[index]) }
        case "BDAY": set("Birthday", Self.text(value))
        case "URL": set("Website", Self.text(value))
        case "NOTE": set("Note", Self.text(value))
        case "CATEGORIES": set("Tags", Self.text(value))
        case "UID": set("External id", Self.text(value).replacing("urn:uuid:", with: ""))
        default: break
        }
    }

    /// The first that is given counts.
    private mutating func set(_ key: String, _ value: String) {
        if !value.isEmpty, card[key] == nil { card[key] = value }
    }

    private mutating func add(_ keys: [String], _ value: String) {
        guard !value.isEmpty else { return }
        for key in keys where card[key] == nil {
            card[key] = value
            return
        }
    }

    /// The colon before the value: not one within a quoted parameter.
    private static func valueStart(_ line: String) -> String.Index? {
        var isQuoted = false
        return line.indices.first { index in
            if line[index] == "\"" { isQuoted.toggle() }
            return line[index] == ":" && !isQuoted
        }
    }

    private static func text(_ value: String) -> String { parts(value, nil).joined() }

    /// Parts between separators that are not escaped, their escapes undone.
    private static func parts(_ value: String, _ separator: Character?) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in value {
            if isEscaped {
                parts[parts.count - 1].append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == separator {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map(\.trimmedForImport)
    }

    private static func decodeQuotedPrintable(_ text: String) -> String {
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "="), index + 2 < source.count,
                let byte = Hex.decode(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self).lowercased())
            {
                bytes.append(contentsOf: byte)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
