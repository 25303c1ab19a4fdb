internal import Core
internal import Crypto
internal import HTTP
internal import Postgres

/// From knowing who somebody is to a session: by way of the second factor if there is one.
struct SessionStart: Sendable {
    /// Who comes in, and how.
    struct Entry: Sendable {
        let user: ID<User>
        var method = Sessions.Method.password
        /// The only organisation that an organisation's own provider opens.
        var confined: ID<Organisation>?
        /// Where to go on to.
        var next = LocalPath.home
    }

    let authenticator: Authenticator

    /// Begins a session in the organisation where the person worked last, or a pending one if a second factor is to be
    /// shown. `statements` run in the same transaction. Throws `Problem` 403 if no organisation lets them in that way.
    func enter(_ entry: Entry, _ request: Request, with statements: [SQL] = []) async throws -> SignInOutcome {
        try await authenticator.database.systemTransaction(.signIn) { transaction in
            for statement in statements { transaction.queue(statement) }
            let factor = try await transaction.query(
                "select id from second_factors where id = \(entry.user) and confirmed_at is not null")
            if factor.isEmpty { return .signedIn(try await begin(entry, request, in: transaction)) }
            let pending = PendingSignIn(entry: entry, step: .secondFactor)
            transaction.queue(pending.insertion(at: authenticator.clock.now))
            return .secondStep(pending.cookie(for: request))
        }
    }

    /// The session itself, once everything has been shown.
    func begin(_ entry: Entry, _ request: Request, in transaction: Transaction) async throws -> [SetCookie] {
        let organisation = try await place(entry, transaction)
        let device = DeviceCookie.token(in: request)
        let start = Sessions.Beginning(
            token: Token(), user: entry.user, organisation: organisation, method: entry.method,
            confined: entry.confined,
            isConfirmed: entry.confined == nil, device: device)
        let seen = try await transaction.query(
            """
            select count(*) as total, count(*) filter (where device_hash = \(Bytea(device.digest))) as known
            from sessions where user_id = \(entry.user)
            """
        ).one("count")
        for statement in Sessions(authenticator).beginning(start, for: request) { transaction.queue(statement) }
        transaction.queue(AccessAudit.entry("sign_in", of: entry.user, in: organisation, request))
        let isNewDevice = try seen.get("total", as: Int.self) > 0 && seen.get("known", as: Int.self) == 0
        if isNewDevice {
            transaction.queue(AccessAudit.entry("new_device", of: entry.user, in: organisation, request))
            try SignInNotices(authenticator: authenticator).newDevice(entry.user, request, in: transaction)
        }
        return start.cookies(for: request)
    }

    private func place(_ entry: Entry, _ transaction: Transaction) async throws -> ID<Organisation> {
        let places = try await transaction.query(
            """
            select m.org_id, case \(entry.method.rawValue)::text when 'password' then o.allow_password_sign_in
              else o.allow_provider_sign_in end as is_allowed
            from members m join users u on u.id = m.id join organisations o on o.id = m.org_id
            where m.id = \(entry.user) and m.is_active and m.deleted_at is null
              and (\(entry.confined)::uuid is null or m.org_id = \(entry.confined))
            order by is_allowed desc, (m.org_id = u.last_org_id) desc nulls last, m.created_at, m.org_id limit 1
            """)
        guard let place = places.first else {
            // Whoever works nowhere is let in as far as the page where they begin an organisation or join one.
            if entry.confined == nil { return .nowhere }
            throw Problem.forbidden("Your account is not active in any organisation. Ask whoever invited you.")
        }
        guard try place.get("is_allowed") else {
            throw Problem(
                status: 403, code: "other_way",
                entry.method == .password
                    ? "Your organisation asks you to sign in through its own provider, not with a password."
                    : "Your organisation asks you to sign in with your password, not through a provider.")
        }
        return try place.get("org_id")
    }
}
