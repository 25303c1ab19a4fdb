/// Reads `mainline.toml`: the part of TOML 1.0 that settings need. Tables, `key = value` with strings, whole numbers,
/// booleans and arrays of strings, and comments; anything else is refused with its line.
struct SettingsFile {
    enum Value: Equatable {
        case text(String)
        case whole(Int)
        case flag(Bool)
        case list([String])
    }

    struct Entry: Equatable {
        /// With the table's name in front: `smtp.url`.
        let name: String
        let value: Value
        let line: Int
    }

    private(set) var entries: [Entry] = []
    private let path: String
    private var rest: Substring
    private var line = 1
    private var table = ""

    /// - Throws: `SettingsError` naming file and line.
    static func read(_ text: String, path: String) throws -> [Entry] {
        var file = SettingsFile(path: path, rest: text[...])
        try file.read()
        return file.entries
    }

    private init(path: String, rest: Substring) {
        self.path = path
        self.rest = rest
    }

    private mutating func read() throws {
        var tables: Set<String> = []
        while true {
            skipBlank()
            guard let first = rest.first else { return }
            if take("[") {
                table = try name()
                guard take("]") else { throw error("a table's name ends with ]") }
                guard tables.insert(table).inserted else { throw error("the table [\(table)] is there twice") }
            } else {
                let key = try name()
                guard take("=") else { throw error("“=” is missing after \(first == "\"" ? "the name" : key)") }
                skipSpaces()
                let full = table.isEmpty ? key : "\(table).\(key)"
                if let twin = entries.first(where: { $0.name == full }) {
                    throw error("\(full) is there twice, first in line \(twin.line)")
                }
                entries.append(Entry(name: full, value: try value(), line: line))
            }
            skipSpaces()
            skipComment()
            guard rest.isEmpty || rest.first?.isNewline == true else { throw error("one setting to a line") }
        }
    }

    /// A bare name, with dots.
    private mutating func name() throws -> String {
        skipSpaces()
        let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        guard !name.isEmpty else { throw error("a name of letters, digits and underscores is expected") }
        rest = rest.dropFirst(name.count)
        skipSpaces()
        return String(name)
    }

    private mutating func value() throws -> Value {
        if rest.first == "\"" || rest.first == "'" { return .text(try string()) }
        if take("[") { return .list(try strings()) }
        let word = rest.prefix { !$0.isWhitespace && $0 != "#" && $0 != "," }
        rest = rest.dropFirst(word.count)
        if word == "true" || word == "false" { return .flag(word == "true") }
        let digits = word.replacing("_", with: "")
        if let number = Int(digits), word.last != "_", word.first != "_", !word.contains("__") { return .whole(number) }
        throw error("“\(word)” is no string in quotes, whole number, true, false or array of strings")
    }

    /// After `[`; may go over several lines and end with a comma.
    private mutating func strings() throws -> [String] {
        var list: [String] = []
        while true {
            skipBlank()
            if take("]") { return list }
            guard rest.first == "\"" || rest.first == "'" else { throw error("an array holds strings in quotes") }
            list.append(try string())
            skipBlank()
            if take(",") { continue }
            skipBlank()
            guard take("]") else { throw error("“,” or “]” is missing in the array") }
            return list
        }
    }

    /// `"with \n escapes"` or `'taken as it is'`.
    private mutating func string() throws -> String {
        let quote = rest.removeFirst()
        if rest.hasPrefix("\(quote)\(quote)") { throw error("strings over several lines are not supported") }
        var text = ""
        while let character = rest.popFirst(), !character.isNewline {
            if character == quote { return text }
            text.append(character == "\\" && quote == "\"" ? try escape() : character)
        }
        throw error("the closing quote is missing")
    }

    private mutating func escape() throws -> Character {
        guard let code = rest.popFirst() else { throw error("the closing quote is missing") }
        switch code {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "\"", "\\": return code
        case "u", "U":
            let digits = rest.prefix(code == "u" ? 4 : 8)
            rest = rest.dropFirst(digits.count)
            if let number = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(number) { return Character(scalar) }
            throw error("\\\(code)\(digits) is no character")
        default: throw error("\\\(code) is no escape; write \\\\ for a backslash")
        }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    private mutating func skipComment() {
        if rest.first == "#" { rest = rest.drop { !$0.isNewline } }
    }

    private mutating func skipBlank() {
        while true {
            skipSpaces()
            skipComment()
            guard rest.first?.isNewline == true else { return }
            rest.removeFirst()
            line += 1
        }
    }

    private func error(_ what: String) -> SettingsError { SettingsError("\(path), line \(line): \(what).") }
}
