internal import Core
internal import Postgres

/// One entry of the audit trail.
struct AuditEntry: Sendable {
    let id: Identifier
    let at: Instant
    let actor: String
    let role: String
    let surface: String
    let correlation: String
    let address: String
    let action: String
    let kind: String
    let record: Identifier?
    let changes: JSON
    let isErased: Bool

    init(_ row: Row) throws {
        id = try row.get("id")
        at = try row.get("at")
        actor = try row.get("actor")
        role = try row.get("role")
        surface = try row.get("surface")
        correlation = try row.get("correlation_id")
        address = try row.get("address")
        action = try row.get("action")
        kind = try row.get("record_kind")
        record = try row.optional("record_id")
        changes = try row.get("changes")
        isErased = try row.optional("erased_at", as: Instant.self) != nil
    }

    /// `update` of `customers.update`, `create` of `create`.
    var verb: String { action.split(separator: ".").last.map(String.init) ?? action }
}
