internal import Core
internal import HTTP

/// Who must set up a second factor does that before anything else.
enum Enrolment {
    static let path = "/account/second-factor"
    /// What it takes to set one up, or to go away instead.
    private static let open = [
        path, "/account/confirm", "/sign-out", "/switch-organisation", "/sign-in/openid", "/assets",
    ]

    /// Throws a `Detour` unless the request belongs to setting one up.
    static func require(_ request: Request) throws {
        if open.contains(where: { request.path == $0 || request.path.hasPrefix($0 + "/") }) { return }
        throw Detour(
            to: path,
            Problem(
                status: 403, code: "second_factor_required",
                "Your organisation asks for a second factor. Set one up at \(path) first."))
    }
}
