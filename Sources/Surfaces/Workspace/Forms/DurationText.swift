internal import Core

/// Lengths of time as people write them: `45 min`, `1:30`, `2 h 15 min`.
enum DurationText {
    private static let units: [Character: Double] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]

    static func written(_ seconds: Int64) -> String {
        guard seconds != 0 else { return "0 min" }
        let parts = [("h", seconds / 3600), ("min", seconds % 3600 / 60), ("s", seconds % 60)]
        return parts.filter { $0.1 != 0 }.map { "\($0.1) \($0.0)" }.joined(separator: " ")
    }

    /// nil for what is no length of time. A number alone is minutes.
    static func seconds(_ text: String) -> Int64? {
        let clock = text.split(separator: ":", omittingEmptySubsequences: false).map {
            Int64($0.filter { !$0.isWhitespace })
        }
        if clock.count == 2, let hours = clock[0], let minutes = clock[1], (0..<60).contains(minutes), hours >= 0 {
            return hours * 3600 + minutes * 60
        }
        var total = 0.0
        var rest = text.lowercased()[...]
        var isFirst = true
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { break }
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits), number.isFinite, number < 10_000_000 else { return nil }
            rest = rest.dropFirst(digits.count).drop(while: \.isWhitespace)
            let word = rest.prefix(while: \.isLetter)
            rest = rest.dropFirst(word.count)
            if word.isEmpty {
                guard isFirst, rest.isEmpty else { return nil }
                total += number * 60
            } else {
                guard let unit = word.first.flatMap({ units[$0] }) else { return nil }
                total += number * unit
            }
            isFirst = false
        }
        return isFirst ? nil : Int64(total.rounded())
    }
}
