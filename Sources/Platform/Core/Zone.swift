import Foundation

/// An IANA time zone. Offsets come from Foundation (ICU).
public struct Zone: Hashable, Sendable {
    public let name: String
    private let zone: TimeZone

    /// nil if there is no zone of that name.
    public init?(_ name: String) {
        Zone.loadRules()
        guard name.contains("/") || name == "UTC" || name == "GMT", let zone = TimeZone(identifier: name) else {
            return nil
        }
        self.name = name
        self.zone = zone
    }

    private init(utc: Void) {
        name = "UTC"
        zone = .gmt
    }

    public static let utc = Zone(utc: ())

    /// Seconds east of UTC at `time`.
    public func offset(at time: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))
    }

    /// What a wall clock in this zone shows.
    public func local(_ time: Instant) -> LocalDateTime {
        LocalDateTime(secondsSince1970: time.seconds + Int64(offset(at: time)))
    }

    /// The instant at which the wall clock shows `local`. Where it shows it twice (clocks go back) the first;
    /// where it never does (clocks go forward) the same distance after the gap's start, as RFC 5545 has it.
    public func instant(_ local: LocalDateTime) -> Instant {
        let wall = local.secondsSince1970
        let before = offset(at: Instant(seconds: wall - 86_400))
        let after = offset(at: Instant(seconds: wall + 86_400))
        for offset in [before, after] where self.offset(at: Instant(seconds: wall - Int64(offset))) == offset {
            return Instant(seconds: wall - Int64(offset))
        }
        return Instant(seconds: wall - Int64(before))
    }

    /// Whether the wall clock ever shows `local`.
    public func exists(_ local: LocalDateTime) -> Bool { self.local(instant(local)) == local }

    /// Midnight at the start of `date` (the first instant of that day).
    public func startOfDay(_ date: LocalDate) -> Instant {
        instant(LocalDateTime(date, LocalTime(secondsOfDay: 0)))
    }

    /// Statically linked, Foundation leaves its zone rules out unless something refers to them.
    private static let rulesLoaded: Bool = {
        let style = Date.FormatStyle(locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt)
        return !Date(timeIntervalSince1970: 0).formatted(style).isEmpty
    }()

    private static func loadRules() { _ = rulesLoaded }
}
