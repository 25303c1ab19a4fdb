import Core
import Crypto
import HTTP
import Jobs
import Mail
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Access

/// Keeps the messages it is given.
final class KeptMail: Mailer {
    private let kept = Mutex<[MailMessage]>([])

    func send(_ message: MailMessage) async throws { kept.withLock { $0.append(message) } }

    /// What was sent to an address, oldest first.
    func to(_ address: String) -> [MailMessage] {
        kept.withLock { $0.filter { $0.to.contains { $0.address == address } } }
    }

    /// The secret of the last link sent to an address: what follows `/verify/` and the like.
    func token(to address: String, after path: String) -> String? {
        guard let text = to(address).last?.text, let start = text.firstRange(of: path)?.upperBound else { return nil }
        return String(text[start...].prefix { !$0.isWhitespace })
    }
}

/// Two organisations, and all that people do with their accounts; letters are kept.
struct AccountFixture: Sendable {
    let access: AccessFixture
    let mail = KeptMail()
    let accounts: Accounts

    var clock: TestClock { access.clock }
    var database: Database { access.database }

    private init(_ access: AccessFixture) {
        self.access = access
        accounts = Accounts(
            access.authenticator, passwords: access.passwords, provisioning: access.provisioning,
            mail: AccountMail(
                mailer: mail, sender: "Mainline <mainline@example.com>", reachesPeople: true,
                publicURL: "https://mainline.example/", queue: JobQueue(notifier: nil)),
            isSignUpOpen: true)
    }

    static func run(_ body: (AccountFixture) async throws -> Void) async throws {
        try await AccessFixture.run { try await body(AccountFixture($0)) }
    }

    /// Does all jobs that are due.
    func work() async throws {
        try await JobRunner(
            database: database, kinds: accounts.jobKinds(database), loops: access.test.loops, clock: clock.source
        ).runUntilIdle()
    }

    func signUp(_ email: String = "nora@new.example", slug: String = "new-services") async throws {
        let form = SignUpForm(
            name: "Nora", email: email, password: AccessFixture.password,
            organisation: NewOrganisation(name: "New Services", slug: slug, currency: .eur, country: "DE"))
        try await accounts.signUp.ask(form, address: "198.51.100.9", correlation: "test")
        try await work()
    }

    /// Asks for a new password and gives the link's secret.
    func resetToken(_ email: String) async throws -> String? {
        try await accounts.reset.ask(email: email, correlation: "test")
        try await work()
        return mail.token(to: email, after: "/reset/")
    }

    /// Invites somebody to Acme and gives the link's secret. The action itself is tried in AppTests.
    func invite(_ email: String, as role: Role = .agent) async throws -> String {
        let context = access.context()
        let id = context.newID(Invitation.self)
        let owner = try await access.user("owner@acme.example")
        try await database.transaction(context) { transaction in
            transaction.queue(
                """
                insert into invitations (org_id, id, email, role, expires_at, created_by)
                values (app_org(), \(id), \(email), \(role), \(clock.now + .days(7)), \(owner))
                """)
            try JobQueue(notifier: nil).enqueue(
                NewJob(InvitationDelivery.job, payload: ["invitation": .text(id.value)]), in: transaction)
        }
        try await work()
        return try #require(mail.token(to: email, after: "/invitation/"))
    }

    func person(_ cookie: String) async throws -> AccountSessions.Person? {
        try await accounts.sessions.person(try access.get(cookie: cookie))
    }

    func restrictions(of slug: String) async throws -> [String] {
        try await database.systemQuery(
            .operations,
            """
            select r.kind from organisation_restrictions r join organisations o on o.id = r.org_id where o.slug = \(slug)
            """
        ).map { try $0.get("kind") }
    }

    var anyRequest: Request { get throws { try access.form("/any", []) } }
}
