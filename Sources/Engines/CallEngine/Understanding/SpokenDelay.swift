/// "in two hours", "a couple of days from now", "half an hour".
enum SpokenDelay: Sendable, Hashable {
    case minutes(Int)
    /// The words it took are to be left out when the hour is looked for.
    case days(Int, position: Range<Int>)

    static func find(in words: Words) -> SpokenDelay? {
        let list = words.list
        for index in list.indices where list[index] == "in" || list[index] == "within" {
            if let found = amount(list, at: index + 1) { return result(found, from: index, list) }
        }
        for index in list.indices {
            guard let found = amount(list, at: index), found.end + 1 < list.count else { continue }
            let tail = list[found.end] + " " + list[found.end + 1]
            if tail == "from now" || tail == "from today" {
                return result((found.minutes, found.days, found.end + 2), from: index, list)
            }
        }
        return nil
    }

    private static func result(_ found: (minutes: Int?, days: Int?, end: Int), from: Int, _ list: [String])
        -> SpokenDelay?
    {
        if let minutes = found.minutes { return .minutes(minutes) }
        return found.days.map { .days($0, position: from..<found.end) }
    }

    private static func amount(_ words: [String], at start: Int) -> (minutes: Int?, days: Int?, end: Int)? {
        var index = start
        var number: Int?
        var half = false
        while index < words.count, ["about", "around", "like", "the", "next", "maybe"].contains(words[index]) {
            index += 1
        }
        guard index < words.count else { return nil }
        switch words[index] {
        case "a", "an":
            number = 1
            index += 1
            if index < words.count, words[index] == "couple" { number = 2; index += 1 }
            if index < words.count, words[index] == "few" { number = 3; index += 1 }
            if index < words.count, words[index] == "half" { half = true; index += 1 }
        case "half":
            half = true
            number = 1
            index += 1
            if index < words.count, words[index] == "an" || words[index] == "a" { index += 1 }
        default:
            guard let value = SpokenNumber.cardinal(words, at: index), value.value <= 400 else { return nil }
            number = value.value
            index += value.count
        }
        if index < words.count, words[index] == "of" { index += 1 }
        guard let number, index < words.count else { return nil }
        switch words[index] {
        case "minute", "minutes", "min", "mins": return (number, nil, index + 1)
        case "hour", "hours":
            var minutes = half ? 30 : number * 60
            var end = index + 1
            if words.dropFirst(end).starts(with: ["and", "a", "half"]) { minutes += 30; end += 3 }
            return (minutes, nil, end)
        case "day", "days": return (nil, number, index + 1)
        case "week", "weeks": return (nil, number * 7, index + 1)
        default: return nil
        }
    }
}
