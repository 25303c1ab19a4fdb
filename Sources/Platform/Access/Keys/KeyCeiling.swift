internal import Core
internal import Postgres

/// How far a key reaches that makes or changes other keys: none of them may reach further. People are held by their role
/// alone.
struct KeyCeiling: Sendable {
    private let key: APIKey

    /// Nil where it is not a key that asks. Throws `Problem` 403 if the key is gone, or `PostgresError`.
    init?(_ transaction: Transaction) async throws {
        guard case .apiKey(let id) = transaction.context.actor else { return nil }
        let rows = try await transaction.query(
            """
            select k.*, 0::bigint as requests_today, null::timestamptz as last_used_at, null::text as last_used_address
            from api_keys k where org_id = app_org() and id = \(id)
            """)
        guard let row = rows.first else { throw Problem.forbidden("The API key that asks is gone.") }
        key = try APIKeys.key(row)
    }

    /// Throws `Problem` 403 that says in what the other would reach further.
    func require(_ other: NewAPIKey) throws {
        func refuse(_ what: String) -> Problem {
            Problem(
                status: 403, code: "beyond_key", "A key cannot give others more than it has itself: \(what).")
        }
        guard key.role == .owner || other.role != .owner else { throw refuse("its role is \(key.role.rawValue)") }
        if !key.scopes.isEmpty {
            guard !other.scopes.isEmpty,
                other.scopes.allSatisfy({ wanted in key.scopes.contains { $0.covers(wanted) } })
            else { throw refuse("its scopes are \(key.scopes.map(\.description).joined(separator: ", "))") }
        }
        if !key.allowedAddresses.isEmpty {
            guard !other.allowedAddresses.isEmpty,
                other.allowedAddresses.allSatisfy({ wanted in key.allowedAddresses.contains { $0.covers(wanted) } })
            else { throw refuse("it may be used from certain addresses only") }
        }
        guard other.requestsPerMinute <= key.requestsPerMinute, Self.fits(other.requestsPerDay, key.requestsPerDay),
            Self.fits(other.requestsPerMonth, key.requestsPerMonth)
        else { throw refuse("its limits are lower") }
        if let end = key.expiresAt {
            guard let other = other.expiresAt, other <= end else { throw refuse("it ends earlier") }
        }
    }

    private static func fits(_ wanted: Int?, _ own: Int?) -> Bool {
        guard let own else { return true }
        return wanted.map { $0 <= own } ?? false
    }
}
