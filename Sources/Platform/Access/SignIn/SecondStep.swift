internal import Core
internal import HTTP
internal import Postgres

/// The second step of signing in: a code of the device, or a recovery code.
struct SecondStep: Sendable {
    let authenticator: Authenticator
    let factors: SecondFactors

    init(_ authenticator: Authenticator, _ secrets: SignInSecrets) {
        self.authenticator = authenticator
        factors = SecondFactors(authenticator, secrets)
    }

    /// Whether the request comes from a sign-in that waits for a code.
    func isPending(_ request: Request) async throws -> Bool {
        try await PendingSignIn.find(request, .secondFactor, authenticator) != nil
    }

    /// Begins the session; gives its cookies and where to go on to.
    /// Throws `Problem` 409 if the sign-in is over, 422 for a wrong code, 429.
    func finish(_ code: String, _ request: Request) async throws -> (cookies: [SetCookie], next: String) {
        guard let pending = try await PendingSignIn.find(request, .secondFactor, authenticator) else {
            throw PendingSignIn.over
        }
        try await factors.verify(code, of: pending.entry.user, request)
        let cookies = try await authenticator.database.systemTransaction(.signIn) { transaction in
            try await pending.consume(in: transaction)
            return try await SessionStart(authenticator: authenticator).begin(pending.entry, request, in: transaction)
        }
        return (cookies + [PendingSignIn.removal(for: request)], pending.entry.next)
    }
}
