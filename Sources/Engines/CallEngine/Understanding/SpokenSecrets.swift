/// Takes out of what a caller says what nobody here may keep: card numbers and their codes, identity numbers, passwords.
/// Applied before anything is understood or stored, so that transcript, notes, summaries and the call's state never had it.
public enum SpokenSecrets {
    static let card = "[card number]"
    static let code = "[code]"
    static let identity = "[identity number]"
    static let password = "[password]"

    /// The text without them; itself where there are none.
    public static func masked(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace).map { Word(String($0)) }
        let count = words.count
        maskNumbers(&words)
        maskNamed(&words)
        guard words.count != count || words.contains(where: \.isMasked) else { return text }
        return words.map(\.text).joined(separator: " ")
    }

    private struct Word {
        var text: String
        /// Small letters and digits alone.
        let bare: String
        /// The digits, if it is nothing but digits and what stands between them.
        let digits: String?
        var isMasked = false

        init(_ text: String) {
            self.text = text
            bare = String(text.lowercased().filter { $0.isLetter || $0.isNumber })
            if let spoken = Self.spoken[bare] {
                digits = spoken
            } else {
                let isNumber =
                    text.contains(where: { $0.isASCII && $0.isNumber })
                    && text.allSatisfy { ($0.isASCII && $0.isNumber) || "-.,;:/()!?".contains($0) }
                digits = isNumber ? text.filter { $0.isASCII && $0.isNumber } : nil
            }
        }

        init(mask: String) {
            text = mask
            bare = ""
            digits = nil
            isMasked = true
        }

        private static let spoken = [
            "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
            "seven": "7", "eight": "8", "nine": "9",
        ]
    }

    // MARK: - By their form

    /// Numbers that are a card's by their check digit, and identity numbers by their groups.
    private static func maskNumbers(_ words: inout [Word]) {
        var start = 0
        while start < words.count {
            guard words[start].digits != nil else {
                start += 1
                continue
            }
            if let end = cardEnd(words, start) {
                words.replaceSubrange(start..<end, with: [Word(mask: card)])
            } else if let end = identityEnd(words, start) {
                words.replaceSubrange(start..<end, with: [Word(mask: identity)])
            }
            start += 1
        }
    }

    /// Where the longest card number that begins here ends.
    private static func cardEnd(_ words: [Word], _ start: Int) -> Int? {
        var digits: [UInt8] = []
        var found: Int?
        var end = start
        while end < words.count, let more = words[end].digits, digits.count <= 19 {
            digits += more.utf8.map { $0 - 48 }
            end += 1
            if (13...19).contains(digits.count), isLuhn(digits) { found = end }
        }
        return found
    }

    private static func isLuhn(_ digits: [UInt8]) -> Bool {
        guard Set(digits).count > 1 else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = place % 2 == 1 ? Int(digit) * 2 : Int(digit)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// Three, two and four digits: in one word with hyphens, or in three.
    private static func identityEnd(_ words: [Word], _ start: Int) -> Int? {
        let groups = words[start].text.split { !$0.isNumber }.map(\.count)
        if groups == [3, 2, 4] { return start + 1 }
        guard start + 2 < words.count, words[start].digits?.count == 3, words[start + 1].digits?.count == 2,
            words[start + 2].digits?.count == 4
        else { return nil }
        return start + 3
    }

    // MARK: - By what they are called

    private struct Named {
        let words: [String]
        let mask: String
        let digits: ClosedRange<Int>
    }

    private static let named = [
        Named(words: ["cvv"], mask: code, digits: 3...4), Named(words: ["cvc"], mask: code, digits: 3...4),
        Named(words: ["cvv2"], mask: code, digits: 3...4),
        Named(words: ["security", "code"], mask: code, digits: 3...4),
        Named(words: ["pin"], mask: code, digits: 3...12), Named(words: ["passcode"], mask: code, digits: 3...12),
        Named(words: ["social", "security"], mask: identity, digits: 4...12),
        Named(words: ["ssn"], mask: identity, digits: 4...12),
        Named(words: ["passport", "number"], mask: identity, digits: 5...12),
        Named(words: ["insurance", "number"], mask: identity, digits: 5...15),
        Named(words: ["tax", "id"], mask: identity, digits: 5...12),
        Named(words: ["identity", "number"], mask: identity, digits: 5...15),
    ]
    /// How many words may stand between the name and the number: "the code on the back is".
    private static let reach = 8

    private static func maskNamed(_ words: inout [Word]) {
        var index = 0
        while index < words.count {
            if let name = named.first(where: { matches(words, index, $0.words) }) {
                mask(name, in: &words, from: index + name.words.count)
            } else if ["password", "passphrase", "passcode"].contains(words[index].bare) {
                maskPassword(&words, after: index)
            }
            index += 1
        }
    }

    private static func matches(_ words: [Word], _ index: Int, _ name: [String]) -> Bool {
        index + name.count <= words.count && zip(words[index...], name).allSatisfy { $0.bare == $1 }
    }

    private static func mask(_ name: Named, in words: inout [Word], from start: Int) {
        var index = start
        while index < min(words.count, start + reach) {
            guard words[index].digits != nil else {
                index += 1
                continue
            }
            var end = index
            var length = 0
            while end < words.count, let more = words[end].digits, length + more.utf8.count <= name.digits.upperBound {
                length += more.utf8.count
                end += 1
            }
            if name.digits.contains(length) {
                return words.replaceSubrange(index..<end, with: [Word(mask: name.mask)])
            }
            index = max(end, index + 1)
        }
    }

    /// What follows "password is"; "I forgot my password" says none.
    private static func maskPassword(_ words: inout [Word], after index: Int) {
        var next = index + 1
        var isTold = words[index].text.hasSuffix(":")
        while next < words.count, ["is", "was", "its", "now"].contains(words[next].bare) {
            isTold = true
            next += 1
        }
        guard isTold, next < words.count, !words[next].isMasked else { return }
        words[next] = Word(mask: password)
    }
}

extension Heard {
    /// What was heard without what nobody may keep.
    public var withoutSecrets: Heard {
        switch self {
        case .speech(let text, let confidence): .speech(SpokenSecrets.masked(text), confidence: confidence)
        case .digits(let digits): .digits(SpokenSecrets.masked(digits))
        default: self
        }
    }
}
