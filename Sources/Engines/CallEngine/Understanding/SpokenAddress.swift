/// A street address in what somebody says, as one line: "14 Elm Street, Austin".
public enum SpokenAddress {
    private static let kinds: Set<String> = [
        "street", "st", "avenue", "ave", "road", "rd", "drive", "dr", "lane", "ln", "court", "ct", "boulevard", "blvd",
        "way", "place",
        "pl", "terrace", "circle", "parkway", "pkwy", "highway", "hwy", "square", "trail", "loop", "alley", "crescent",
        "close",
        "row", "pike", "plaza", "cove", "path", "run", "broadway",
    ]
    private static let stops: Set<String> = [
        "and", "please", "thanks", "thank", "can", "could", "my", "the", "is", "its", "im", "i", "we", "you", "but",
        "so", "there", "that",
        "thats", "yes", "yeah", "tomorrow", "today", "near", "by", "next", "off", "right", "behind", "across", "as",
        "soon", "hurry",
        "come", "quick", "quickly", "now", "a", "for", "because", "or",
    ]
    private static let unitWords: Set<String> = ["apartment", "apt", "unit", "suite", "number", "floor", "room", "#"]

    /// nil unless a house number and a street were said.
    public static func find(in text: String) -> String? {
        let words = Words(text)
        let list = words.list
        for index in list.indices {
            guard let number = houseNumber(list, index) else { continue }
            let street = index + number.count
            guard let end = streetEnd(list, street, whole: words) else { continue }
            var parts = [number.text + " " + shown(words, street..<end)]
            var next = end
            if let unit = unit(words, at: next) {
                parts[0] += ", " + unit.text
                next = unit.end
            }
            if let town = town(words, at: next) {
                parts.append(town.text)
                next = town.end
                if let unit = unit(words, at: next) { parts[0] += ", " + unit.text }
            }
            return parts.joined(separator: ", ")
        }
        return nil
    }

    /// The number an address begins with: `14`, `220b`, "two twenty", "fourteen", "one oh five".
    private static func houseNumber(_ words: [String], _ start: Int) -> (text: String, count: Int)? {
        if let first = words[start].first, first.isNumber {
            let digits = words[start].prefix(while: \.isNumber)
            let tail = words[start].dropFirst(digits.count)
            guard digits.count <= 6, tail.isEmpty || (tail.count == 1 && tail.allSatisfy(\.isLetter)) else {
                return nil
            }
            return (words[start].uppercased(), 1)
        }
        var index = start
        var text = ""
        while index < words.count, text.count < 6 {
            if words[index] == "oh" || words[index] == "o" || words[index] == "zero", !text.isEmpty {
                text += "0"
                index += 1
            } else if words[index] == "hundred", !text.isEmpty {
                let next = words.indices.contains(index + 1) ? SpokenNumber.cardinal(words, at: index + 1) : nil
                let rest = next.map { String($0.value) } ?? ""
                text += String(repeating: "0", count: max(0, 2 - rest.count)) + rest
                index += 1 + (next?.count ?? 0)
            } else if let number = SpokenNumber.cardinal(words, at: index),
                SpokenNumber.ordinal(words, at: index) == nil
            {
                text += String(number.value)
                index += number.count
            } else {
                break
            }
        }
        return text.isEmpty ? nil : (text, index - start)
    }

    private static func streetEnd(_ words: [String], _ start: Int, whole: Words) -> Int? {
        guard start < words.count else { return nil }
        for index in start..<min(words.count, start + 5) {
            if kinds.contains(words[index]), index > start || words[index] == "broadway" { return index + 1 }
            if stops.contains(words[index]) { return nil }
            if index > start, whole.breaks[index - 1] { return nil }
        }
        return nil
    }

    private static func unit(_ words: Words, at start: Int) -> (text: String, end: Int)? {
        guard start + 1 < words.list.count else { return nil }
        let word = words.list[start]
        if word.hasPrefix("#"), word.count > 1 { return ("unit " + word.dropFirst().uppercased(), start + 1) }
        guard unitWords.contains(word) else { return nil }
        let index = words.list[start + 1] == "number" && start + 2 < words.list.count ? start + 2 : start + 1
        let number = SpokenNumber.cardinal(words.list, at: index)
        let name = word == "apt" ? "apartment" : word == "number" || word == "#" ? "unit" : word
        if let number { return ("\(name) \(number.value)", index + number.count) }
        guard words.list[index].count <= 4 else { return nil }
        return ("\(name) \(words.list[index].uppercased())", index + 1)
    }

    private static func town(_ words: Words, at start: Int) -> (text: String, end: Int)? {
        var index = start
        if index < words.list.count, words.list[index] == "in" { index += 1 }
        let first = index
        while index < words.list.count, index - first < 4, !stops.contains(words.list[index]),
            !unitWords.contains(words.list[index])
        {
            let isZip = words.list[index].count == 5 && words.list[index].allSatisfy(\.isNumber)
            guard isZip || words.list[index].allSatisfy(\.isLetter) else { break }
            index += 1
            if isZip || (words.breaks[index - 1] && index - first >= 3) { break }
        }
        guard index > first else { return nil }
        return (shown(words, first..<index), index)
    }

    private static func shown(_ words: Words, _ range: Range<Int>) -> String {
        range.map { index in
            let word = words.original[index]
            if word.count == 2, word == word.uppercased() { return word }
            if let first = word.first, first.isNumber { return word.lowercased() }
            return word.prefix(1).uppercased() + word.dropFirst().lowercased()
        }.joined(separator: " ")
    }
}
