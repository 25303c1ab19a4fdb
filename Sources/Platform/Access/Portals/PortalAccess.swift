public import Core
internal import Crypto
public import HTTP
public import Jobs
internal import Mail
public import Postgres
internal import Records

/// How customers and resellers come in to the portal: by a link mailed to them that lets in once.
public struct PortalAccess: Sendable {
    /// How long a link that somebody asked for can be used.
    static let linkLifetime: Duration = .minutes(30)
    /// And one that they were invited by, which they did not wait for.
    static let invitationLifetime: Duration = .days(7)
    static let sessionLifetime: Duration = .days(30)
    static let idleLifetime: Duration = .days(7)
    /// Links of one person within an hour; beyond, no more are mailed.
    private static let linksPerHour = 5

    let authenticator: Authenticator
    let mail: AccountMail
    var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator, mail: AccountMail) {
        self.authenticator = authenticator
        self.mail = mail
    }

    // MARK: - Links

    /// Has links mailed to whoever has this address, in whichever organisations. Says nothing of whether there is anybody,
    /// and takes as long either way: a job looks. Throws `Problem`, `PostgresError`.
    public func requestLink(email: String, _ request: Request) async throws {
        let email = String(email.prefix(300)).filter { !$0.isWhitespace }
        guard email.utf8.count <= 254, email.contains("@") else {
            throw Problem.invalid("email", "invalid", "Enter your e-mail address.")
        }
        try await database.systemTransaction(.signIn) { transaction in
            try mail.queue.enqueue(
                many: [NewJob(Self.linksJob, payload: ["email": .string(email)], priority: .urgent)], for: .platform,
                correlation: request.requestID, clock: authenticator.clock, inSystem: transaction)
        }
    }

    private static let linksJob = "portals.links"
    /// For whoever invites: `["identity": …]`.
    public static let invitationJob = "portals.invitation"

    public var jobs: [JobKind] {
        [
            JobKind(Self.linksJob, maxAttempts: 3, timeLimit: .seconds(120)) { run in
                guard let email = run.payload["email"]?.string else { return }
                try await mailLinks("lower(i.email) = lower(\(email))", isInvitation: false, run)
            },
            JobKind(Self.invitationJob, maxAttempts: 5, timeLimit: .seconds(120)) { run in
                guard let id = run.payload["identity"]?.string.flatMap(Identifier.init) else { return }
                try await mailLinks(
                    "i.org_id = \(run.organisation) and i.id = \(id)", isInvitation: true, run)
            },
        ]
    }

    private func mailLinks(_ condition: SQL, isInvitation: Bool, _ run: JobRun) async throws {
        let now = authenticator.clock.now
        let rows = try await database.systemQuery(
            .signIn,
            """
            select i.org_id, i.id, i.email, coalesce(i.name, '') as name, o.name as organisation
            from portal_identities i join organisations o on o.id = i.org_id
            where \(condition) and i.is_active and (select count(*) from portal_links l where l.org_id = i.org_id
              and l.identity_id = i.id and l.created_at > \(now - .hours(1))) < \(Self.linksPerHour)
            order by i.created_at limit 10
            """)
        for row in rows {
            let token = Token()
            let organisation: String = try row.get("organisation")
            let lifetime = isInvitation ? Self.invitationLifetime : Self.linkLifetime
            let (org, identity): (ID<Organisation>, Identifier) = (try row.get("org_id"), try row.get("id"))
            _ = try await database.systemQuery(
                .signIn,
                """
                insert into portal_links (org_id, id, identity_id, token_hash, created_at, expires_at)
                values (\(org), \(IDSource.random.next(at: now)), \(identity), \(Bytea(token.digest)), \(now), \(now + lifetime))
                """)
            let address = "\(mail.publicURL)/portal/enter/\(token.text)"
            try await mail.send(
                Self.letter(organisation, address, isInvitation: isInvitation), to: try row.get("email"),
                name: try row.get("name"), run)
        }
    }

    private static func letter(_ organisation: String, _ address: String, isInvitation: Bool) -> AccountLetter {
        isInvitation
            ? AccountLetter(
                "\(organisation) invites you to its customer portal",
                [
                    "In the portal of \(organisation) you see your visits, quotes and invoices, and pay them.",
                    "The link lets you in once and works for 7 days. After that you can ask for a new one at any time.",
                ], link: .init("Open the portal", address))
            : AccountLetter(
                "Your link to the portal of \(organisation)",
                [
                    "Here is the link to the portal of \(organisation) that you asked for.",
                    "It lets you in once and works for 30 minutes. If you did not ask for it, do nothing.",
                ], link: .init("Sign in", address))
    }

    /// Whose link it is, without using it: programs that look at mail open links too. Nil if it does not hold (any more).
    public func whose(link text: String) async throws -> (organisation: String, email: String)? {
        guard text.utf8.count <= 100 else { return nil }
        let rows = try await database.systemQuery(
            .signIn,
            """
            select o.name, i.email from portal_links l
            join portal_identities i on i.org_id = l.org_id and i.id = l.identity_id
            join organisations o on o.id = l.org_id
            where l.token_hash = \(Bytea(Token(shown: text).digest)) and \(holds)
            """)
        return try rows.first.map { (try $0.get("name"), try $0.get("email")) }
    }

    private var holds: SQL {
        "l.used_at is null and l.expires_at > \(authenticator.clock.now) and i.is_active and l.created_at >= i.sessions_from"
    }

    /// Uses a link up: begins a session and gives its cookie. Throws `Problem` 410 for one that does not hold.
    public func enter(link text: String, _ request: Request) async throws -> SetCookie {
        let now = authenticator.clock.now
        let session = Token()
        let agent = String((request.headers["User-Agent"] ?? "").prefix(300))
        try await database.systemTransaction(.signIn) { transaction in
            let rows = try await transaction.query(
                """
                update portal_links l set used_at = \(now) from portal_identities i
                where l.token_hash = \(Bytea(Token(shown: String(text.prefix(100))).digest)) and i.org_id = l.org_id
                  and i.id = l.identity_id and \(holds)
                returning i.org_id, i.id, i.kind
                """)
            guard let row = rows.first else { throw Self.spent }
            let (org, identity): (ID<Organisation>, Identifier) = (try row.get("org_id"), try row.get("id"))
            let kind: Role = try row.get("kind")
            transaction.queue(
                """
                insert into portal_sessions (org_id, id, identity_id, token_hash, created_at, last_seen_at, expires_at, address,
                  user_agent)
                values (\(org), \(IDSource.random.next(at: now)), \(identity), \(Bytea(session.digest)), clock_timestamp(), \(now),
                  \(now + Self.sessionLifetime), \(request.address), \(agent))
                """)
            if let old = PortalCookie.token(in: request) { transaction.queue(ending(old)) }
            transaction.queue(audit("sign_in", identity, kind, org, request))
        }
        return PortalCookie.setting(session, for: request)
    }

    private static let spent = Problem(
        status: 410, code: "link_spent",
        "This link has been used or is too old. Ask for a new one; it comes by e-mail in a moment.")

    // MARK: - Sessions

    private func ending(_ token: Token) -> SQL {
        """
        update portal_sessions set ended_at = \(authenticator.clock.now)
        where token_hash = \(Bytea(token.digest)) and ended_at is null returning id
        """
    }

    /// Ends the session that the request shows. Gives the cookie that makes the browser forget it.
    public func leave(_ request: Request, _ context: Context) async throws -> SetCookie {
        if let token = PortalCookie.token(in: request) {
            let ended = try await database.systemTransaction(.signIn) { transaction in
                if case .portal(let identity) = context.actor {
                    transaction.queue(audit("sign_out", identity, context.role, context.organisation, request))
                }
                return try await transaction.query(ending(token)).first?.get("id", as: Identifier.self)
            }
            if let ended { authenticator.forget(.session(ended)) }
        }
        return PortalCookie.removal(for: request)
    }

    private func audit(
        _ action: String, _ identity: Identifier, _ role: Role, _ organisation: ID<Organisation>, _ request: Request
    ) -> SQL {
        """
        insert into audit_entries
          (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes)
        values (\(organisation), \(Actor.portal(identity).description), \(role), \(Surface.portal), \(request.requestID),
          \(request.address), \(action), 'portal_identities', \(identity), '{}')
        """
    }
}
