public import Core
public import Postgres

/// A fact about a record, written in the transaction that made it true.
public struct Event: Sendable {
    public let organisation: ID<Organisation>
    public let id: Identifier
    /// `invoice.issued`: the record's singular and a past participle.
    public let kind: String
    /// The resource's name: `invoices`.
    public let recordKind: String
    public let recordID: Identifier
    /// Whose timeline it belongs to.
    public let customer: ID<Customer>?
    public let payload: JSON
    public let actor: String
    public let correlation: String
    public let at: Instant
    /// The member whose record it is about, or whose customer's.
    public let owner: ID<User>?
    /// Whether it is about nobody's record in particular, such as a pipeline.
    public let isShared: Bool

    public init(
        organisation: ID<Organisation>, id: Identifier, kind: String, recordKind: String, recordID: Identifier,
        customer: ID<Customer>?, payload: JSON, actor: String, correlation: String, at: Instant,
        owner: ID<User>? = nil, isShared: Bool = false
    ) {
        self.organisation = organisation
        self.id = id
        self.kind = kind
        self.recordKind = recordKind
        self.recordID = recordID
        self.customer = customer
        self.payload = payload
        self.actor = actor
        self.correlation = correlation
        self.at = at
        self.owner = owner
        self.isShared = isShared
    }

    /// Whether whoever asks may hear of it, as far as it goes by whose record it is: the rule of the row's policy.
    public func isFor(_ context: Context) -> Bool {
        guard context.role == .sales else { return true }
        return isShared || (owner != nil && owner == context.actor.user)
    }

    /// Whether it is about a customer whom a custom role lets the person read, where it is not about a member's own record:
    /// as `narrowed_told` in the database.
    public func isAboutCustomer(of context: Context, _ resource: Resource) -> Bool {
        guard let grants = context.grants, !isShared, resource.personColumn != "owner_id" else { return true }
        switch grants.reach("customers", "read") {
        case .all, .none: return true
        case .own: return owner != nil && owner == context.actor.user
        case .team: return owner.map(context.team.contains) ?? false
        }
    }

    /// Columns in the order in which `init(row:)` wants them.
    public static let columns: SQL =
        "org_id, id, kind, record_kind, record_id, customer_id, payload, actor, correlation_id, at, owner_id, is_shared"

    /// Reads a row of the events table. Throws `PostgresError`.
    public init(row: Row) throws {
        self.init(
            organisation: try row.get("org_id"), id: try row.get("id"), kind: try row.get("kind"),
            recordKind: try row.get("record_kind"), recordID: try row.get("record_id"),
            customer: try row.optional("customer_id"), payload: try row.get("payload"), actor: try row.get("actor"),
            correlation: try row.get("correlation_id"), at: try row.get("at"), owner: try row.optional("owner_id"),
            isShared: try row.get("is_shared"))
    }
}

/// Work that follows an event, in a transaction of its own, at least once, in order per record. The handler must do no
/// harm when it sees the same event again (key what it writes by the event's id).
public struct Subscription: Sendable {
    /// Stable and unique: `billing.email-receipt`.
    public let name: String
    /// Kinds of event: `payment.received`.
    public let kinds: [String]
    public let handle: @Sendable (Event, Context, RecordStore) async throws -> Void

    public init(
        _ name: String, to kinds: String...,
        handle: @escaping @Sendable (Event, Context, RecordStore) async throws -> Void
    ) {
        self.name = name
        self.kinds = kinds
        self.handle = handle
    }
}
