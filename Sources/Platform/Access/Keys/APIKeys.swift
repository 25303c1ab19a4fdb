public import Core
public import HTTP
internal import Postgres

/// Makes, lists, changes, replaces and revokes the keys of an organisation. For its owners and admins.
public struct APIKeys: Sendable {
    /// How long a replaced key may go on.
    public static let overlap: ClosedRange<Duration> = .hours(24) ... .hours(72)
    /// Keys of one organisation that are in force at once.
    public static let most = 200

    /// A key with its secret, which is shown this once.
    public struct Made: Sendable {
        public let id: Identifier
        /// What the program sends as `Authorization: Bearer …`.
        public let text: String
        /// When the key that it replaces ends.
        public var predecessorUntil: Instant?
    }

    let authenticator: Authenticator
    private var database: Database { authenticator.database }

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// Throws `Problem` 403 or 422, or `PostgresError`.
    public func create(_ new: NewAPIKey, _ context: Context) async throws -> Made {
        try await database.transaction(context) { try await create(new, in: $0) }
    }

    /// The newest first, revoked ones too. Throws `Problem` 403 or `PostgresError`.
    public func list(_ context: Context) async throws -> [APIKey] {
        try context.require(.admins)
        return try await database.query(context, Self.listing(context)).map(Self.key)
    }

    /// Ends a key at once. Throws `Problem` 403 or 404, or `PostgresError`.
    public func revoke(_ id: Identifier, _ context: Context) async throws {
        try await database.transaction(context) { try await revoke(id, in: $0) }
    }

    /// Makes a successor on the same terms; the key itself goes on for `overlap`, so that programs can change over.
    /// Throws `Problem` 403, 404, 409 if it has ended or has a successor already, 422, or `PostgresError`.
    public func rotate(_ id: Identifier, overlap: Duration = .hours(24), _ context: Context) async throws -> Made {
        try await database.transaction(context) { try await rotate(id, overlap: overlap, in: $0) }
    }

    // MARK: - In a transaction

    func create(_ new: NewAPIKey, in transaction: Transaction) async throws -> Made {
        let context = transaction.context
        try context.require(.admins)
        try new.validate(for: context)
        try await KeyCeiling(transaction)?.require(new)
        let inForce: Int = try await transaction.query(
            """
            select count(*) as n from (select 1 from api_keys where org_id = app_org() and revoked_at is null
              and (expires_at is null or expires_at > \(context.now)) limit \(Self.most)) k
            """
        ).one("count").get("n")
        guard inForce < Self.most else {
            throw Problem.conflict("too_many_keys", "There are \(Self.most) keys already. Revoke those not in use.")
        }
        let key = APIKeyText(id: context.newID(APIKey.self).value)
        try await transaction.query(Self.insertion(of: new, key, context))
        return Made(id: key.id, text: key.text)
    }

    func revoke(_ id: Identifier, in transaction: Transaction) async throws {
        let context = transaction.context
        try context.require(.admins)
        try await requireWithinReach(id, in: transaction)
        let rows = try await transaction.query(
            """
            update api_keys set revoked_at = coalesce(revoked_at, \(context.now))
            where org_id = \(context.organisation) and id = \(id) returning id
            """)
        _ = try rows.one("API key")
        forget(id, after: transaction)
    }

    /// Gives a key other limits. What it may do and where from stays: for that there is a new key.
    func change(_ id: Identifier, _ limits: KeyLimitChange, in transaction: Transaction) async throws {
        let context = transaction.context
        try context.require(.admins)
        let old = try await locked(id, in: transaction)
        guard old.revokedAt == nil, old.expiresAt.map({ $0 > context.now }) ?? true else { throw Self.ended }
        let new = limits.applied(to: old)
        try new.validate(for: context)
        try await KeyCeiling(transaction)?.require(new)
        try await transaction.query(
            """
            update api_keys set name = \(new.name), requests_per_minute = \(new.requestsPerMinute),
              requests_per_day = \(new.requestsPerDay), requests_per_month = \(new.requestsPerMonth)
            where org_id = \(context.organisation) and id = \(id)
            """)
        forget(id, after: transaction)
    }

    func rotate(_ id: Identifier, overlap: Duration, in transaction: Transaction) async throws -> Made {
        let context = transaction.context
        try context.require(.admins)
        guard Self.overlap.contains(overlap) else {
            throw Problem.invalid("overlap_hours", "out_of_range", "A replaced key goes on for 24 to 72 hours.")
        }
        let now = context.now
        let successor = APIKeyText(id: context.newID(APIKey.self).value)
        let old = try await locked(id, in: transaction)
        guard old.revokedAt == nil, old.successor == nil, old.expiresAt.map({ $0 > now }) ?? true else {
            throw Self.ended
        }
        var new = NewAPIKey(old)
        new.expiresAt = old.expiresAt.map { now + ($0 - old.createdAt) }
        try new.validate(for: context)
        // A key that replaces itself lives as long again as it was given; it gains nothing else.
        var reach = new
        if context.actor == .apiKey(id) { reach.expiresAt = old.expiresAt }
        try await KeyCeiling(transaction)?.require(reach)
        let until = min(old.expiresAt ?? now + overlap, now + overlap)
        transaction.queue(Self.insertion(of: new, successor, context))
        try await transaction.query(
            """
            update api_keys set successor_id = \(successor.id), expires_at = \(until)
            where org_id = \(context.organisation) and id = \(id)
            """)
        forget(id, after: transaction)
        return Made(id: successor.id, text: successor.text, predecessorUntil: until)
    }

    // MARK: - Parts

    private static let ended = Problem.conflict(
        "key_ended", "This key has ended or has been replaced. Make a new one instead.")

    private func locked(_ id: Identifier, in transaction: Transaction) async throws -> APIKey {
        let rows = try await transaction.query(
            """
            select k.*, 0::bigint as requests_today, null::timestamptz as last_used_at, null::text as last_used_address
            from api_keys k where org_id = \(transaction.context.organisation) and id = \(id) for update
            """)
        return try Self.key(rows.one("API key"))
    }

    /// A key may end those that reach no further than itself.
    private func requireWithinReach(_ id: Identifier, in transaction: Transaction) async throws {
        guard case .apiKey(let own) = transaction.context.actor, own != id,
            let ceiling = try await KeyCeiling(transaction)
        else { return }
        try ceiling.require(NewAPIKey(try await locked(id, in: transaction)))
    }

    private func forget(_ id: Identifier, after transaction: Transaction) {
        let authenticator = authenticator
        transaction.afterCommit { authenticator.forget(.key(id)) }
    }

    private static func insertion(of new: NewAPIKey, _ key: APIKeyText, _ context: Context) -> SQL {
        """
        insert into api_keys (org_id, id, name, role, scopes, secret_hash, prefix, allowed_addresses, requests_per_minute,
          requests_per_day, requests_per_month, expires_at, created_at, created_by, custom_role_id)
        values (\(context.organisation), \(key.id), \(new.name), \(new.role), \(new.scopes)::text[],
          \(Bytea(key.secretHash)), \(key.prefix), \(new.allowedAddresses)::cidr[], \(new.requestsPerMinute),
          \(new.requestsPerDay), \(new.requestsPerMonth), \(new.expiresAt), \(context.now), \(context.actor.user),
          \(new.customRole))
        """
    }

    /// The id of the key that a request shows, whether or not the key holds; nil if it shows nothing like one.
    public static func identifier(in request: Request) -> Identifier? {
        guard let header = request.headers["Authorization"], header.utf8.count <= 310,
            let text = header.split(separator: " ").last
        else { return nil }
        return APIKeyText.identifier(in: text)
    }
}
