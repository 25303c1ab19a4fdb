public import Core
public import Records

/// Counts time as the organisation works. Implemented by Scheduling.
public protocol BusinessTime: Sendable {
    /// When so many minutes of opening hours have passed since `start`: holidays and nights are left out. Where the
    /// organisation has no hours, or none within a year, the clock on the wall counts.
    func adding(minutes: Int, to start: Instant, in work: Work) async throws -> Instant
}
