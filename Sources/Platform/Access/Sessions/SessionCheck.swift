public import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Asks whoever is about to do something dangerous to show again that it is them.
public struct SessionCheck: Sendable {
    /// How long a proof holds.
    static let period: Duration = .minutes(15)

    /// Whose own account is meant. Throws `Problem` 404 for a program, which has none.
    static func person(_ context: Context) throws -> ID<User> {
        guard let user = context.actor.user else { throw Problem.notFound("account of a person") }
        return user
    }

    private let authenticator: Authenticator

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// Passes if the person showed their password or second factor to this session within a quarter of an hour, as by
    /// signing in. Programs pass: their keys are limited otherwise. Throws a `Detour` to the page that asks, which leads
    /// back afterwards: to the page with the form, since what was typed there is not carried along.
    public func requireRecent(_ request: Request, _ context: Context) async throws {
        guard context.actor.user != nil, let token = SessionCookie.token(in: request) else { return }
        let rows = try await authenticator.database.systemQuery(
            .signIn,
            """
            select id from sessions where token_hash = \(Bytea(token.digest)) and ended_at is null
              and confirmed_at > \(context.now - Self.period)
            """)
        guard rows.isEmpty else { return }
        throw Self.detour(for: request)
    }

    /// What `ProofRequired` means for whoever sent the request: the way to the page that asks, and back. Nil for other
    /// errors.
    public static func detour(for error: any Error, _ request: Request) -> Detour? {
        error is ProofRequired ? detour(for: request) : nil
    }

    private static func detour(for request: Request) -> Detour {
        let back = request.method.isSafe ? request.target : page(of: request)
        return Detour(
            to: "/account/confirm?next=" + PercentCoding.encode(LocalPath.checked(back)),
            Problem(
                status: 403, code: "confirmation_required",
                "Confirm that it is you at /account/confirm, then send this again."))
    }

    /// The page whose form this is, if it is one of ours.
    private static func page(of request: Request) -> String? {
        let here = "\(request.scheme)://\(request.host)"
        guard let referrer = request.headers["HX-Current-URL"] ?? request.headers["Referer"], referrer.hasPrefix(here)
        else { return nil }
        return String(referrer.dropFirst(here.count))
    }
}
