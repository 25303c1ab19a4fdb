public import Core

/// Refuses changes that another site makes a signed-in browser send (cross-site request forgery).
public enum OriginCheck {
    /// Throws `Problem` 403 for an unsafe method with cookies unless the browser says it comes from this very site.
    /// Programs that send no cookies have nothing to be forged and pass.
    public static func require(_ request: Request) throws {
        guard !request.method.isSafe, request.headers.contains("Cookie") else { return }
        guard isSameOrigin(request) else {
            throw Problem.forbidden("This request came from another site. Open the page here and try again.")
        }
    }

    /// Sec-Fetch-Site where the browser sends it, the Origin header otherwise. A client that sends neither is no browser
    /// of the last ten years and is refused.
    public static func isSameOrigin(_ request: Request) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"] else { return false }
        return origin.lowercased() == "\(request.scheme)://\(request.host)".lowercased()
    }
}
