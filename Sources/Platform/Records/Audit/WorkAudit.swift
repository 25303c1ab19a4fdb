public import Core
internal import Postgres

extension Work {
    /// Adds an entry to the audit trail for what no change of a row tells by itself: something was looked at, taken out
    /// or refused. It stands or falls with the transaction.
    public func audit(_ action: String, _ kind: String, _ id: Identifier? = nil, _ changes: JSON = [:]) {
        queue(
            """
            insert into audit_entries
              (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes)
            values (app_org(), \(context.actor.description), \(context.role), \(context.surface), \(context.correlation),
              \(context.address ?? ""), \(action), \(kind), \(id), \(changes))
            """)
    }
}
