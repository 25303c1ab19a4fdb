internal import Core

/// Dates as spreadsheets keep them: days since the end of 1899.
enum WorkbookDate {
    /// Whether a number format shows dates: one of those that are built in, or one with days, months or hours.
    static func isDate(format: Int, _ code: String?) -> Bool {
        if (14...22).contains(format) || (45...47).contains(format) || (27...36).contains(format) { return true }
        guard let code else { return false }
        var isQuoted = false
        var isBracketed = false
        for character in code.lowercased() {
            switch character {
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "y", "d", "h", "m", "s": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }

    /// `2026-03-01`, or `2026-03-01 14:05:00` where there is a time of day.
    static func text(_ number: Double, startsIn1904: Bool) -> String {
        guard number >= 0, number < 2_958_466 else { return "\(number)" }
        var days = Int(number)
        var seconds = Int(((number - Double(days)) * 86_400).rounded())
        if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
        let epoch = startsIn1904 ? -24_107 : -25_569
        let date = LocalDate(daysSince1970: days + epoch)
        if seconds == 0 { return date.description }
        return "\(date) \(LocalTime(secondsOfDay: seconds).withSeconds)"
    }
}
