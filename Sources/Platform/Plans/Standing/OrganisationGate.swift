public import Core
public import Postgres
internal import Synchronization

/// The gate of the running program: reads an organisation's standing once, remembers it for half a minute, and forgets it
/// as soon as anything about it changes anywhere.
public final class OrganisationGate: ChannelGate {
    private struct Entry {
        let standing: OrganisationStanding
        let until: Instant
    }
    private struct State {
        var entries: [ID<Organisation>: Entry] = [:]
        /// Raised by every change: what was read before one must not be kept after it.
        var generation = 0
        var hearsChanges = false
    }

    private static let lifetime: Duration = .seconds(30)
    private static let limit = 10_000

    private let database: Database
    private let clock: TimeSource
    private let state = Mutex(State())

    public init(_ database: Database, clock: TimeSource = .system) {
        self.database = database
        self.clock = clock
    }

    public func standing(of organisation: ID<Organisation>) async throws -> OrganisationStanding {
        let now = clock.now
        let (known, generation) = state.withLock { ($0.entries[organisation], $0.generation) }
        if let known, now < known.until { return known.standing }
        let fresh = try await load(organisation)
        state.withLock { state in
            guard state.hearsChanges, state.generation == generation else { return }
            if state.entries.count >= Self.limit { state.entries = [:] }
            state.entries[organisation] = Entry(standing: fresh, until: now + Self.lifetime)
        }
        return fresh
    }

    /// What is remembered of one organisation, or of all, no longer holds.
    public func forget(_ organisation: ID<Organisation>?) {
        state.withLock { state in
            state.generation += 1
            if let organisation { state.entries[organisation] = nil } else { state.entries = [:] }
        }
    }

    /// From now on changes are heard of, or no longer: without that nothing is remembered.
    public func hearChanges(_ hears: Bool) {
        state.withLock { state in
            state.hearsChanges = hears
            state.generation += 1
            state.entries = [:]
        }
    }

    private func load(_ organisation: ID<Organisation>) async throws -> OrganisationStanding {
        let rows = try await database.systemQuery(.plans, StandingQuery.sql(organisation))
        return try StandingQuery.standing(try rows.one("organisation"))
    }
}
