internal import Core
internal import HTTP
internal import Postgres

/// What people are told by e-mail about their sign-ins, so that a stranger's do not go unnoticed.
struct SignInNotices: Sendable {
    let authenticator: Authenticator

    /// A browser that was never seen before has signed in.
    func newDevice(_ user: ID<User>, _ request: Request, in transaction: Transaction) throws {
        let device = UserAgent(request.headers["User-Agent"] ?? "").words
        try tell(
            user, "New sign-in to your account",
            [
                "Somebody signed in to your account with \(device), from the address \(request.address). If that was you, "
                    + "there is nothing to do.",
                "If it was not, sign that device out and change your password.",
            ], "See where you are signed in", "/account/devices", request, transaction)
    }

    /// Something about the second factor has changed.
    func secondFactor(_ words: String, _ user: ID<User>, _ request: Request, in transaction: Transaction) throws {
        try tell(
            user, words,
            [
                "\(words), from the address \(request.address). If that was you, there is nothing to do.",
                "If it was not, change your password and ask an administrator of your organisation for help.",
            ], "See your second factor", "/account/second-factor", request, transaction)
    }

    private func tell(
        _ user: ID<User>, _ subject: String, _ paragraphs: [String], _ words: String, _ path: String,
        _ request: Request, _ transaction: Transaction
    ) throws {
        guard let letters = authenticator.letters else { return }
        try letters.enqueue(
            AccountLetter(subject, paragraphs, link: .init(words, letters.publicURL + path)), to: user,
            correlation: request.requestID, clock: authenticator.clock, inSystem: transaction)
    }
}
