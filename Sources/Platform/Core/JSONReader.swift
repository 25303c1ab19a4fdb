/// Reads JSON (RFC 8259) in one pass: whatever a client sends costs what it is long, however deep it is.
///
/// Strict: no comments, no text behind the value, no name twice in an object (two readers could take it for different
/// things), no half of a surrogate pair.
struct JSONReader {
    /// Why the text is not JSON, and at which byte.
    struct Fault: Error {
        let words: String
        let place: Int
    }

    /// How deep values may lie within one another. Nothing that is asked of Mainline is near it.
    static let depthLimit = 128

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// - Parameter text: valid UTF-8.
    static func read(_ text: [UInt8]) throws -> JSON {
        try text.withUnsafeBufferPointer { bytes in
            var reader = JSONReader(bytes: bytes)
            // The mark that some editors put before UTF-8.
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { reader.place = 3 }
            let value = try reader.value(depth: 0)
            reader.skipBlanks()
            guard reader.place == bytes.count else { throw reader.fault("there is text behind the value") }
            return value
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private func fault(_ words: String) -> Fault { Fault(words: words, place: place) }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = current, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws -> JSON {
        guard depth < Self.depthLimit else { throw fault("its values lie more than \(Self.depthLimit) deep") }
        skipBlanks()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || (48...57).contains(byte): return try number()
        case nil: throw fault("it ends too soon")
        case .some: throw fault("there is no value")
        }
    }

    private mutating func object(depth: Int) throws -> JSON {
        place += 1
        var members: [String: JSON] = [:]
        skipBlanks()
        if takes(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipBlanks()
            guard current == UInt8(ascii: "\"") else { throw fault("a member has no name") }
            let name = try string()
            skipBlanks()
            guard takes(UInt8(ascii: ":")) else { throw fault("there is no colon behind a name") }
            let value = try value(depth: depth + 1)
            guard members.updateValue(value, forKey: name) == nil else {
                throw fault("“\(name.prefix(60))” is there twice")
            }
            skipBlanks()
            if takes(UInt8(ascii: "}")) { return .object(members) }
            guard takes(UInt8(ascii: ",")) else { throw fault("there is no comma between members") }
        }
    }

    private mutating func array(depth: Int) throws -> JSON {
        place += 1
        var items: [JSON] = []
        skipBlanks()
        if takes(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if takes(UInt8(ascii: "]")) { return .array(items) }
            guard takes(UInt8(ascii: ",")) else { throw fault("there is no comma between values") }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        let count = word.utf8CodeUnitCount
        guard place + count <= bytes.count,
            (0..<count).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] })
        else { throw fault("there is no value") }
        place += count
        return value
    }

    // MARK: - Numbers

    private mutating func number() throws -> JSON {
        let start = place
        _ = takes(UInt8(ascii: "-"))
        if !takes(UInt8(ascii: "0")), digits() == 0 { throw malformedNumber() }
        var isWhole = true
        if takes(UInt8(ascii: ".")) {
            isWhole = false
            if digits() == 0 { throw malformedNumber() }
        }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            isWhole = false
            if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
            if digits() == 0 { throw malformedNumber() }
        }
        // No number that is meant is longer; telling the value of one takes time.
        guard place - start <= 400 else { throw fault("a number in it is too long") }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let value = Double(text), value.isFinite else { throw fault("a number in it is too large") }
        return Int64(exactly: value).map { .int($0) } ?? .double(value)
    }

    private func malformedNumber() -> Fault { fault("a number in it is malformed") }

    /// Passes over digits; gives how many there were.
    private mutating func digits() -> Int {
        let start = place
        while let byte = current, (48...57).contains(byte) { place += 1 }
        return place - start
    }
}

// MARK: - Strings

extension JSONReader {
    private mutating func string() throws -> String {
        place += 1
        let start = place
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 { place += 1 }
        // Most hold nothing that is escaped.
        if current == UInt8(ascii: "\"") {
            defer { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                place += 1
                try escaped(&text)
            case 0..<32: throw fault("a text holds a control character")
            default:
                text.append(byte)
                place += 1
            }
        }
        throw fault("a text does not end")
    }

    private mutating func escaped(_ text: inout [UInt8]) throws {
        guard let byte = current else { throw fault("a text does not end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw fault("a text holds an unknown escape")
        }
    }

    /// What `\u` means, with the second half of a pair.
    private mutating func scalar() throws -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, takes(UInt8(ascii: "\\")), takes(UInt8(ascii: "u")) else {
            throw fault("a text holds half a pair of surrogates")
        }
        let second = try unit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault("a text holds half a pair of surrogates") }
        return scalar
    }

    private mutating func unit() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Hex.value(of: byte) else {
                throw fault("a text holds an unknown escape")
            }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }
}
