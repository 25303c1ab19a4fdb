public import Core
public import Postgres
internal import Synchronization

/// The profiles of organisations, remembered for half a minute.
public final class OrganisationProfiles: Sendable {
    private struct Entry {
        let profile: OrganisationProfile
        let until: Instant
    }

    private static let memory: Duration = .seconds(30)
    private let database: Database
    private let clock: TimeSource
    private let known = Mutex<[ID<Organisation>: Entry]>([:])

    public init(_ database: Database, clock: TimeSource = .system) {
        self.database = database
        self.clock = clock
    }

    /// Throws `Problem` 404 if there is no such organisation, or `PostgresError`.
    public func profile(_ organisation: ID<Organisation>) async throws -> OrganisationProfile {
        let now = clock.now
        if let entry = known.withLock({ $0[organisation] }), entry.until > now { return entry.profile }
        let row = try await database.systemQuery(
            .jobs, "select name, zone, currency, country, locale from organisations where id = \(organisation)"
        ).one("organisation")
        let profile = OrganisationProfile(
            name: try row.get("name"), zone: try row.get("zone"), currency: try row.get("currency"),
            country: try row.get("country"),
            locale: try row.get("locale"))
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[organisation] = Entry(profile: profile, until: now + Self.memory)
        }
        return profile
    }
}
