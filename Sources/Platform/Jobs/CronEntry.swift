public import Core

/// Work that comes round by the clock.
public struct CronEntry: Sendable {
    public enum Scope: Sendable {
        /// Once for each organisation, by its own wall clock.
        case perOrganisation
        /// Once for the whole platform, in UTC.
        case platform
    }

    /// Stable and unique: under it the last firing is remembered.
    public let name: String
    public let schedule: CronSchedule
    public let scope: Scope
    /// The name of the `JobKind` to enqueue. Its payload carries `due_at`.
    public let kind: String

    public init(_ name: String, _ schedule: CronSchedule, scope: Scope, kind: String) {
        self.name = name
        self.schedule = schedule
        self.scope = scope
        self.kind = kind
    }
}
