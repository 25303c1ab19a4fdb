public import Core

/// Who may call a route.
public enum RouteAccess: Sendable {
    /// Everyone; `reason` says why that is right.
    case open(reason: String)
    /// A provider that proves itself with a signature, which the handler checks.
    case webhook(provider: String)
    /// Whoever is signed in (or holds an API key) with one of these roles.
    case signedIn(Access)
}
