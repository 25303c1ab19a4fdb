public import Core

/// The carrier's timestamps: `Sat, 21 Nov 2026 02:00:00 +0000` (RFC 2822).
public enum CarrierTime {
    /// Webhooks that say they are older than this (or this far in the future) are refused.
    public static let tolerance: Duration = .days(1)

    /// Throws `CarrierRefusal` if the text is no time, or a stale one.
    public static func parse(_ text: String, now: Instant) throws -> Instant {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "," })
        guard parts.count == 6, let day = Int(parts[1]), let month = Self.months[String(parts[2])],
            let year = Int(parts[3]),
            let date = LocalDate(year: year, month: month, day: day), let time = LocalTime(parts[4]),
            let instant = Instant("\(date)T\(time.withSeconds)\(parts[5] == "GMT" ? "Z" : String(parts[5]))")
        else { throw CarrierRefusal(.malformed, 400, "“\(text)” is not a time as the carrier writes it.") }
        guard abs((now - instant).microseconds) <= tolerance.microseconds else {
            throw CarrierRefusal(.stale, 400, "The webhook's timestamp is more than a day off.")
        }
        return instant
    }

    /// `Sat, 21 Nov 2026 02:00:00 +0000`.
    public static func text(_ time: Instant) -> String {
        let local = Zone.utc.local(time)
        let month = WrittenTime.months[local.date.month - 1].prefix(3)
        let day = local.date.day < 10 ? "0\(local.date.day)" : "\(local.date.day)"
        return
            "\(local.date.weekday.name.prefix(3)), \(day) \(month) \(local.date.year) \(local.time.withSeconds) +0000"
    }

    private static let months = Dictionary(
        uniqueKeysWithValues: WrittenTime.months.enumerated().map { (String($0.element.prefix(3)), $0.offset + 1) })
}
