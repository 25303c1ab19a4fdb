internal import Core

/// Dates of the calendar: "March 3rd", "the third of March", "3/5", "the 5th".
struct CalendarDay {
    let today: LocalDate
    let words: [String]

    private static let months: [String: Int] = {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        var table: [String: Int] = ["sept": 9]
        for (index, name) in names.enumerated() {
            table[name] = index + 1
            table[String(name.prefix(3))] = index + 1
        }
        return table
    }()

    func mention(at index: Int) -> DayMention? {
        monthFirst(index) ?? dayFirst(index) ?? slashed(index) ?? dayOfMonth(index)
    }

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    private func day(at index: Int) -> (value: Int, count: Int)? {
        guard let found = SpokenNumber.ordinal(words, at: index) ?? SpokenNumber.cardinal(words, at: index),
            (1...31).contains(found.value)
        else { return nil }
        return found
    }

    private func monthFirst(_ index: Int) -> DayMention? {
        guard let month = CalendarDay.months[word(index)] else { return nil }
        let place = word(index + 1) == "the" ? index + 2 : index + 1
        guard let day = day(at: place) else { return nil }
        return dated(month, day.value, index, place + day.count)
    }

    private func dayFirst(_ index: Int) -> DayMention? {
        guard let day = day(at: index) else { return nil }
        let place = word(index + day.count) == "of" ? index + day.count + 1 : index + day.count
        guard let month = CalendarDay.months[word(place)] else { return nil }
        // "at four may I…" is not the fourth of May.
        if word(place) == "may", SpokenNumber.ordinal(words, at: index) == nil { return nil }
        return dated(month, day.value, index, place + 1)
    }

    private func slashed(_ index: Int) -> DayMention? {
        let parts = word(index).split(separator: "/").map { Int($0) }
        guard (2...3).contains(parts.count), let month = parts[0], let day = parts[1] else { return nil }
        return dated(month, day, index, index + 1)
    }

    private func dated(_ month: Int, _ day: Int, _ start: Int, _ end: Int) -> DayMention? {
        var end = end
        var years = [today.year, today.year + 1]
        if let year = Int(word(end)), (today.year...(today.year + 2)).contains(year) {
            years = [year]
            end += 1
        }
        for year in years {
            if let date = LocalDate(year: year, month: month, day: day), date >= today {
                return DayMention(day: SpokenDay(first: date, last: date, certainty: 0.95), words: start..<end)
            }
        }
        return nil
    }

    private static let things: Set<String> = [
        "one", "slot", "option", "time", "floor", "street", "st", "avenue", "ave", "thing", "available", "appointment",
        "choice",
        "opening", "visit", "road", "drive", "lane",
    ]

    /// "on the 5th", "the twenty first"; "the first one" is no date.
    private func dayOfMonth(_ index: Int) -> DayMention? {
        guard let day = SpokenNumber.ordinal(words, at: index), (1...31).contains(day.value) else { return nil }
        let next = word(index + day.count)
        guard !CalendarDay.things.contains(next) else { return nil }
        let hasDigit = word(index).first?.isNumber ?? false
        let led = word(index - 1) == "the" && (word(index - 2) == "on" || hasDigit || day.value > 3)
        guard led || word(index - 1) == "on" || hasDigit else { return nil }
        let firstOfMonth = today.adding(days: 1 - today.day)
        for ahead in 0...12 {
            let month = firstOfMonth.adding(months: ahead)
            guard let date = LocalDate(year: month.year, month: month.month, day: day.value), date >= today else {
                continue
            }
            return DayMention(
                day: SpokenDay(first: date, last: date, certainty: 0.9), words: index..<(index + day.count))
        }
        return nil
    }
}
