internal import Core
public import Records

/// Makes a key. Its secret is in the answer and nowhere else.
struct CreateAPIKey: Action {
    static let name = "api_keys.create"
    static let title = "Make an API key"
    static let access: Access = .admins
    static let secretAnswer: [String] = ["key"]
    static let fields: [Field] = [
        .text("name", required: true, max: 200),
        .choice("role", KeyInput.roles, required: true),
        .reference("custom_role_id", to: "custom_roles", label: "Custom role"),
        .tags("scopes"), .tags("allowed_addresses"),
        .number("requests_per_minute", in: 1...100_000, default: 600),
        .number("requests_per_day", in: 1...1_000_000_000),
        .number("requests_per_month", in: 1...30_000_000_000), .timestamp("expires_at"),
    ]

    let new: NewAPIKey
    var keys: APIKeys?

    init(_ input: Input) throws {
        var new = NewAPIKey(
            name: try input.text("name"), role: try input.choice("role"),
            scopes: try KeyInput.parse(input, "scopes", "Write scopes as leads:read or *:write.") { APIScope($0) },
            allowedAddresses: try KeyInput.parse(
                input, "allowed_addresses", "Write addresses as 203.0.113.7 or 203.0.113.0/24."
            ) { AddressRange($0) },
            requestsPerMinute: input.optionalInt("requests_per_minute").map(Int.init) ?? 600,
            requestsPerDay: input.optionalInt("requests_per_day").map(Int.init),
            requestsPerMonth: input.optionalInt("requests_per_month").map(Int.init),
            expiresAt: input.optionalInstant("expires_at"))
        new.customRole = (input.optionalID("custom_role_id") as ID<CustomRole>?)?.value
        self.new = new
    }

    func perform(in work: Work) async throws -> JSON {
        guard let keys else { throw Problem.internalError }
        try work.context.requireRecentProof()
        let made = try await keys.create(new, in: work.transaction)
        return ["id": .text(made.id), "key": .string(made.text)]
    }
}

/// Replaces a key: the answer has its successor's secret, and until when the key itself goes on.
struct RotateAPIKey: Action {
    static let name = "api_keys.rotate"
    static let title = "Rotate an API key"
    static let access: Access = .admins
    static let secretAnswer: [String] = ["key"]
    static let fields: [Field] = [
        .text("api_key", required: true, max: 36), .number("overlap_hours", in: 24...72, default: 24),
    ]

    let id: Identifier
    let overlap: Duration
    var keys: APIKeys?

    init(_ input: Input) throws {
        id = try KeyInput.id(input)
        overlap = .hours(Int(try input.int("overlap_hours")))
    }

    func perform(in work: Work) async throws -> JSON {
        guard let keys else { throw Problem.internalError }
        try work.context.requireRecentProof()
        let made = try await keys.rotate(id, overlap: overlap, in: work.transaction)
        return [
            "id": .text(made.id), "key": .string(made.text), "predecessor_id": .text(id),
            "predecessor_expires_at": .text(made.predecessorUntil),
        ]
    }
}

/// Ends a key at once, in every process.
struct RevokeAPIKey: Action {
    static let name = "api_keys.revoke"
    static let title = "Revoke an API key"
    static let access: Access = .admins
    static let isDestructive = true
    static let fields: [Field] = [.text("api_key", required: true, max: 36)]

    let id: Identifier
    var keys: APIKeys?

    init(_ input: Input) throws { id = try KeyInput.id(input) }

    func perform(in work: Work) async throws -> JSON {
        guard let keys else { throw Problem.internalError }
        try await keys.revoke(id, in: work.transaction)
        return ["id": .text(id), "state": "revoked"]
    }
}

/// Gives a key other limits or another name. Zero takes a daily or monthly limit away.
struct ChangeAPIKey: Action {
    static let name = "api_keys.change"
    static let title = "Change an API key's limits"
    static let access: Access = .admins
    static let fields: [Field] = [
        .text("api_key", required: true, max: 36), .text("name", max: 200),
        .number("requests_per_minute", in: 1...100_000),
        .number("requests_per_day", in: 0...1_000_000_000), .number("requests_per_month", in: 0...30_000_000_000),
    ]

    let id: Identifier
    let change: KeyLimitChange
    var keys: APIKeys?

    init(_ input: Input) throws {
        id = try KeyInput.id(input)
        func quota(_ name: String) -> Int?? {
            guard let given = input.optionalInt(name) else { return nil }
            return .some(given == 0 ? nil : Int(given))
        }
        change = KeyLimitChange(
            name: input.optionalText("name"), requestsPerMinute: input.optionalInt("requests_per_minute").map(Int.init),
            requestsPerDay: quota("requests_per_day"), requestsPerMonth: quota("requests_per_month"))
    }

    func perform(in work: Work) async throws -> JSON {
        guard let keys else { throw Problem.internalError }
        try await keys.change(id, change, in: work.transaction)
        return ["id": .text(id)]
    }
}

/// What the actions' inputs have in common.
enum KeyInput {
    static let roles = Role.allCases.filter(\.isStaff).map { Choice($0.rawValue) }

    static func id(_ input: Input) throws -> Identifier {
        guard let id = Identifier(try input.text("api_key")) else { throw Problem.notFound("API key") }
        return id
    }

    static func parse<Value>(
        _ input: Input, _ field: String, _ words: String, _ read: (String) -> Value?
    ) throws -> [Value] {
        try (input.json(field).array ?? []).compactMap(\.string).map { text in
            guard let value = read(text) else {
                throw Problem.invalid(field, "invalid", "“\(text)” is not possible here. \(words)")
            }
            return value
        }
    }
}

extension Catalogue {
    /// The actions about API keys.
    public mutating func addKeyActions(_ keys: APIKeys) {
        add(CreateAPIKey.self) { $0.keys = keys }
        add(RotateAPIKey.self) { $0.keys = keys }
        add(RevokeAPIKey.self) { $0.keys = keys }
        add(ChangeAPIKey.self) { $0.keys = keys }
    }
}
