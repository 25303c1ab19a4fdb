internal import Core
internal import Postgres
internal import Records

/// Recognises the numbers and mailboxes of people who were erased by their keyed hashes.
struct ErasedIdentities: ErasedPeople {
    let identities: IdentityKey

    func erased(_ addresses: [String], _ context: Context, _ ask: (SQL) async throws -> Rows) async throws
        -> [String: Instant]
    {
        if addresses.isEmpty { return [:] }
        var byHash: [Bytea: [String]] = [:]
        for address in Set(addresses) {
            byHash[identities.hash(address, context.organisation), default: []].append(address)
        }
        let rows = try await ask(
            """
            select e.key, e.erased_at from unnest(\(Array(byHash.keys))::bytea[]) as k(key)
            join erased_identities e on e.org_id = app_org() and e.key = k.key
            """)
        var erased: [String: Instant] = [:]
        for row in rows {
            let at: Instant = try row.get("erased_at")
            for address in byHash[try row.get("key", as: Bytea.self)] ?? [] { erased[address] = at }
        }
        return erased
    }
}
