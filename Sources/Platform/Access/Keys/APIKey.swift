public import Core

/// A program's key, without its secret.
public struct APIKey: Sendable {
    public let id: Identifier
    public let name: String
    public let role: Role
    /// The custom role that narrows the role, if any.
    public var customRole: Identifier?
    /// Empty: all that the role allows.
    public let scopes: [APIScope]
    /// By which people recognise the key.
    public let prefix: String
    /// Empty: everywhere.
    public let allowedAddresses: [AddressRange]
    public let requestsPerMinute: Int
    /// nil: without limit.
    public let requestsPerDay: Int?
    /// nil: without limit.
    public let requestsPerMonth: Int?
    /// Since midnight on the organisation's wall.
    public let requestsToday: Int
    public let createdAt: Instant
    public let expiresAt: Instant?
    public let revokedAt: Instant?
    /// The key that takes this one's place.
    public let successor: Identifier?
    public let lastUsedAt: Instant?
    public let lastUsedAddress: String?

    /// How a key stands at a moment.
    public enum State: String, Sendable { case active, replaced, expired, revoked }

    public func state(at now: Instant) -> State {
        if revokedAt != nil { return .revoked }
        if let expiresAt, expiresAt <= now { return .expired }
        return successor == nil ? .active : .replaced
    }
}

/// What it takes to make a key.
public struct NewAPIKey: Sendable {
    public var name: String
    public var role: Role
    public var scopes: [APIScope]
    public var allowedAddresses: [AddressRange]
    /// 1…100,000.
    public var requestsPerMinute: Int
    /// 1…1,000,000,000; nil: without limit.
    public var requestsPerDay: Int?
    /// 1…30,000,000,000; nil: without limit.
    public var requestsPerMonth: Int?
    public var expiresAt: Instant?
    /// A custom role that narrows `role`.
    public var customRole: Identifier?

    public init(
        name: String, role: Role, scopes: [APIScope] = [], allowedAddresses: [AddressRange] = [],
        requestsPerMinute: Int = 600, requestsPerDay: Int? = nil, requestsPerMonth: Int? = nil,
        expiresAt: Instant? = nil
    ) {
        self.name = name
        self.role = role
        self.scopes = scopes
        self.allowedAddresses = allowedAddresses
        self.requestsPerMinute = requestsPerMinute
        self.requestsPerDay = requestsPerDay
        self.requestsPerMonth = requestsPerMonth
        self.expiresAt = expiresAt
    }

    /// Throws `Problem` 422 that names every field that is wrong, or 403 for a role beyond the maker's own.
    func validate(for context: Context) throws {
        var errors: [Problem.FieldError] = []
        if name.isEmpty || name.count > 200 {
            errors.append(.init("name", "invalid", "Give the key a name of at most 200 characters."))
        }
        if !role.isStaff { errors.append(.init("role", "invalid", "A key has a staff role, not “\(role.rawValue)”.")) }
        errors += limitErrors
        if let expiresAt, expiresAt <= context.now {
            errors.append(.init("expires_at", "invalid", "The key would have expired already. Choose a later time."))
        }
        if scopes.count > 100 || allowedAddresses.count > 100 {
            errors.append(.init("scopes", "too_many", "A key has at most 100 scopes and 100 addresses."))
        }
        if !errors.isEmpty { throw Problem.invalid(errors) }
        // A key of a narrowed person's would not be narrowed.
        try context.requireWhole(.admins)
        if role == .owner { try context.require(Access(.owner, .system)) }
    }
    private var limitErrors: [Problem.FieldError] {
        var errors: [Problem.FieldError] = []
        if !(1...100_000).contains(requestsPerMinute) {
            errors.append(.init("requests_per_minute", "invalid", "Allow between 1 and 100,000 requests a minute."))
        }
        if let requestsPerDay, !(1...1_000_000_000).contains(requestsPerDay) {
            errors.append(
                .init("requests_per_day", "invalid", "Allow between 1 and 1,000,000,000 requests a day, or no limit."))
        }
        if let requestsPerMonth, !(1...30_000_000_000).contains(requestsPerMonth) {
            errors.append(
                .init(
                    "requests_per_month", "invalid",
                    "Allow between 1 and 30,000,000,000 requests a month, or no limit."))
        }
        return errors
    }
}
