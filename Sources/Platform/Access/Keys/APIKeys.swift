public import Core
public import HTTP
internal import Postgres

/// Makes, lists, replaces and revokes the keys of an organisation. For its owners and admins.
public struct APIKeys: Sendable {
    /// How long a replaced key may go on.
    public static let overlap: ClosedRange<Duration> = .hours(24) ... .hours(72)

    /// A key with its secret, which is shown this once.
    public struct Made: Sendable {
        public let id: Identifier
        /// What the program sends as `Authorization: Bearer …`.
        public let text: String
    }

    private let authenticator: Authenticator
    private var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// Throws `Problem` 403 or 422, or `PostgresError`.
    public func create(_ new: NewAPIKey, _ context: Context) async throws -> Made {
        try context.require(.admins)
        try new.validate(for: context)
        let key = APIKeyText(id: context.newID(APIKey.self).value)
        _ = try await database.query(context, Self.insertion(of: new, key, context))
        return Made(id: key.id, text: key.text)
    }

    /// The newest first, revoked ones too. Throws `Problem` 403 or `PostgresError`.
    public func list(_ context: Context) async throws -> [APIKey] {
        try context.require(.admins)
        let rows = try await database.query(
            context,
            """
            select k.*, u.last_used_at, u.last_used_address
            from api_keys k left join api_key_uses u on u.org_id = k.org_id and u.key_id = k.id
            where k.org_id = \(context.organisation) order by k.created_at desc, k.id desc limit 500
            """)
        return try rows.map(Self.key)
    }

    /// Ends a key at once. Throws `Problem` 403 or 404, or `PostgresError`.
    public func revoke(_ id: Identifier, _ context: Context) async throws {
        try context.require(.admins)
        let rows = try await database.query(
            context,
            """
            update api_keys set revoked_at = coalesce(revoked_at, \(context.now))
            where org_id = \(context.organisation) and id = \(id) returning id
            """)
        _ = try rows.one("API key")
        authenticator.forget(.key(id))
    }

    /// Makes a successor on the same terms; the key itself goes on for `overlap`, so that programs can change over.
    /// Throws `Problem` 403, 404, 409 if it has ended or has a successor already, 422, or `PostgresError`.
    public func rotate(_ id: Identifier, overlap: Duration = .hours(24), _ context: Context) async throws -> Made {
        try context.require(.admins)
        guard Self.overlap.contains(overlap) else {
            throw Problem.invalid("overlap", "out_of_range", "A replaced key goes on for 24 to 72 hours.")
        }
        let now = context.now
        let successor = APIKeyText(id: context.newID(APIKey.self).value)
        try await database.transaction(context) { transaction in
            let rows = try await transaction.query(
                """
                select k.*, null::timestamptz as last_used_at, null::text as last_used_address from api_keys k
                where org_id = \(context.organisation) and id = \(id) for update
                """)
            let old = try Self.key(rows.one("API key"))
            guard old.revokedAt == nil, old.successor == nil, old.expiresAt.map({ $0 > now }) ?? true else {
                throw Problem.conflict("key_ended", "This key has ended or has been replaced. Make a new one instead.")
            }
            var new = NewAPIKey(
                name: old.name, role: old.role, scopes: old.scopes, allowedAddresses: old.allowedAddresses,
                requestsPerMinute: old.requestsPerMinute, expiresAt: old.expiresAt.map { now + ($0 - old.createdAt) })
            new.customRole = old.customRole
            try new.validate(for: context)
            transaction.queue(Self.insertion(of: new, successor, context))
            transaction.queue(
                """
                update api_keys set successor_id = \(successor.id), expires_at = least(expires_at, \(now + overlap))
                where org_id = \(context.organisation) and id = \(id)
                """)
        }
        authenticator.forget(.key(id))
        return Made(id: successor.id, text: successor.text)
    }

    private static func insertion(of new: NewAPIKey, _ key: APIKeyText, _ context: Context) -> SQL {
        """
        insert into api_keys (org_id, id, name, role, scopes, secret_hash, prefix, allowed_addresses, requests_per_minute,
          expires_at, created_at, created_by, custom_role_id)
        values (\(context.organisation), \(key.id), \(new.name), \(new.role), \(new.scopes)::text[],
          \(Bytea(key.secretHash)), \(key.prefix), \(new.allowedAddresses)::cidr[], \(new.requestsPerMinute),
          \(new.expiresAt), \(context.now), \(context.actor.user), \(new.customRole))
        """
    }

    private static func key(_ row: Row) throws -> APIKey {
        var key = APIKey(
            id: try row.get("id"), name: try row.get("name"), role: try row.get("role"), scopes: try row.get("scopes"),
            prefix: try row.get("prefix"), allowedAddresses: try row.get("allowed_addresses"),
            requestsPerMinute: try row.get("requests_per_minute"), createdAt: try row.get("created_at"),
            expiresAt: try row.optional("expires_at"), revokedAt: try row.optional("revoked_at"),
            successor: try row.optional("successor_id"), lastUsedAt: try row.optional("last_used_at"),
            lastUsedAddress: try row.optional("last_used_address"))
        key.customRole = try row.optional("custom_role_id")
        return key
    }

    /// The id of the key that a request shows, whether or not the key holds; nil if it shows nothing like one.
    public static func identifier(in request: Request) -> Identifier? {
        guard let header = request.headers["Authorization"], header.utf8.count <= 310,
            let text = header.split(separator: " ").last
        else { return nil }
        return APIKeyText.identifier(in: text)
    }
}
