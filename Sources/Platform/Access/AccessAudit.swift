internal import Core
internal import HTTP
internal import Postgres

/// Entries in the audit trail that no row's change makes by itself.
enum AccessAudit {
    /// `action` of a member, by themselves, in one organisation.
    static func entry(
        _ action: String, of user: ID<User>, in organisation: ID<Organisation>, _ request: Request
    ) -> SQL {
        entries(
            action, actor: Actor.user(user).description, request, where: "m.id = \(user) and m.org_id = \(organisation)"
        )
    }

    /// A wrong password for an account: recorded wherever it belongs. The same work if it belongs nowhere.
    static func failure(email: String, _ request: Request) -> SQL {
        entries(
            "sign_in_failed", actor: Actor.visitor.description, request,
            where: "m.id = (select id from users where lower(email) = lower(\(email))) and m.is_active")
    }

    /// `action` done to a member by somebody else.
    static func entry(_ action: String, on member: ID<User>, by context: Context, _ request: Request) -> SQL {
        entries(
            action, actor: context.actor.description, request,
            where: "m.id = \(member) and m.org_id = \(context.organisation)")
    }

    /// Something that went wrong for a person nobody is sure of yet: recorded wherever they work.
    static func failure(of user: ID<User>, _ action: String, _ request: Request) -> SQL {
        entries(action, actor: Actor.visitor.description, request, where: "m.id = \(user) and m.is_active")
    }

    /// Says for a transaction across organisations who makes its changes: the person themselves.
    static func settings(of user: ID<User>, _ correlation: String, address: String? = nil) -> SQL {
        """
        select set_config('app.actor', \(Actor.user(user).description), true), set_config('app.surface', 'workspace', true),
          set_config('app.correlation', \(correlation), true), set_config('app.address', \(address ?? ""), true)
        """
    }

    /// `action` of a person by themselves, in every organisation where they work.
    static func everywhere(_ action: String, of user: ID<User>, _ request: Request) -> SQL {
        entries(
            action, actor: Actor.user(user).description, request, where: "m.id = \(user) and m.deleted_at is null")
    }

    private static func entries(_ action: String, actor: String, _ request: Request, where condition: SQL) -> SQL {
        """
        insert into audit_entries
          (org_id, actor, role, surface, correlation_id, address, action, record_kind, record_id, changes)
        select m.org_id, \(actor)::text, m.role, \(Surface.workspace), \(request.requestID)::text, \(request.address)::text,
          \(action)::text, 'members', m.id, '{}' from members m where \(condition)
        """
    }
}
