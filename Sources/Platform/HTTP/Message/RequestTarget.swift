internal import Core

/// The target of a request line, taken apart.
struct RequestTarget: Sendable {
    let raw: String
    let path: String
    let rawQuery: String
    let segments: [String]
    let query: Fields

    /// Throws `Problem` 400 unless `raw` is an absolute path with well-formed escapes and without control characters.
    init(_ raw: String) throws {
        guard raw.utf8.first == UInt8(ascii: "/"), raw.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else {
            throw RequestTarget.malformed
        }
        self.raw = raw
        let split = raw.utf8.firstIndex(of: UInt8(ascii: "?"))
        path = String(raw[..<(split ?? raw.endIndex)])
        rawQuery = split.map { String(raw[raw.utf8.index(after: $0)...]) } ?? ""
        segments = try RequestTarget.segments(path)
        guard let query = rawQuery.isEmpty ? Fields() : Fields(encoded: rawQuery) else { throw RequestTarget.malformed }
        self.query = query
    }

    private static func segments(_ path: String) throws -> [String] {
        guard path != "/" else { return [] }
        return try path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            // Dot segments are resolved by clients; one that arrives is an attempt to climb.
            guard let segment = PercentCoding.decode(part), segment != ".", segment != ".." else { throw malformed }
            return segment
        }
    }

    private static let malformed = Problem.badRequest(
        "malformed_target",
        "The address is malformed: it needs valid percent-encoding and UTF-8 without control characters.")
}
