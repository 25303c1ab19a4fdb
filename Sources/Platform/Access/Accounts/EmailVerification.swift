public import Core
internal import Crypto
public import Jobs
internal import Postgres

/// Proving that an e-mail address is one's own, and changing it for another.
public struct EmailVerification: Sendable {
    static let job = "accounts.verify"

    private let authenticator: Authenticator
    private let links: AccountLinks
    private let mail: AccountMail
    private var database: Database { links.database }
    private var clock: TimeSource { links.clock }

    init(_ authenticator: Authenticator, _ links: AccountLinks, _ mail: AccountMail) {
        self.authenticator = authenticator
        self.links = links
        self.mail = mail
    }

    /// Sends the link once more, unless the address is proved already. Throws `PostgresError`.
    public func ask(_ user: ID<User>, correlation: String) async throws {
        try await database.systemTransaction(.signIn) { transaction in
            try Self.enqueue(for: user, mail, correlation, clock, transaction)
        }
    }

    /// Sends a link to an address that is to become the account's. Whoever has it already is not told by the answer.
    /// Throws `Problem` 422, or `PostgresError`.
    public func askToChange(_ user: ID<User>, to email: String, correlation: String) async throws {
        guard EmailAddress.isPlausible(email) else {
            throw Problem.invalid("email", "invalid", "“\(email.prefix(60))” is not an email address.")
        }
        try await database.systemTransaction(.signIn) { transaction in
            try Self.enqueue(for: user, newEmail: email, mail, correlation, clock, transaction)
        }
    }

    static func enqueue(
        for user: ID<User>, newEmail: String? = nil, _ mail: AccountMail, _ correlation: String, _ clock: TimeSource,
        _ transaction: Transaction
    ) throws {
        try mail.queue.enqueue(
            many: [
                NewJob(job, payload: ["user": .text(user.value), "email": .text(newEmail)], priority: .urgent)
            ], for: .platform, correlation: correlation, clock: clock, inSystem: transaction)
    }

    /// Makes the link and sends it: it is nowhere but in the letter.
    var jobKind: JobKind {
        JobKind(Self.job, maxAttempts: 8, timeLimit: .seconds(120)) { run in
            guard let user = run.payload["user"]?.string.flatMap({ ID<User>($0) }) else {
                throw JobFailure.permanent("nobody in the payload")
            }
            let newEmail = run.payload["email"]?.string
            let rows = try await database.systemQuery(
                .signIn,
                """
                select name, email, email_verified_at is not null as is_verified,
                  exists (select from users other where lower(other.email) = lower(\(newEmail)) and other.id <> \(user))
                    as is_taken
                from users where id = \(user)
                """)
            guard let row = rows.first else { return }
            let (name, email): (String, String) = (try row.get("name"), try row.get("email"))
            let isTaken: Bool = try row.get("is_taken")
            if newEmail == nil, try row.get("is_verified") { return }
            // Another person's address: nothing can come of it, and they need not hear of it.
            if isTaken { return }
            let token = try await database.systemTransaction(.signIn) {
                try await links.make(
                    newEmail == nil ? .verify : .changeEmail, for: user, sentTo: newEmail ?? email, in: $0)
            }
            guard let token else { return }
            let address = "\(mail.publicURL)/verify/\(token.text)"
            try await mail.send(
                newEmail == nil ? .verification(address) : .newAddress(address), to: newEmail ?? email, name: name, run)
        }
    }

    /// What a link would prove; nil if it does not work.
    public struct Proof: Sendable {
        public let user: ID<User>
        /// The address it proves.
        public let email: String
        /// Whether the account has had another until now.
        public let isChange: Bool
        /// Whether the person has never signed in: then the link does, for nothing else of theirs could be reached by it.
        public let isFirst: Bool
    }

    /// Throws `PostgresError`.
    public func find(_ token: String) async throws -> Proof? {
        try await links.find(token, [.verify, .changeEmail]).flatMap {
            let isChange = $0.email.lowercased() != $0.currentEmail.lowercased()
            return Proof(user: $0.user, email: $0.email, isChange: isChange, isFirst: $0.isNew && !isChange)
        }
    }

    /// Takes the link at its word: the address is the account's, in every organisation, and what was held back is free.
    /// Throws `Problem` 409 for an address that somebody else has by now, 410 for a link that does not work.
    public func confirm(_ token: String, correlation: String) async throws -> Proof {
        guard let proof = try await find(token) else { throw AccountLinks.gone }
        do {
            try await database.systemTransaction(.signIn) { transaction in
                try await links.use(token, in: transaction)
                transaction.queue(AccessAudit.settings(of: proof.user, correlation))
                let old: String = try await transaction.query(
                    "select email from users where id = \(proof.user) for update"
                ).one("user").get("email")
                transaction.queue(
                    """
                    update users set email = \(proof.email), email_verified_at = \(clock.now), updated_at = now()
                    where id = \(proof.user)
                    """)
                transaction.queue(
                    "update members set email = \(proof.email) where id = \(proof.user) and email <> \(proof.email)")
                transaction.queue(Self.release(proof.user))
                guard proof.isChange else { return }
                // Links that went to the old address are worth nothing now.
                transaction.queue(
                    """
                    update account_links set expires_at = \(clock.now) where user_id = \(proof.user)
                      and used_at is null and purpose <> 'change_email'
                    """)
                try mail.enqueue(
                    .addressChanged(mail.publicURL), to: old, name: "", correlation: correlation, clock: clock,
                    inSystem: transaction)
            }
        } catch let error as PostgresError
            where ["users_email_key", "members_email_key"].contains(error.constraint ?? "")
        {
            throw Problem.conflict("email_taken", "This address belongs to another account by now.")
        }
        authenticator.forget(.user(proof.user))
        return proof
    }

    /// The operator's word that an address is its account's, where no mail can prove it. False if there is no such account.
    /// Throws `PostgresError`.
    public func vouch(for email: String) async throws -> Bool {
        try await database.systemTransaction(.signIn) { transaction in
            let rows = try await transaction.query(
                """
                update users set email_verified_at = coalesce(email_verified_at, \(clock.now))
                where lower(email) = lower(\(email)) returning id
                """)
            guard let user: ID<User> = try rows.first?.get("id") else { return false }
            transaction.queue(Self.release(user))
            return true
        }
    }

    /// Frees the organisations that waited for this owner's proof.
    static func release(_ user: ID<User>) -> SQL {
        """
        delete from organisation_restrictions r where r.kind = 'unverified'
          and exists (select from members m where m.org_id = r.org_id and m.id = \(user) and m.role = 'owner'
            and m.is_active and m.deleted_at is null)
        """
    }
}
