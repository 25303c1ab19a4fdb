internal import Core

/// Reads the name of a day at a place in the text.
struct DayMentionReader {
    let today: LocalDate
    let words: [String]

    func mention(at index: Int) -> DayMention? {
        relative(index) ?? weekday(index) ?? span(index) ?? calendar(index)
    }

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    private func at(_ index: Int, _ phrase: String) -> Bool {
        words[min(index, words.count)...].starts(with: phrase.split(separator: " ").map(String.init))
    }

    private func one(_ date: LocalDate, _ range: Range<Int>, _ certainty: Double = 0.95) -> DayMention {
        DayMention(day: SpokenDay(first: date, last: date, certainty: certainty), words: range)
    }

    private func many(_ first: LocalDate, _ last: LocalDate, _ range: Range<Int>, _ certainty: Double = 0.85)
        -> DayMention
    {
        DayMention(day: SpokenDay(first: first, last: last, certainty: certainty), words: range)
    }

    private var monday: LocalDate { today.adding(days: -today.weekday.rawValue) }

    private func relative(_ index: Int) -> DayMention? {
        if at(index, "day after tomorrow") { return one(today.adding(days: 2), index..<(index + 3)) }
        if at(index, "overmorrow") { return one(today.adding(days: 2), index..<(index + 1)) }
        if at(index, "week from today") { return one(today.adding(days: 7), index..<(index + 3)) }
        if at(index, "week from tomorrow") { return one(today.adding(days: 8), index..<(index + 3)) }
        if word(index) == "tomorrow" || word(index) == "tomorrows" {
            return one(today.adding(days: 1), index..<(index + 1))
        }
        if word(index) == "today" { return one(today, index..<(index + 1)) }
        // The part of the day is left for the clock to read.
        if word(index) == "tonight" {
            var mention = one(today, index..<(index + 1))
            mention.namesHour = true
            return mention
        }
        if word(index) == "this", ["morning", "afternoon", "evening"].contains(word(index + 1)) {
            return one(today, index..<(index + 1))
        }
        return nil
    }

    private static let weekdays: [String: Weekday] = {
        var table: [String: Weekday] = [:]
        for day in Weekday.allCases {
            let name = day.name.lowercased()
            table[name] = day
            table[name + "s"] = day
            table[String(name.prefix(3))] = day
        }
        table.merge(["tues": .tuesday, "weds": .wednesday, "thur": .thursday, "thurs": .thursday]) { old, _ in old }
        return table
    }()

    private func weekday(_ index: Int) -> DayMention? {
        let lead = word(index)
        if lead == "week", word(index + 1) == "from", let day = DayMentionReader.weekdays[word(index + 2)] {
            return one(upcoming(day).adding(days: 7), index..<(index + 3), 0.9)
        }
        if lead == "last", DayMentionReader.weekdays[word(index + 1)] != nil { return nil }
        if index > 0, word(index - 1) == "last" { return nil }
        let leads = ["next", "this", "coming", "following"].contains(lead)
        var place = leads ? index + 1 : index
        if leads, word(place) == "coming" { place += 1 }
        guard let day = DayMentionReader.weekdays[word(place)] else { return nil }
        let end = place + 1
        if word(end) == "week" { return one(upcoming(day).adding(days: 7), index..<(end + 1), 0.8) }
        switch lead {
        case "next", "following":
            return one(
                monday.adding(days: 7 + day.rawValue), index..<end, day.rawValue > today.weekday.rawValue ? 0.75 : 0.9)
        case "this":
            let date = monday.adding(days: day.rawValue)
            return one(date < today ? date.adding(days: 7) : date, index..<end)
        default:
            return one(upcoming(day), index..<end, day == today.weekday ? 0.7 : 0.95)
        }
    }

    /// The next such day after today.
    private func upcoming(_ day: Weekday) -> LocalDate {
        let ahead = (day.rawValue - today.weekday.rawValue + 7) % 7
        return today.adding(days: ahead == 0 ? 7 : ahead)
    }

    private func span(_ index: Int) -> DayMention? {
        if at(index, "week after next") {
            return many(monday.adding(days: 14), monday.adding(days: 20), index..<(index + 3))
        }
        if at(index, "next week") || at(index, "following week") { return week(monday.adding(days: 7), index) }
        if at(index, "this week") { return week(monday, index) }
        if at(index, "end of the week") || at(index, "end of week") {
            let length = at(index, "end of week") ? 3 : 4
            let thursday = monday.adding(days: today.weekday.rawValue > 4 ? 10 : 3)
            return many(max(today, thursday), thursday.adding(days: 1), index..<(index + length), 0.8)
        }
        if at(index, "next weekend") {
            return many(monday.adding(days: 12), monday.adding(days: 13), index..<(index + 2), 0.75)
        }
        if word(index) == "weekend" || at(index, "this weekend") {
            let end = word(index) == "weekend" ? index + 1 : index + 2
            return many(max(today, monday.adding(days: 5)), monday.adding(days: 6), index..<end)
        }
        let firstOfMonth = today.adding(days: 1 - today.day)
        if at(index, "next month") {
            return many(
                firstOfMonth.adding(months: 1), firstOfMonth.adding(months: 2).adding(days: -1), index..<(index + 2))
        }
        if at(index, "end of the month") {
            let last = firstOfMonth.adding(months: 1).adding(days: -1)
            return many(max(today, last.adding(days: -5)), last, index..<(index + 4), 0.7)
        }
        return nil
    }

    private func week(_ monday: LocalDate, _ index: Int) -> DayMention {
        var (first, last) = (0, 6)
        let before = [word(index - 3), word(index - 2), word(index - 1)]
        if before[2] == "early" || before[2] == "earlier" || (before[1] == "beginning" || before[0] == "beginning") {
            last = 1
        }
        if before[2] == "late" || before[2] == "later" || before[1] == "end" || before[0] == "end" {
            (first, last) = (3, 4)
        }
        if before[2] == "mid" || before[1] == "middle" || before[0] == "middle" { (first, last) = (1, 3) }
        let from = max(today, monday.adding(days: first))
        let to = monday.adding(days: last)
        return many(from, max(from, to), index..<(index + 2))
    }

    private func calendar(_ index: Int) -> DayMention? {
        CalendarDay(today: today, words: words).mention(at: index)
    }
}
