internal import Core
internal import Crypto
internal import Postgres

/// Links sent to an address, by which whoever reads its mail proves that it is theirs.
struct AccountLinks: Sendable {
    enum Purpose: String, Sendable {
        case verify, reset, notice
        case changeEmail = "change_email"

        var lifetime: Duration { self == .reset ? .minutes(30) : .hours(24) }
    }

    /// A link that may be used.
    struct Found: Sendable {
        let user: ID<User>
        let name: String
        /// The address it was sent to.
        let email: String
        /// That of the account today.
        let currentEmail: String
        /// Whether the person has never signed in.
        let isNew: Bool
    }

    /// Letters to one account within an hour; more are not sent, or anyone could fill a mailbox.
    static let lettersAnHour = 5

    let database: Database
    let clock: TimeSource

    /// A new link, which ends earlier ones of its purpose; nil if the account has had letters enough.
    /// Throws `PostgresError`.
    func make(_ purpose: Purpose, for user: ID<User>, sentTo email: String, in transaction: Transaction) async throws
        -> Token?
    {
        let now = clock.now
        let recent = try await transaction.query(
            """
            with held as (select from users where id = \(user) for update)
            select count(*)::int as n from account_links, held where user_id = \(user) and created_at > \(now - .hours(1))
            """
        ).one("count").get("n", as: Int.self)
        guard recent < Self.lettersAnHour else { return nil }
        let token = Token()
        transaction.queue(
            """
            update account_links set expires_at = \(now)
            where user_id = \(user) and purpose = \(purpose.rawValue) and used_at is null and expires_at > \(now)
            """)
        transaction.queue(
            """
            insert into account_links (token_hash, purpose, user_id, email, created_at, expires_at)
            values (\(Bytea(token.digest)), \(purpose.rawValue), \(user), \(email), \(now), \(now + purpose.lifetime))
            """)
        return token
    }

    /// What the link stands for; nil if it is unknown, used, void or too old. Throws `PostgresError`.
    func find(_ shown: String, _ purposes: [Purpose]) async throws -> Found? {
        guard shown.utf8.count <= 100 else { return nil }
        let rows = try await database.systemQuery(
            .signIn,
            """
            select l.user_id, l.email, u.name, u.email as current_email, u.last_org_id is null as is_new
            from account_links l join users u on u.id = l.user_id
            where l.token_hash = \(Bytea(Token(shown: shown).digest)) and l.purpose = any(\(purposes.map(\.rawValue))::text[])
              and l.used_at is null and l.expires_at > \(clock.now)
            """)
        return try rows.first.map {
            Found(
                user: try $0.get("user_id"), name: try $0.get("name"), email: try $0.get("email"),
                currentEmail: try $0.get("current_email"), isNew: try $0.get("is_new"))
        }
    }

    /// Takes the link: it works no more. Throws `Problem` 410 if it was taken meanwhile, or `PostgresError`.
    func use(_ shown: String, in transaction: Transaction) async throws {
        let rows = try await transaction.query(
            """
            update account_links set used_at = \(clock.now)
            where token_hash = \(Bytea(Token(shown: shown).digest)) and used_at is null and expires_at > \(clock.now)
            returning user_id
            """)
        if rows.isEmpty { throw Self.gone }
    }

    static let gone = Problem(
        status: 410, code: "link_used", "This link has been used, is too old, or a newer one was sent. Ask for another."
    )
}
