internal import Core

/// What limits the times that are offered.
struct BookingRules: Sendable {
    /// Nobody is there sooner than this.
    var notice: Duration = .hours(1)
    /// Nothing is offered later than this.
    var horizon: Duration = .days(90)
    /// Visits start on multiples of this from midnight, in minutes.
    var granularity = 30

    static let standard = BookingRules()
}
