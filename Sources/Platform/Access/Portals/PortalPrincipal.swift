internal import Core
internal import Crypto
public import Postgres

extension Authenticator {
    /// What a portal session stands for; nil if it is unknown, ended, idle too long, or its person may not come in any more.
    func loadPortalSession(_ token: Token) async throws -> Principal? {
        let rows = try await database.systemQuery(
            .signIn,
            """
            select s.id, s.last_seen_at, s.expires_at, i.id as identity, i.org_id, i.kind, i.customer_id,
              o.zone, o.currency, o.country, o.locale
            from portal_sessions s
              join portal_identities i on i.org_id = s.org_id and i.id = s.identity_id and i.is_active
                and s.created_at >= i.sessions_from
              join organisations o on o.id = s.org_id
            where s.token_hash = \(Bytea(token.digest)) and s.ended_at is null
            """)
        guard let row = rows.first else { return nil }
        let id: Identifier = try row.get("id")
        let lastSeen: Instant = try row.get("last_seen_at")
        let now = clock.now
        guard now - lastSeen < PortalAccess.idleLifetime else { return nil }
        if now - lastSeen > Sessions.lastSeenPrecision {
            _ = try await database.systemQuery(
                .signIn, "update portal_sessions set last_seen_at = greatest(last_seen_at, \(now)) where id = \(id)")
        }
        let kind: Role = try row.get("kind")
        var principal = Principal(
            organisation: try row.get("org_id"), actor: .portal(try row.get("identity")), role: kind,
            zone: try row.get("zone"), currency: try row.get("currency"), country: try row.get("country"),
            locale: try row.get("locale"), expiresAt: try row.get("expires_at", as: Instant.self), session: id)
        let whom: ID<Customer> = try row.get("customer_id")
        if kind == .reseller { principal.reseller = whom } else { principal.customer = whom }
        return principal
    }

    /// Removes portal sessions and links that are long over.
    func purgePortals() async throws {
        let now = clock.now
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue("delete from portal_links where expires_at < \(now - .days(7))")
            transaction.queue("delete from portal_sessions where expires_at < \(now - Sessions.lifetime)")
        }
    }
}
