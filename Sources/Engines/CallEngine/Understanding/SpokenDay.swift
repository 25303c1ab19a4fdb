internal import Core

/// A day or several, both ends included.
struct SpokenDay: Sendable, Hashable {
    var first: LocalDate
    var last: LocalDate
    /// 0…1.
    var certainty: Double
}

/// A place in the text where a day is named.
struct DayMention: Sendable, Hashable {
    var day: SpokenDay
    var words: Range<Int>
    /// The same word also says the time of day.
    var namesHour = false
}

/// Finds the day named in a text.
struct SpokenDayFinder: Sendable {
    let today: LocalDate

    /// The day meant, and the indices of the words that named any day.
    func find(in words: Words) -> (day: SpokenDay?, used: [Int]) {
        var mentions: [DayMention] = []
        var used: [Int] = []
        var index = 0
        while index < words.list.count {
            guard let mention = DayMentionReader(today: today, words: words.list).mention(at: index) else {
                index += 1
                continue
            }
            if !mention.namesHour { used += mention.words }
            if !isNegated(words, mention.words.lowerBound) { mentions.append(mention) }
            index = mention.words.upperBound
        }
        return (choose(mentions, words.list), used)
    }

    private static let negations: Set<String> = [
        "not", "cant", "cannot", "except", "isnt", "wont", "dont", "doesnt", "instead",
    ]

    private func isNegated(_ said: Words, _ index: Int) -> Bool {
        let words = said.list
        for back in stride(from: index - 1, through: max(0, index - 4), by: -1) {
            if said.breaks[back], words[back] != "no" { return false }
            if ["but", "how", "can", "could", "|"].contains(words[back]) { return false }
            guard SpokenDayFinder.negations.contains(words[back]) else { continue }
            if words[back] == "instead" { return back + 1 < words.count && words[back + 1] == "of" }
            if back > 0, words[back - 1] == "why" { return false }
            // "Not before Friday" still speaks of Friday.
            return !words[back..<index].contains { ["before", "until", "till"].contains($0) }
        }
        return false
    }

    /// "Come by Thursday" is on Thursday.
    private static let visits: Set<String> = ["come", "stop", "swing", "drop", "pop", "someone", "somebody", "over"]

    private static let corrections: Set<String> = ["no", "actually", "sorry", "rather", "mean", "better", "instead"]

    private func choose(_ mentions: [DayMention], _ words: [String]) -> SpokenDay? {
        guard var chosen = mentions.first else { return nil }
        for next in mentions.dropFirst() {
            let gap = words[chosen.words.upperBound..<next.words.lowerBound]
            let (a, b) = (chosen.day, next.day)
            if !SpokenDayFinder.corrections.isDisjoint(with: gap) {
                chosen = next
            } else if gap.allSatisfy({ $0 == "the" }), a.first == a.last, b.first == b.last {
                // "Friday the thirteenth": the date says which Friday, unless the two disagree.
                chosen.day = SpokenDay(
                    first: b.first, last: b.last, certainty: a.first.weekday == b.first.weekday ? 0.95 : 0.5)
            } else if a.first <= b.first, b.last <= a.last {
                // "Next week, Tuesday": the narrower one.
                chosen.day = SpokenDay(first: b.first, last: b.last, certainty: 0.9)
            } else if b.first <= a.first, a.last <= b.last {
                continue
            } else if weekSpan(b), !weekSpan(a) {
                // "Tuesday next week".
                chosen.day = moved(a, into: b)
            } else if weekSpan(a), !weekSpan(b) {
                chosen.day = moved(b, into: a)
            } else if gap.contains(where: { ["or", "and", "through", "to", "thru"].contains($0) }), a.first < b.last,
                b.last.daysSince1970 - a.first.daysSince1970 <= 7
            {
                chosen.day = SpokenDay(first: a.first, last: b.last, certainty: 0.8)
            }
            chosen.words = chosen.words.lowerBound..<next.words.upperBound
        }
        return bounded(chosen, words)
    }

    private func weekSpan(_ day: SpokenDay) -> Bool { day.last.daysSince1970 - day.first.daysSince1970 >= 3 }

    private func moved(_ day: SpokenDay, into span: SpokenDay) -> SpokenDay {
        let monday = span.first.adding(days: -span.first.weekday.rawValue)
        let date = monday.adding(days: day.first.weekday.rawValue)
        return SpokenDay(first: date, last: date, certainty: 0.9)
    }

    /// "after Friday", "before the 5th", "by Thursday", "not before Monday".
    private func bounded(_ mention: DayMention, _ words: [String]) -> SpokenDay {
        var day = mention.day
        var index = mention.words.lowerBound - 1
        if index >= 0, words[index] == "on" || words[index] == "the" { index -= 1 }
        guard index >= 0 else { return day }
        let isNot = index > 0 && words[index - 1] == "not"
        switch words[index] {
        case "after" where !(index > 0 && words[index - 1] == "day"):
            day = SpokenDay(first: day.last.adding(days: 1), last: day.last.adding(days: 14), certainty: 0.75)
        case "before", "until", "till":
            day =
                isNot
                ? SpokenDay(first: day.first, last: day.first.adding(days: 14), certainty: 0.75)
                : day.first > today ? SpokenDay(first: today, last: day.first.adding(days: -1), certainty: 0.75) : day
        case "than" where index > 0 && words[index - 1] == "later" && day.last > today:
            day = SpokenDay(first: today, last: day.last, certainty: 0.75)
        case "by" where day.last > today && !(index > 0 && SpokenDayFinder.visits.contains(words[index - 1])):
            day = SpokenDay(first: today, last: day.last, certainty: 0.75)
        default: break
        }
        return day
    }
}
