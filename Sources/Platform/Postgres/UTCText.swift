/// `2026-03-01 14:05:00.25+00`: the form in which PostgreSQL sends times while the zone is UTC, read without making a
/// string of it. A page of a list holds a hundred.
struct UTCText {
    /// Since 1970.
    let microseconds: Int64

    /// nil for any other form, which may be right all the same.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        guard (22...29).contains(text.count), text[4] == 45, text[7] == 45, text[10] == 32, text[13] == 58,
            text[16] == 58,
            text[text.count - 3] == 43, text[text.count - 2] == 48, text[text.count - 1] == 48
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for index in range {
                guard text[index] >= 48, text[index] <= 57 else { return nil }
                value = value * 10 + Int64(text[index] - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var fraction: Int64 = 0
        if text.count > 22 {
            guard text[19] == 46, let digits = number(20..<text.count - 3) else { return nil }
            fraction = (text.count - 23..<6).reduce(digits) { value, _ in value * 10 }
        }
        microseconds =
            ((Self.days(year, month, day) * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000 + fraction
    }

    /// Days since 1970 in the proleptic Gregorian calendar (Howard Hinnant, chrono-compatible date algorithms).
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
