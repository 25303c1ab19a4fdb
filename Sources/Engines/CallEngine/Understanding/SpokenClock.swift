internal import Core

/// A part of a day as it was said, in minutes from midnight on the wall clock.
struct SpokenClock: Sendable, Hashable {
    var minutes: Range<Int>
    var precision: SpokenWindow.Precision
    var certainty: Double
    /// Said without am or pm.
    var isAmbiguous = false

    var start: LocalTime? { LocalTime(hour: minutes.lowerBound / 60, minute: minutes.lowerBound % 60) }
    var end: LocalTime? { LocalTime(hour: minutes.upperBound / 60, minute: minutes.upperBound % 60) }

    /// The same hands of the clock twelve hours on, where am or pm was left open.
    var later: SpokenClock? {
        guard isAmbiguous, minutes.upperBound + 720 <= 1440 else { return nil }
        var result = self
        result.minutes = (minutes.lowerBound + 720)..<(minutes.upperBound + 720)
        return result
    }

    /// The time named in `words`. With `bare`, a lone number counts as an hour.
    static func find(in words: [String], bare: Bool) -> SpokenClock? {
        let part = DayPart.find(in: words)
        if let span = between(words, part) { return span }
        for index in words.indices {
            guard let lead = Lead(words, at: index), let time = ClockTime(words, at: index + lead.count) else {
                continue
            }
            let minute = time.resolved(part?.half)
            switch lead.kind {
            case .after:
                return .init(minutes: minute..<max(minute + 60, afterEnd(part)), precision: .partOfDay, certainty: 0.9)
            case .before:
                return .init(minutes: beforeStart(minute, part)..<minute, precision: .partOfDay, certainty: 0.9)
            case .around:
                return .init(
                    minutes: max(0, minute - 60)..<min(1440, minute + 60), precision: .partOfDay, certainty: 0.85)
            case .at: return point(minute, time, part)
            }
        }
        for index in words.indices {
            guard let time = ClockTime(words, at: index), time.isExplicit || (bare && time.count == words.count - index)
            else { continue }
            if index > 0,
                [
                    "in", "for", "number", "apartment", "unit", "one", "first", "second", "third", "last", "this",
                    "that", "later", "earlier", "other", "sooner", "latest", "earliest", "the", "any", "which", "no",
                ].contains(words[index - 1]), !time.isExplicit
            {
                continue
            }
            return point(time.resolved(part?.half), time, part)
        }
        return part.map { SpokenClock(minutes: $0.minutes, precision: .partOfDay, certainty: 0.9) }
    }

    private static func point(_ minute: Int, _ time: ClockTime, _ part: DayPart?) -> SpokenClock {
        SpokenClock(
            minutes: minute..<min(1440, minute + 60), precision: .time,
            certainty: time.half == nil && part == nil ? 0.9 : 0.95,
            isAmbiguous: time.half == nil && part == nil)
    }

    private static func afterEnd(_ part: DayPart?) -> Int { part?.half == .morning ? 720 : 1440 }
    private static func beforeStart(_ minute: Int, _ part: DayPart?) -> Int {
        part.map { min($0.minutes.lowerBound, max(0, minute - 60)) } ?? 0
    }

    /// "between nine and eleven", "from 2 to 4", "nine to eleven".
    private static func between(_ words: [String], _ part: DayPart?) -> SpokenClock? {
        for index in words.indices {
            let led = words[index] == "between" || words[index] == "from"
            guard let first = ClockTime(words, at: led ? index + 1 : index) else { continue }
            let middle = (led ? index + 1 : index) + first.count
            guard middle < words.count, ["and", "to", "until", "till", "through", "or"].contains(words[middle]),
                led || ["to", "until", "till"].contains(words[middle]) || (words[middle] == "or" && first.isExplicit)
            else { continue }
            guard let second = ClockTime(words, at: middle + 1) else { continue }
            if !led, ["quarter", "half"].contains(words[index]) { continue }
            var (from, to) = (first.resolved(first.half ?? part?.half), second.resolved(second.half ?? part?.half))
            if first.half == nil, let half = second.half {
                // "two to four pm": the first shares the second's half of the day if that keeps the order.
                let shared = first.resolved(half)
                from = shared < to ? shared : first.resolved(.morning)
            }
            if to <= from { to += 720 }
            guard to <= 1440, from < to else { continue }
            return SpokenClock(minutes: from..<to, precision: .partOfDay, certainty: 0.92)
        }
        return nil
    }
}

/// The word before a time that says on which side of it.
private struct Lead {
    enum Kind { case at, after, before, around }
    var kind: Kind
    var count: Int

    init?(_ words: [String], at index: Int) {
        switch words[index] {
        case "at", "@": kind = .at
        case "after", "past", "from", "since": kind = .after
        case "before", "by", "until", "till": kind = .before
        case "around", "about", "near", "roughly", "approximately": kind = .around
        default: return nil
        }
        // "Not before eleven" is after it.
        if kind == .before, index > 0, words[index - 1] == "not" || words[index - 1] == "no" { kind = .after }
        // "half past ten" is a time of its own.
        if words[index] == "past", index > 0 { return nil }
        count = 1
        if index + 1 < words.count, ["around", "about", "like"].contains(words[index + 1]) {
            kind = kind == .at ? .around : kind
            count = 2
        }
    }
}
