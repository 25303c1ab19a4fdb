public import Core
public import Jobs
public import Postgres

/// All that people do with their accounts, put together.
public struct Accounts: Sendable {
    public let signUp: SignUp
    public let verification: EmailVerification
    public let reset: PasswordReset
    public let profile: AccountProfile
    public let invitations: Invitations
    public let sessions: AccountSessions
    public let members: Members
    public let directory: MemberDirectory
    public let founding: OrganisationFounding
    public let mail: AccountMail
    /// Whether people may sign up by themselves.
    public let isSignUpOpen: Bool
    private let links: AccountLinks

    public init(
        _ authenticator: Authenticator, passwords: PasswordService, provisioning: OrganisationProvisioning,
        mail: AccountMail, isSignUpOpen: Bool
    ) {
        let links = AccountLinks(database: authenticator.database, clock: authenticator.clock)
        self.links = links
        self.mail = mail
        self.isSignUpOpen = isSignUpOpen
        signUp = SignUp(provisioning, links, mail)
        verification = EmailVerification(authenticator, links, mail)
        reset = PasswordReset(authenticator, passwords, links, mail)
        profile = AccountProfile(authenticator, passwords, mail)
        invitations = Invitations(authenticator, passwords, mail)
        sessions = AccountSessions(authenticator)
        members = Members(authenticator)
        directory = MemberDirectory(authenticator.database)
        founding = OrganisationFounding(provisioning, authenticator)
    }

    /// The jobs that do what pages ask for, and send the letters.
    public func jobKinds(_ database: Database) -> [JobKind] {
        [
            mail.jobKind(database), signUp.jobKind, verification.jobKind, reset.jobKind,
            InvitationDelivery(database: database, mail: mail).jobKind,
            JobKind("accounts.purge", maxAttempts: 3) { _ in try await purge() },
        ]
    }

    /// Removes links a week after they ended, and sign-ups that nothing came of. For a daily job. Throws `PostgresError`.
    func purge() async throws {
        let now = links.clock.now
        try await links.database.systemTransaction(.signIn) { transaction in
            transaction.queue("delete from account_links where expires_at < \(now - .days(7))")
            transaction.queue("delete from sign_ups where created_at < \(now - .days(7))")
        }
    }
}
