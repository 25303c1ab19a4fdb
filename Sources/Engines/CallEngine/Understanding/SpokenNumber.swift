/// Numbers as people say them.
enum SpokenNumber {
    static let units: [String: Int] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19,
    ]
    static let tens: [String: Int] = [
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    ]

    /// A whole number below 100 at `index`, in digits or words, and how many words it took.
    static func cardinal(_ words: [String], at index: Int) -> (value: Int, count: Int)? {
        guard index < words.count else { return nil }
        if let value = Int(words[index]), value >= 0 { return (value, 1) }
        if let value = units[words[index]] { return (value, 1) }
        guard let ten = tens[words[index]] else { return nil }
        if index + 1 < words.count, let unit = units[words[index + 1]], (1...9).contains(unit) {
            return (ten + unit, 2)
        }
        return (ten, 1)
    }

    /// A day of the month at `index`: `5th`, `fifth`, `twenty first`.
    static func ordinal(_ words: [String], at index: Int) -> (value: Int, count: Int)? {
        guard index < words.count else { return nil }
        let word = words[index]
        if let value = ordinals[word] { return (value, 1) }
        for suffix in ["st", "nd", "rd", "th"] where word.hasSuffix(suffix) {
            if let value = Int(word.dropLast(2)) { return (value, 1) }
        }
        if let ten = tens[word], index + 1 < words.count, let unit = ordinals[words[index + 1]], unit < 10 {
            return (ten + unit, 2)
        }
        return nil
    }

    /// All digits in order, for telephone numbers and keypads: "four one double three, oh" is `41330`.
    static func digits(_ words: [String]) -> String {
        var result = ""
        var times = 1
        var index = 0
        while index < words.count {
            let word = words[index]
            if word == "double" || word == "triple" {
                times = word == "double" ? 2 : 3
            } else if word == "oh" || word == "o" {
                result += String(repeating: "0", count: times)
                times = 1
            } else if let number = cardinal(words, at: index) {
                let text = Int(word) == nil ? String(number.value) : word
                result += String(repeating: text, count: times)
                times = 1
                index += number.count - 1
            } else {
                let plain = word.filter(\.isNumber)
                result += plain
            }
            index += 1
        }
        return result
    }
}
