public import Core
public import Postgres

extension APIKeys {
    /// The keys with their last uses and what they asked today: for pages that read it together with other things.
    public static func listing(_ context: Context) -> SQL {
        """
        select k.*, u.last_used_at, u.last_used_address, coalesce(t.requests, 0)::bigint as requests_today
        from api_keys k left join api_key_uses u on u.org_id = k.org_id and u.key_id = k.id
          left join api_usage t on t.org_id = k.org_id and t.key_id = k.id and t.grain = 'day'
            and t.starts_at = \(context.zone.startOfDay(context.today))
        where k.org_id = app_org() order by k.created_at desc, k.id desc limit 500
        """
    }

    /// A row of `listing`.
    public static func key(_ row: Row) throws -> APIKey {
        var key = APIKey(
            id: try row.get("id"), name: try row.get("name"), role: try row.get("role"), scopes: try row.get("scopes"),
            prefix: try row.get("prefix"), allowedAddresses: try row.get("allowed_addresses"),
            requestsPerMinute: try row.get("requests_per_minute"), requestsPerDay: try row.optional("requests_per_day"),
            requestsPerMonth: try row.optional("requests_per_month"), requestsToday: try row.get("requests_today"),
            createdAt: try row.get("created_at"), expiresAt: try row.optional("expires_at"),
            revokedAt: try row.optional("revoked_at"), successor: try row.optional("successor_id"),
            lastUsedAt: try row.optional("last_used_at"), lastUsedAddress: try row.optional("last_used_address"))
        key.customRole = try row.optional("custom_role_id")
        return key
    }
}

extension NewAPIKey {
    /// On the terms of another.
    init(_ key: APIKey) {
        self.init(
            name: key.name, role: key.role, scopes: key.scopes, allowedAddresses: key.allowedAddresses,
            requestsPerMinute: key.requestsPerMinute, requestsPerDay: key.requestsPerDay,
            requestsPerMonth: key.requestsPerMonth, expiresAt: key.expiresAt)
        customRole = key.customRole
    }
}

extension APIKey {
    /// As programs read it; never the secret.
    public func json(at now: Instant) -> JSON {
        [
            "id": .text(id), "name": .string(name), "prefix": .string(prefix), "role": .string(role.rawValue),
            "custom_role_id": .text(customRole),
            "scopes": .array(scopes.map { .string($0.description) }),
            "allowed_addresses": .array(allowedAddresses.map { .string($0.description) }),
            "requests_per_minute": .int(Int64(requestsPerMinute)),
            "requests_per_day": requestsPerDay.map { .int(Int64($0)) } ?? .null,
            "requests_per_month": requestsPerMonth.map { .int(Int64($0)) } ?? .null,
            "requests_today": .int(Int64(requestsToday)), "state": .string(state(at: now).rawValue),
            "created_at": .text(createdAt), "expires_at": .text(expiresAt), "revoked_at": .text(revokedAt),
            "successor_id": .text(successor), "last_used_at": .text(lastUsedAt),
            "last_used_address": .text(lastUsedAddress),
        ]
    }
}

/// Other limits, or another name, for a key; what is nil stays as it is.
struct KeyLimitChange: Sendable {
    var name: String?
    var requestsPerMinute: Int?
    /// `.some(nil)`: without limit from now on.
    var requestsPerDay: Int??
    var requestsPerMonth: Int??

    func applied(to key: APIKey) -> NewAPIKey {
        var new = NewAPIKey(key)
        if let name { new.name = name }
        if let requestsPerMinute { new.requestsPerMinute = requestsPerMinute }
        if let requestsPerDay { new.requestsPerDay = requestsPerDay }
        if let requestsPerMonth { new.requestsPerMonth = requestsPerMonth }
        return new
    }
}
