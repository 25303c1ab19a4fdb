internal import Core
internal import Crypto
public import Postgres
internal import Records

extension Authenticator {
    /// What a session stands for; nil if it is unknown, ended or has been idle too long, or its member is not active.
    func loadSession(_ token: Token) async throws -> Principal? {
        let rows = try await database.systemQuery(
            .signIn,
            """
            select s.id, s.user_id, s.last_seen_at, nullif(s.confirmed_at, '-infinity') as confirmed_at, o.session_idle_minutes,
              \(Sessions.end) as expires_at,
              o.require_second_factor and not exists (select from second_factors f
                where f.id = s.user_id and f.confirmed_at is not null) as must_enrol,
              m.org_id, o.zone, o.currency, o.country, o.locale, \(MemberStanding.columns),
              (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by w.name, w.id), '[]') from
                (select p.id, p.name from members n join organisations p on p.id = n.org_id where n.id = s.user_id
                  and n.is_active and n.deleted_at is null order by p.name, p.id limit 50) w) as workplaces
            from sessions s
              join members m on m.org_id = s.current_org_id and m.id = s.user_id and m.is_active and m.deleted_at is null
                and s.created_at >= m.sessions_from
              join organisations o on o.id = m.org_id and \(Sessions.isAllowedWay)
                and (s.confined_org_id is null or s.confined_org_id = m.org_id)
              \(MemberStanding.joins)
            where s.token_hash = \(Bytea(token.digest)) and s.ended_at is null
            """)
        guard let row = rows.first else { return nil }
        let id: Identifier = try row.get("id")
        let lastSeen: Instant = try row.get("last_seen_at")
        let now = clock.now
        let idle = Duration.minutes(try row.get("session_idle_minutes"))
        guard now - lastSeen < idle else { return nil }
        if now - lastSeen > min(Sessions.lastSeenPrecision, idle / 10) {
            _ = try await database.systemQuery(
                .signIn, "update sessions set last_seen_at = greatest(last_seen_at, \(now)) where id = \(id)")
        }
        let user: ID<User> = try row.get("user_id")
        var principal = Principal(
            organisation: try row.get("org_id"), actor: .user(user), role: try row.get("role"),
            zone: try row.get("zone"), currency: try row.get("currency"), country: try row.get("country"),
            locale: try row.get("locale"), expiresAt: try row.get("expires_at", as: Instant.self), session: id,
            mustEnrol: try row.get("must_enrol"))
        principal.grants = try MemberStanding.grants(row)
        principal.team = try MemberStanding.team(row, of: user)
        principal.confirmedAt = try row.optional("confirmed_at")
        principal.workplaces = (try row.get("workplaces", as: JSON.self).array ?? []).compactMap(Workplace.init(json:))
        return principal
    }

    /// What a key stands for; nil if it is unknown, its secret is wrong, or it is revoked.
    func loadKey(_ key: APIKeyText) async throws -> Principal? {
        let rows = try await database.systemQuery(
            .signIn,
            """
            select k.org_id, k.scopes, k.secret_hash, k.allowed_addresses, k.requests_per_minute, k.requests_per_day,
              k.requests_per_month, k.expires_at,
              o.zone, o.currency, o.country, o.locale, \(MemberStanding.keyColumns)
            from api_keys k join organisations o on o.id = k.org_id \(MemberStanding.keyJoins)
            where k.id = \(key.id) and k.revoked_at is null
            """)
        guard let row = rows.first else { return nil }
        let hash: Bytea = try row.get("secret_hash")
        guard constantTimeEqual(hash.bytes, key.secretHash) else { return nil }
        var principal = Principal(
            organisation: try row.get("org_id"), actor: .apiKey(key.id), role: try row.get("role"),
            zone: try row.get("zone"), currency: try row.get("currency"), country: try row.get("country"),
            locale: try row.get("locale"), expiresAt: try row.optional("expires_at"),
            key: Principal.KeyTerms(
                id: key.id, scopes: try row.get("scopes"), allowedAddresses: try row.get("allowed_addresses"),
                requestsPerMinute: try row.get("requests_per_minute"),
                requestsPerDay: try row.optional("requests_per_day"),
                requestsPerMonth: try row.optional("requests_per_month")))
        principal.grants = try MemberStanding.grants(row)
        return principal
    }
}

extension APIScope: PostgresDecodable, PostgresEncodable {}
extension AddressRange: PostgresDecodable, PostgresEncodable {}
