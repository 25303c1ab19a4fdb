public import Core

/// Dates in headers (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
public enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    public static func format(_ time: Instant) -> String {
        let local = LocalDateTime(secondsSince1970: time.seconds)
        let day = days[((local.date.daysSince1970 % 7) + 7) % 7]  // 1970-01-01 was a Thursday
        let number = local.date.day < 10 ? "0\(local.date.day)" : "\(local.date.day)"
        return "\(day), \(number) \(months[local.date.month - 1]) \(local.date.year) \(local.time.withSeconds) GMT"
    }
}
