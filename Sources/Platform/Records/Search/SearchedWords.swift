/// What a person typed to look for, and whether it reads as a telephone number.
struct SearchedWords {
    /// With one space between words, at most 120 characters.
    let text: String
    /// The ASCII digits of the text.
    let digits: String

    init(_ typed: String) {
        text = typed.prefix(120).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        digits = text.filter { $0.isASCII && $0.isNumber }
    }

    /// Digits for the most part, so that a number may be meant, or the end of one.
    var isMostlyDigits: Bool { digits.count * 2 > text.count }

    /// Digits enough for a whole number, and for the most part.
    var mayBeNumber: Bool { digits.count >= 7 && isMostlyDigits }

    /// A number and nothing else: no name is made of one. A letter makes it a name, or the mark of something.
    var isNumber: Bool { mayBeNumber && !text.contains(where: \.isLetter) }
}
