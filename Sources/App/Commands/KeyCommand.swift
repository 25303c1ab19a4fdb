internal import Access
internal import Core

extension Command {
    static let key = Command(
        "key", "Make, list, rotate and revoke API keys of an organisation.",
        usage: "create|list|rotate|revoke --org SLUG …",
        details: """
            key create --org harbor --name "Reporting" --role viewer [--limit 600] [--daily N] [--monthly N]
                       [--scopes customers:read,leads:read] [--addresses 203.0.113.0/24] [--days 365]
            key list --org harbor
            key rotate --org harbor --id ID [--overlap 24]
            key revoke --org harbor --id ID

            A key is shown once. --limit is requests per minute; --daily and --monthly are quotas, none if not given;
            --days is how long it lives. A rotated key goes on for 24 to 72 hours beside its successor.
            Roles: owner, admin, manager, sales, agent, technician, viewer.
            """
    ) { arguments in
        var arguments = arguments
        let verb = arguments.word()
        let slug = try arguments.required("org", "the organisation's short name")
        let line: @Sendable (APIKeys, Context) async throws -> String
        switch verb {
        case "create":
            let (new, days) = try newKey(&arguments)
            line = { keys, context in
                var new = new
                if days > 0 { new.expiresAt = context.now + .days(days) }
                return try await keys.create(new, context).text
            }
        case "list": line = { try await list($0, $1) }
        case "rotate":
            let id = try identifier(&arguments)
            let hours = try arguments.number("overlap", default: 24)
            line = { try await $0.rotate(id, overlap: .hours(hours), $1).text }
        case "revoke":
            let id = try identifier(&arguments)
            line = {
                try await $0.revoke(id, $1)
                return "Revoked."
            }
        default: throw UsageError("Write mainline key create, list, rotate or revoke.")
        }
        let text = try await CommandSession.run(try arguments.settings()) { session in
            let context = try await session.provisioning.context(of: try await session.organisation(slug))
            return try await line(APIKeys(session.application.authenticator), context)
        }
        print(text)
    }

    private static func newKey(_ arguments: inout Arguments) throws -> (NewAPIKey, days: Int) {
        let name = try arguments.required("name", "what the key is for")
        let roleName = try arguments.required("role", "what the key may do")
        guard let role = Role(rawValue: roleName), role.isStaff else {
            throw UsageError(
                "There is no role “\(roleName)”; the roles are owner, admin, manager, sales, agent, technician, viewer."
            )
        }
        var new = NewAPIKey(name: name, role: role)
        new.requestsPerMinute = try arguments.number("limit", default: 600)
        new.requestsPerDay = try quota("daily", &arguments)
        new.requestsPerMonth = try quota("monthly", &arguments)
        new.scopes = try values("scopes", &arguments, "Write scopes as leads:read.") { APIScope($0) }
        new.allowedAddresses = try values("addresses", &arguments, "Write addresses as 203.0.113.0/24.") {
            AddressRange($0)
        }
        return (new, try arguments.number("days", default: 0, minimum: 0))
    }

    private static func quota(_ name: String, _ arguments: inout Arguments) throws -> Int? {
        let number = try arguments.number(name, default: 0, minimum: 0)
        return number == 0 ? nil : number
    }

    private static func values<Value>(
        _ name: String, _ arguments: inout Arguments, _ words: String, _ read: (String) -> Value?
    ) throws -> [Value] {
        try (arguments.option(name) ?? "").split(separator: ",").map { part in
            guard let value = read(String(part)) else { throw UsageError("“\(part)” is not possible here. \(words)") }
            return value
        }
    }

    private static func identifier(_ arguments: inout Arguments) throws -> Identifier {
        let text = try arguments.required("id", "the key's id, as key list shows it")
        guard let id = Identifier(text) else { throw UsageError("“\(text)” is no key's id; key list shows them.") }
        return id
    }

    private static func list(_ keys: APIKeys, _ context: Context) async throws -> String {
        let lines = try await keys.list(context).map { key in
            [
                key.id.description, key.prefix, key.role.rawValue, key.state(at: context.now).rawValue,
                key.lastUsedAt.map { "last used \($0)" } ?? "never used", key.name,
            ].joined(separator: "  ")
        }
        return lines.isEmpty ? "No keys." : lines.joined(separator: "\n")
    }
}
