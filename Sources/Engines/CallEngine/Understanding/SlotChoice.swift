internal import Core

/// Which of the offered times was chosen.
enum SlotChoice: Sendable, Hashable {
    case chosen(Int)
    /// Named, but none of those offered.
    case neither

    /// nil when nothing in the text points to any of them. `yes` means the first, as the question was put.
    static func find(in text: String, offers: [OfferedSlot], time: SpokenTime) -> SlotChoice? {
        let words = Words(text)
        if words.containsAny([
            "none of those", "neither", "none of them", "something else", "another time", "other times", "a different",
        ]) {
            return .neither
        }
        if let named = byTime(text, words, offers, time) { return named }
        if let place = byPlace(words, offers.count) { return .chosen(place) }
        switch YesNo(in: text) {
        case .yes: return .chosen(0)
        case .no: return .neither
        case nil: return nil
        }
    }

    private static func byPlace(_ words: Words, _ count: Int) -> Int? {
        if YesNo(in: words.joined) == .no, !words.containsAny(["second", "later", "last", "other"]) { return nil }
        if words.containsAny(["first", "earlier", "earliest", "sooner", "number one", "option one", "1st"]) {
            return 0
        }
        if count > 1 {
            if words.containsAny(["second", "number two", "option two", "2nd", "other one", "the other"]) { return 1 }
            if words.containsAny(["last", "later", "latest"]) { return count - 1 }
        }
        if words.containsAny(["either", "whichever", "whatever", "any of", "both work", "you choose", "you pick"]) {
            return 0
        }
        return nil
    }

    private static func byTime(_ text: String, _ words: Words, _ offers: [OfferedSlot], _ time: SpokenTime)
        -> SlotChoice?
    {
        let locals = offers.map { time.zone.local($0.start) }
        let days = SpokenDayFinder(today: time.zone.local(time.now).date).find(in: words)
        var rest = words.list
        for index in days.used { rest[index] = "|" }
        let hours = SpokenClock.find(in: rest, bare: true) ?? lone(rest)
        guard days.day != nil || hours != nil else { return nil }
        if YesNo(in: text) == .no, words.list.count <= 3 || words.contains("not") { return nil }
        let fitting = offers.indices.filter { index in
            let local = locals[index]
            if let day = days.day, !(day.first...day.last).contains(local.date) { return false }
            guard let hours else { return true }
            return fits(local.time.secondsOfDay / 60, hours)
        }
        guard let first = fitting.first else { return hours?.precision == .vague ? nil : .neither }
        return .chosen(first)
    }

    /// "two works", "I'll take two": a lone hour among few words.
    private static func lone(_ words: [String]) -> SpokenClock? {
        for index in words.indices {
            guard let time = ClockTime(words, at: index) else { continue }
            if words[index] == "one", index > 0, words[index - 1] != "at" { continue }
            if index > 0, ["number", "option"].contains(words[index - 1]) { continue }
            let minute = time.resolved(nil)
            return SpokenClock(
                minutes: minute..<(minute + 60), precision: .time, certainty: 0.8, isAmbiguous: time.half == nil)
        }
        return nil
    }

    private static func fits(_ minute: Int, _ hours: SpokenClock) -> Bool {
        guard hours.precision == .time else { return hours.minutes.contains(minute) }
        if minute == hours.minutes.lowerBound { return true }
        return hours.isAmbiguous && abs(minute - hours.minutes.lowerBound) == 720
    }
}
