internal import Core
internal import Postgres
internal import Synchronization

/// When and from where keys were last used: collected, and written together now and then.
final class KeyUses: Sendable {
    private struct Use {
        let organisation: ID<Organisation>
        let at: Instant
        let address: String
    }
    private let uses = Mutex<[Identifier: Use]>([:])

    func note(_ key: Identifier, of organisation: ID<Organisation>, at time: Instant, from address: String) {
        uses.withLock { $0[key] = Use(organisation: organisation, at: time, address: address) }
    }

    /// Writes what has been collected. What cannot be written is kept for the next time. Throws `PostgresError`.
    func write(to database: Database) async throws {
        let taken = uses.withLock { uses in
            defer { uses = [:] }
            return uses
        }
        guard !taken.isEmpty else { return }
        let keys = Array(taken)
        do {
            _ = try await database.systemQuery(
                .signIn,
                """
                insert into api_key_uses (org_id, key_id, last_used_at, last_used_address)
                select u.* from unnest(\(keys.map(\.value.organisation))::uuid[], \(keys.map(\.key))::uuid[],
                  \(keys.map(\.value.at))::timestamptz[], \(keys.map(\.value.address))::text[])
                  as u (org_id, key_id, at, address)
                  join api_keys k on k.org_id = u.org_id and k.id = u.key_id
                on conflict (org_id, key_id) do update
                  set last_used_at = excluded.last_used_at, last_used_address = excluded.last_used_address
                  where api_key_uses.last_used_at < excluded.last_used_at
                """)
        } catch {
            uses.withLock { $0.merge(taken) { newer, _ in newer } }
            throw error
        }
    }
}
