/// What was said, cut into lower-case words without punctuation: "It's 2:30 p.m., okay?" is
/// `its 2:30 pm okay`. Digits and letters that cling together come apart (`4pm`, `9am`), ordinals stay (`5th`).
struct Words: Sendable, Hashable {
    var list: [String]
    /// As said, with capitals and without the punctuation around; same count as `list`.
    var original: [String]
    /// True where a sentence or clause ends after that word.
    var breaks: [Bool]

    init(_ text: String) {
        list = []
        original = []
        breaks = []
        let cleaned = text.replacing("’", with: "'").replacing("p.m.", with: "pm").replacing("a.m.", with: "am")
            .replacing("P.M.", with: "pm").replacing("A.M.", with: "am").replacing("P.M", with: "pm").replacing(
                "A.M", with: "am")
        for raw in cleaned.split(whereSeparator: { $0.isWhitespace || $0 == "-" || $0 == "–" }) {
            var piece = raw.filter { $0.isLetter || $0.isNumber || ":/#.+'".contains($0) }
            while let last = piece.last, ".:/'".contains(last) { piece.removeLast() }
            while let first = piece.first, ".:/'".contains(first) { piece.removeFirst() }
            let ends = raw.last.map { ",.;!?".contains($0) } ?? false
            for part in Words.parted(String(piece)) where !part.isEmpty {
                list.append(part.lowercased().filter { $0 != "'" })
                original.append(part)
                breaks.append(false)
            }
            if ends, !breaks.isEmpty { breaks[breaks.count - 1] = true }
        }
    }

    /// `4pm` → `4`, `pm`; everything else whole.
    private static func parted(_ piece: String) -> [String] {
        let lower = piece.lowercased()
        for suffix in ["am", "pm"] where lower.hasSuffix(suffix) {
            let head = piece.dropLast(2)
            if let first = head.first, first.isNumber, head.allSatisfy({ $0.isNumber || $0 == ":" }) {
                return [String(head), suffix]
            }
        }
        return [piece]
    }

    var joined: String { list.joined(separator: " ") }
    var isEmpty: Bool { list.isEmpty }

    /// Whether the words of `phrase` stand side by side.
    func contains(_ phrase: String) -> Bool { index(of: phrase) != nil }

    func containsAny(_ phrases: [String]) -> Bool { phrases.contains { contains($0) } }

    /// Where `phrase` begins.
    func index(of phrase: String) -> Int? {
        let wanted = phrase.split(separator: " ")
        guard !wanted.isEmpty, wanted.count <= list.count else { return nil }
        return (0...(list.count - wanted.count)).first { start in
            wanted.indices.allSatisfy { list[start + $0] == wanted[$0] }
        }
    }
}
