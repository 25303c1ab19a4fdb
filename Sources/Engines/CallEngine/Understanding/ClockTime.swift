/// The half of the day a time belongs to.
enum DayHalf: Sendable, Hashable { case morning, afternoon }

/// One reading of a clock: "half past ten", "2:30 pm", "four o'clock", "noon".
struct ClockTime: Sendable, Hashable {
    /// 0…12 hours as said, or 13…24 where that was said.
    var hour: Int
    var minute: Int
    var half: DayHalf?
    /// Words taken.
    var count: Int
    /// Cannot be anything but a time.
    var isExplicit: Bool

    init?(_ words: [String], at start: Int) {
        guard start < words.count else { return nil }
        (hour, minute, half, count, isExplicit) = (0, 0, nil, 1, true)
        switch words[start] {
        case "noon", "midday", "noontime":
            (hour, half) = (12, .afternoon)
            return
        case "midnight":
            (hour, half) = (24, nil)
            return
        default: break
        }
        guard readPast(words, start) || readPlain(words, start) else { return nil }
        readHalf(words, start)
        guard hour <= 24, minute < 60 else { return nil }
    }

    /// "half past ten", "quarter to three", "ten minutes past four".
    private mutating func readPast(_ words: [String], _ start: Int) -> Bool {
        var index = start
        var minutes: Int
        if words[index] == "a", index + 1 < words.count { index += 1 }
        switch words[index] {
        case "half": minutes = 30
        case "quarter": minutes = 15
        default:
            guard let value = SpokenNumber.cardinal(words, at: index), value.value < 60 else { return false }
            minutes = value.value
            index += value.count - 1
        }
        index += 1
        var named = false
        if index < words.count, words[index] == "minutes" { named = true; index += 1 }
        guard index < words.count else { return false }
        let isTo = ["to", "of", "till", "before"].contains(words[index])
        guard isTo || words[index] == "past" || (words[index] == "after" && (named || minutes == 15)) else {
            return false
        }
        // "nine to eleven" is a span; only "quarter to", "twenty to" and "… minutes to" are times.
        guard !isTo || named || [15, 20, 25].contains(minutes) else { return false }
        guard let hours = SpokenNumber.cardinal(words, at: index + 1), (1...12).contains(hours.value) else {
            guard index + 1 < words.count, words[index + 1] == "noon" else { return false }
            (hour, minute, half, count) = (
                isTo ? 11 : 12, isTo ? 60 - minutes : minutes, isTo ? .morning : .afternoon, index + 2 - start
            )
            return true
        }
        hour = hours.value
        minute = minutes
        if isTo {
            hour = hour == 1 ? 12 : hour - 1
            minute = 60 - minutes
        }
        count = index + 1 + hours.count - start
        return true
    }

    /// "2:30", "230", "ten thirty", "four o'clock", "4".
    private mutating func readPlain(_ words: [String], _ start: Int) -> Bool {
        let word = words[start]
        let parts = word.split(separator: ":")
        if parts.count == 2, let first = Int(parts[0]), let second = Int(parts[1]) {
            (hour, minute) = (first, second)
            return true
        }
        if word.count >= 3, word.count <= 4, let digits = Int(word), digits % 100 < 60, (1...24).contains(digits / 100)
        {
            (hour, minute) = (digits / 100, digits % 100)
            isExplicit = start + 1 < words.count && ["am", "pm"].contains(words[start + 1])
            return true
        }
        guard let value = SpokenNumber.cardinal(words, at: start), (1...12).contains(value.value) else { return false }
        hour = value.value
        count = value.count
        isExplicit = false
        readMinutes(words, start)
        if start + count < words.count, ["oclock", "ish", "sharp"].contains(words[start + count]) {
            count += 1
            isExplicit = true
        }
        return true
    }

    /// "ten thirty", "ten oh five".
    private mutating func readMinutes(_ words: [String], _ start: Int) {
        var index = start + count
        guard index < words.count else { return }
        if words[index] == "oh" || words[index] == "o" { index += 1 }
        guard let value = SpokenNumber.cardinal(words, at: index), value.value < 60, value.value % 5 == 0,
            value.value >= 10 || index > start + count
        else { return }
        // "two ten thirty": a number that opens a time of its own is left to it.
        if value.value <= 12, index == start + count, index + 1 < words.count,
            ["oclock", "am", "pm"].contains(words[index + 1]),
            value.value != 10
        {
            return
        }
        minute = value.value
        count = index + value.count - start
        isExplicit = true
    }

    private mutating func readHalf(_ words: [String], _ start: Int) {
        var next = start + count
        if next < words.count, words[next] == "in" || words[next] == "at" { next += 1 }
        if next < words.count, words[next] == "the" { next += 1 }
        guard next < words.count else { return }
        switch words[next] {
        case "am", "morning": half = .morning
        case "pm", "afternoon", "evening": half = .afternoon
        case "a" where next + 1 < words.count && words[next + 1] == "m": half = .morning; next += 1
        case "p" where next + 1 < words.count && words[next + 1] == "m": half = .afternoon; next += 1
        case "night": half = hour >= 5 ? .afternoon : nil
        default: return
        }
        count = next + 1 - start
        isExplicit = true
    }

    /// Minutes from midnight; `other` says the half of the day where the time itself does not.
    func resolved(_ other: DayHalf?) -> Int {
        guard hour <= 12 else { return hour * 60 + minute }
        let clock = hour % 12
        switch half ?? other {
        case .morning: return clock * 60 + minute
        case .afternoon: return (clock + 12) * 60 + minute
        case nil: return (clock < 7 ? clock + 12 : clock) * 60 + minute
        }
    }
}
