internal import Core
internal import HTTP

/// What a support session never reaches, whatever it was granted: secrets, keys, people's own accounts, and whatever
/// takes data out.
enum SupportReach {
    /// First parts of paths.
    private static let places: Set = [
        "account", "api", "calendar-feed", "exports", "live", "notifications", "sign-out", "switch-organisation",
        "portal", "privacy-requests", "imports",
    ]
    /// Second parts below `/settings`.
    private static let settings: Set = [
        "keys", "api-keys", "usage", "security", "security-overview", "audit", "support", "members", "roles", "teams",
        "permissions",
        "privacy", "plan", "lockdown", "widgets", "portals",
    ]

    static func allows(_ request: Request, mayWrite: Bool) -> Bool {
        guard mayWrite || request.method.isSafe else { return false }
        let parts = request.segments
        guard let first = parts.first else { return true }
        if places.contains(first) { return false }
        if first == "settings", parts.count > 1, settings.contains(parts[1]) { return false }
        // Lists, reports and dashboards are exported below their own addresses; actions by their names.
        return !parts.contains { $0.hasPrefix("export") || $0.hasSuffix("-data") || $0.contains("secret") }
    }
}
