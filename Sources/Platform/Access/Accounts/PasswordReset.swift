public import Core
internal import Crypto
public import HTTP
public import Jobs
internal import Postgres

/// A new password for whoever has forgotten theirs, by a link to their mailbox.
public struct PasswordReset: Sendable {
    static let job = "accounts.reset"

    private let authenticator: Authenticator
    private let passwords: PasswordService
    private let links: AccountLinks
    private let mail: AccountMail
    private var database: Database { links.database }
    private var clock: TimeSource { links.clock }

    init(_ authenticator: Authenticator, _ passwords: PasswordService, _ links: AccountLinks, _ mail: AccountMail) {
        self.authenticator = authenticator
        self.passwords = passwords
        self.links = links
        self.mail = mail
    }

    /// Writes down that somebody asks. Whether there is such an account is looked at by the job, so that the answer says
    /// nothing, not by its time either. Throws `PostgresError`.
    public func ask(email: String, correlation: String) async throws {
        let email = String(email.prefix(254))
        try await database.systemTransaction(.signIn) { transaction in
            _ = try mail.queue.enqueue(
                many: [NewJob(Self.job, payload: ["email": .string(email)], priority: .urgent)], for: .platform,
                correlation: correlation, clock: clock, inSystem: transaction)
        }
    }

    /// Makes the link and sends it: it is nowhere but in the letter.
    var jobKind: JobKind {
        JobKind(Self.job, maxAttempts: 8, timeLimit: .seconds(120)) { run in
            guard let email = run.payload["email"]?.string else { throw JobFailure.permanent("no address") }
            let rows = try await database.systemQuery(
                .signIn, "select id, name, email from users where lower(email) = lower(\(email))")
            guard let row = rows.first else { return }
            let (user, address): (ID<User>, String) = (try row.get("id"), try row.get("email"))
            let token = try await database.systemTransaction(.signIn) {
                try await links.make(.reset, for: user, sentTo: address, in: $0)
            }
            guard let token else { return }
            try await mail.send(
                .reset("\(mail.publicURL)/reset/\(token.text)"), to: address, name: try row.get("name"), run)
        }
    }

    /// The address whose password the link changes; nil if it does not work. Throws `PostgresError`.
    public func find(_ token: String) async throws -> String? {
        guard let found = try await links.find(token, [.reset]),
            found.email.lowercased() == found.currentEmail.lowercased()
        else { return nil }
        return found.currentEmail
    }

    /// Sets the password, and ends every session of the account: whoever else was in is out. The link proves the address
    /// too. Throws `Problem` 410 for a link that does not work, 422 for a password that will not do.
    public func reset(_ token: String, password: String, _ request: Request) async throws {
        guard let found = try await links.find(token, [.reset]),
            found.email.lowercased() == found.currentEmail.lowercased()
        else { throw AccountLinks.gone }
        let faults = PasswordPolicy.faults(of: password, email: found.currentEmail)
        if !faults.isEmpty { throw Problem.invalid(faults) }
        let hash = try await passwords.hash(password)
        let (now, user) = (clock.now, found.user)
        try await database.systemTransaction(.signIn) { transaction in
            try await links.use(token, in: transaction)
            transaction.queue(AccessAudit.settings(of: user, request.requestID, address: request.address))
            transaction.queue(
                """
                update users set password_hash = \(hash.encoded), updated_at = now(),
                  email_verified_at = coalesce(email_verified_at, \(now)) where id = \(user)
                """)
            transaction.queue(EmailVerification.release(user))
            transaction.queue("update sessions set ended_at = \(now) where user_id = \(user) and ended_at is null")
            transaction.queue(AccessAudit.everywhere("password_reset", of: user, request))
            try mail.enqueue(
                .passwordChanged(mail.publicURL), to: user, correlation: request.requestID, clock: clock,
                inSystem: transaction)
        }
        authenticator.forget(.user(user))
    }
}
