public import Core
public import Jobs
public import Mail
public import Postgres
public import Telemetry

/// Sends letters about accounts, always from a job: a request never waits for a mail server, and takes as long for an
/// account that is there as for one that is not.
public struct AccountMail: Sendable {
    /// False where no mail server is set: then letters are kept, and links must be handed over by people.
    public let reachesPeople: Bool
    /// The address people reach Mainline at, without a slash at its end.
    public let publicURL: String
    private let mailer: any Mailer
    private let sender: String
    let queue: JobQueue
    private let log: Log

    /// - Parameter sender: `Mainline <mainline@example.com>`.
    public init(
        mailer: any Mailer, sender: String, reachesPeople: Bool, publicURL: String, queue: JobQueue,
        log: Log = .silent
    ) {
        self.mailer = mailer
        self.sender = sender
        self.reachesPeople = reachesPeople
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.queue = queue
        self.log = log.area("access")
    }

    /// Has a letter sent to a person once the transaction across organisations commits. For notices: whatever link it has
    /// is no secret. Throws `Problem` if it is too long.
    public func enqueue(
        _ letter: AccountLetter, to user: ID<User>, correlation: String, clock: TimeSource,
        inSystem transaction: Transaction
    ) throws {
        try enqueue(["user": .text(user.value), "letter": letter.json], correlation, clock, transaction)
    }

    /// Likewise, to an address that is no longer, or not yet, that of the account.
    func enqueue(
        _ letter: AccountLetter, to address: String, name: String, correlation: String, clock: TimeSource,
        inSystem transaction: Transaction
    ) throws {
        try enqueue(
            ["address": .string(address), "name": .string(name), "letter": letter.json], correlation, clock,
            transaction)
    }

    private func enqueue(
        _ payload: JSON, _ correlation: String, _ clock: TimeSource, _ transaction: Transaction
    ) throws {
        try queue.enqueue(
            many: [NewJob("accounts.letter", payload: payload, priority: .urgent)], for: .platform,
            correlation: correlation, clock: clock, inSystem: transaction)
    }

    /// The job that sends what `enqueue` was given.
    public func jobKind(_ database: Database) -> JobKind {
        JobKind("accounts.letter", maxAttempts: 10, timeLimit: .seconds(120)) { run in
            guard let letter = run.payload["letter"].flatMap(AccountLetter.init(json:)) else {
                throw JobFailure.permanent("no letter in the payload")
            }
            if let address = run.payload["address"]?.string {
                return try await send(letter, to: address, name: run.payload["name"]?.string ?? "", run)
            }
            guard let user = run.payload["user"]?.string.flatMap({ ID<User>($0) }) else {
                throw JobFailure.permanent("nobody in the payload")
            }
            let rows = try await database.systemQuery(.signIn, "select email, name from users where id = \(user)")
            guard let row = rows.first else { return }
            try await send(letter, to: try row.get("email"), name: try row.get("name"), run)
        }
    }

    /// Hands a letter to the mail server. Throws `MailError`, or `JobFailure` for an address no letter can go to.
    func send(_ letter: AccountLetter, to address: String, name: String, _ run: JobRun) async throws {
        let to: MailAddress
        do { to = try MailAddress(address, name: name) } catch let error as MailError {
            throw JobFailure.permanent("The address takes no e-mail: \(error)")
        }
        var message = MailMessage(
            id: run.id.value, date: run.createdAt, from: try MailAddress(parsing: sender), to: [to],
            subject: letter.subject, text: letter.text(to: name.isEmpty ? address : name))
        message.headers = [.init("Auto-Submitted", "auto-generated")]
        try await mailer.send(message)
        // Never the link: whoever reads logs must not be able to use it.
        if !reachesPeople {
            log.info(
                "An e-mail about an account waits in the mail folder: no mail server is set.",
                ["job": .text("\(run.id)")])
        }
    }
}
