/// "morning", "late afternoon", "first thing".
struct DayPart: Sendable, Hashable {
    /// From midnight.
    var minutes: Range<Int>
    var half: DayHalf?

    private static let phrases: [(String, Int, Int, DayHalf?)] = [
        ("first thing", 6, 10, .morning), ("early morning", 6, 9, .morning), ("early in the morning", 6, 9, .morning),
        ("mid morning", 9, 11, .morning), ("midmorning", 9, 11, .morning), ("late morning", 10, 12, .morning),
        ("before lunch", 6, 12, .morning), ("after lunch", 13, 17, .afternoon),
        ("early afternoon", 12, 15, .afternoon), ("early in the afternoon", 12, 15, .afternoon),
        ("mid afternoon", 14, 16, .afternoon), ("late afternoon", 15, 18, .afternoon),
        ("late in the afternoon", 15, 18, .afternoon), ("later in the afternoon", 15, 18, .afternoon),
        ("lunchtime", 12, 14, .afternoon), ("lunch time", 12, 14, .afternoon), ("lunch", 12, 14, .afternoon),
        ("after work", 17, 21, .afternoon), ("after school", 15, 18, .afternoon), ("before work", 6, 9, .morning),
        ("end of the day", 15, 18, .afternoon), ("end of day", 15, 18, .afternoon),
        ("early evening", 17, 19, .afternoon),
        ("morning", 6, 12, .morning), ("mornings", 6, 12, .morning), ("afternoon", 12, 17, .afternoon),
        ("afternoons", 12, 17, .afternoon), ("evening", 17, 21, .afternoon), ("tonight", 17, 22, .afternoon),
        ("evenings", 17, 21, .afternoon), ("night", 18, 22, .afternoon),
    ]

    static func find(in words: [String]) -> DayPart? {
        var text = Words("")
        text.list = words
        // "Good morning" greets.
        for greeting in ["good morning", "good afternoon", "good evening"] {
            if let index = text.index(of: greeting) { text.list[index + 1] = "|" }
        }
        guard let found = phrases.first(where: { text.contains($0.0) }) else { return nil }
        return DayPart(minutes: (found.1 * 60)..<(found.2 * 60), half: found.3)
    }
}
