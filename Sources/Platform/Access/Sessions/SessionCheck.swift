public import Core
public import HTTP

/// Whose session it is, and where whoever must first show again that it is them is led.
public enum SessionCheck {
    /// How long a proof holds.
    static let period: Duration = .minutes(15)

    /// Whose own account is meant. Throws `Problem` 404 for a program, which has none.
    static func person(_ context: Context) throws -> ID<User> {
        guard let user = context.actor.user else { throw Problem.notFound("account of a person") }
        return user
    }

    /// What `ProofRequired` means for whoever sent the request: the way to the page that asks, and back to the page with
    /// the form. Nil for other errors.
    public static func detour(for error: any Error, _ request: Request) -> Detour? {
        guard error is ProofRequired else { return nil }
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
