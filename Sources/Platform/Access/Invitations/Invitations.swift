public import Core
internal import Crypto
public import HTTP
internal import Postgres
internal import Records

/// Accepting invitations, and handing their links over where no mail server is.
public struct Invitations: Sendable {
    /// An invitation as whoever shows its link sees it.
    public struct Shown: Sendable {
        public enum State: Sendable { case open, expired, accepted, cancelled }

        public let id: ID<Invitation>
        public let organisation: ID<Organisation>
        public let organisationName: String
        public let email: String
        public let role: Role
        public let inviter: String?
        public let state: State
        /// Whether the address has an account already.
        public let hasAccount: Bool
    }

    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let mail: AccountMail
    private let sessions: Sessions
    private var database: Database { authenticator.database }
    private var clock: TimeSource { authenticator.clock }

    init(_ authenticator: Authenticator, _ passwords: PasswordService, _ mail: AccountMail) {
        self.authenticator = authenticator
        self.passwords = passwords
        self.mail = mail
        sessions = Sessions(authenticator)
    }

    /// A fresh link for a person here to hand over; what was sent before no longer works. It proves nobody's address.
    /// Throws `Problem` 403, 404 or `PostgresError`.
    public func handOver(_ invitation: ID<Invitation>, _ context: Context) async throws -> String {
        try context.requireWhole(.admins)
        try context.requireRecentProof()
        let token = Token()
        let rows = try await database.query(
            context,
            """
            update invitations set token_hash = \(Bytea(token.digest)), is_handed_over = true
            where org_id = app_org() and id = \(invitation) and accepted_at is null and cancelled_at is null
              and expires_at > \(clock.now) returning id
            """)
        _ = try rows.one("invitation")
        return mail.publicURL + "/invitation/" + token.text
    }

    /// Whether it has been neither accepted nor taken back; held until the work is done.
    /// Throws `Problem` 404 if there is none, or `PostgresError`.
    static func isOpen(_ invitation: ID<Invitation>, in work: Work) async throws -> Bool {
        try await work.query(
            """
            select accepted_at is null and cancelled_at is null as is_open from invitations
            where org_id = app_org() and id = \(invitation) for update
            """
        ).one("invitation").get("is_open")
    }

    private static func select(_ condition: SQL, at now: Instant) -> SQL {
        """
        select i.id, i.org_id, o.name as organisation, i.email, i.role, m.name as inviter,
          case when i.accepted_at is not null then 'accepted' when i.cancelled_at is not null then 'cancelled'
            when i.expires_at <= \(now) then 'expired' else 'open' end as state,
          exists (select from users u where lower(u.email) = lower(i.email)) as has_account
        from invitations i join organisations o on o.id = i.org_id
          left join members m on m.org_id = i.org_id and m.id = i.created_by
        where \(condition)
        """
    }

    private static func shown(_ row: Row) throws -> Shown {
        let state: Shown.State =
            switch try row.get("state", as: String.self) {
            case "accepted": .accepted
            case "cancelled": .cancelled
            case "expired": .expired
            default: .open
            }
        return Shown(
            id: try row.get("id"), organisation: try row.get("org_id"), organisationName: try row.get("organisation"),
            email: try row.get("email"), role: try row.get("role"), inviter: try row.optional("inviter"), state: state,
            hasAccount: try row.get("has_account"))
    }

    /// The invitation of a link; nil for one that never was, or that a newer one has replaced. Throws `PostgresError`.
    public func find(_ token: String) async throws -> Shown? {
        guard token.utf8.count <= 100 else { return nil }
        let digest = Token(shown: token).digest
        let rows = try await database.systemQuery(
            .publicLink, Self.select("i.token_hash = \(Bytea(digest))", at: clock.now))
        return try rows.first.map(Self.shown)
    }

    /// What waits for somebody who has proved their address, at most twenty. Throws `PostgresError`.
    public func waiting(for person: AccountSessions.Person) async throws -> [Shown] {
        guard person.isVerified else { return [] }
        let rows = try await database.systemQuery(
            .signIn,
            Self.select(
                """
                lower(i.email) = lower(\(person.email)) and i.accepted_at is null and i.cancelled_at is null
                  and i.expires_at > \(clock.now) order by i.created_at desc limit 20
                """, at: clock.now))
        return try rows.map(Self.shown)
    }

    /// Makes an account for somebody new and takes them in. Gives their session's cookies.
    /// Throws `Problem` 409 if the address has an account by now, 410, 422, or `PostgresError`.
    public func acceptAsNew(
        _ token: String, name: String, password: String, _ request: Request
    ) async throws -> [SetCookie] {
        guard let invitation = try await find(token), invitation.state == .open else { throw Self.gone }
        let name = name.trimmed
        let new = NewMember(name: name, email: invitation.email, role: invitation.role, password: password)
        try new.validate()
        let hash = try await passwords.hash(password)
        let user = ID<User>(IDSource.random.next(at: clock.now))
        let start = Sessions.Beginning(
            token: Token(), user: user, organisation: invitation.organisation,
            device: DeviceCookie.token(in: request))
        try await joining { transaction in
            transaction.queue(AccessAudit.settings(of: user, request.requestID, address: request.address))
            let made = try await transaction.query(
                """
                insert into users (id, email, name, password_hash, email_verified_at)
                select \(user)::uuid, i.email, \(name)::text, \(hash.encoded)::text, case when i.is_handed_over then null else \(clock.now)::timestamptz end
                from invitations i where i.org_id = \(invitation.organisation) and i.id = \(invitation.id)
                on conflict ((lower(email))) do nothing returning email_verified_at is not null as is_verified
                """)
            guard let row = made.first else {
                throw Problem.conflict("has_account", "This address has an account by now. Sign in to join.")
            }
            try await take(
                new, user, invitation, "i.token_hash = \(Bytea(Token(shown: token).digest))", in: transaction)
            for statement in sessions.beginning(start, for: request) {
                transaction.queue(statement)
            }
            transaction.queue(AccessAudit.entry("sign_in", of: user, in: invitation.organisation, request))
            if try !row.get("is_verified", as: Bool.self) {
                try EmailVerification.enqueue(for: user, mail, request.requestID, clock, transaction)
            }
        }
        return start.cookies(for: request)
    }

    /// Takes in somebody who has an account and is signed in with the address invited.
    /// Throws `Problem` 403 for another address, 410, or `PostgresError`.
    public func accept(
        _ invitation: Shown, by person: AccountSessions.Person, token: String?, _ request: Request
    ) async throws {
        guard person.email.lowercased() == invitation.email.lowercased(), token != nil || person.isVerified else {
            throw Problem.forbidden("This invitation is for another address.")
        }
        let member = NewMember(name: person.name, email: person.email, role: invitation.role)
        let condition: SQL = token.map { "i.token_hash = \(Bytea(Token(shown: $0).digest))" } ?? "true"
        try await joining { transaction in
            transaction.queue(AccessAudit.settings(of: person.id, request.requestID, address: request.address))
            try await take(member, person.id, invitation, condition, in: transaction)
        }
        authenticator.forget(.user(person.id))
    }

    /// With what a constraint refuses, such as the plan's last place being taken, in words.
    private func joining(_ body: @Sendable (Transaction) async throws -> Void) async throws {
        do { try await database.systemTransaction(.signIn, body) } catch let error as PostgresError {
            if error.constraint == "members_plan_cap" {
                throw Problem.conflict(
                    "plan_cap", "The organisation's plan has no place for another member. Tell whoever invited you.")
            }
            throw error
        }
    }

    /// The member's row, anew or again, and the invitation used up. What they chose of themselves before stays.
    private func take(
        _ member: NewMember, _ user: ID<User>, _ invitation: Shown, _ condition: SQL, in transaction: Transaction
    ) async throws {
        // Whoever works here already keeps their role: an invitation is no way up for them.
        transaction.queue(
            """
            insert into members (org_id, id, name, email, role, colour)
            select i.org_id, \(user)::uuid, \(member.name)::text, \(member.email)::text, i.role, \(member.shownColour)::text
            from invitations i where i.org_id = \(invitation.organisation) and i.id = \(invitation.id)
            on conflict (org_id, id) do update set role = excluded.role, email = excluded.email, name = excluded.name,
              is_active = true, deleted_at = null, custom_role_id = null
            where not members.is_active or members.deleted_at is not null
            """)
        let taken = try await transaction.query(
            """
            update invitations i set accepted_at = \(clock.now), accepted_by = \(user)
            where i.org_id = \(invitation.organisation) and i.id = \(invitation.id) and i.accepted_at is null
              and i.cancelled_at is null and i.expires_at > \(clock.now) and \(condition) returning i.id
            """)
        if taken.isEmpty { throw Self.gone }
    }

    static let gone = Problem(
        status: 410, code: "invitation_gone", "This invitation no longer works. Ask whoever invited you for another.")
}
