public import Core

/// The secret address under which a member's calendar can be subscribed to. Implemented by Sales.
public protocol CalendarFeeds: Sendable {
    /// When the asker's address was made and last asked for; nil without one.
    func standing(_ context: Context) async throws -> CalendarFeedStanding?
    /// A new address; the one before leads nowhere from then on. It is shown this once.
    func rotate(_ context: Context) async throws -> String
    /// From then on there is none.
    func revoke(_ context: Context) async throws
}

/// What is known of a member's calendar address.
public struct CalendarFeedStanding: Sendable {
    public let madeAt: Instant
    /// To the hour.
    public let askedAt: Instant?
    public init(madeAt: Instant, askedAt: Instant?) {
        self.madeAt = madeAt
        self.askedAt = askedAt
    }
}
