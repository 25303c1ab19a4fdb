public import Core
internal import Postgres

/// Changes to a member's standing, which hold at once for whoever is signed in.
public struct Members: Sendable {
    private let authenticator: Authenticator

    public init(_ authenticator: Authenticator) { self.authenticator = authenticator }

    /// Throws `Problem` 403, 404, 409 for the last owner, 422 for a role that is not staff's.
    public func setRole(_ role: Role, of member: ID<User>, _ context: Context) async throws {
        guard role.isStaff else {
            throw Problem.invalid("role", "invalid", "A member has a staff role, not “\(role.rawValue)”.")
        }
        if role == .owner { try context.require(Access(.owner, .system)) }
        try context.requireWhole(.admins)
        try context.requireRecentProof()
        // A custom role narrows one role: it goes with it.
        try await change(
            member, context,
            """
            update members set role = \(role), custom_role_id = case when role = \(role) then custom_role_id end
            where id = \(member)
            """)
    }

    /// Ends the member's sessions in this organisation. Throws `Problem` 403, 404, or 409 for the last owner.
    public func deactivate(_ member: ID<User>, _ context: Context) async throws {
        try await change(member, context, "update members set is_active = false where id = \(member)")
    }

    /// Lets the member sign in again. Throws `Problem` 403 or 404.
    public func activate(_ member: ID<User>, _ context: Context) async throws {
        try await change(member, context, "update members set is_active = true where id = \(member)")
    }

    /// Takes the member out of the organisation, and ends their sessions in it; their work stays, under their name.
    /// Throws `Problem` 403, 404, or 409 for the last owner.
    public func remove(_ member: ID<User>, _ context: Context) async throws {
        try await change(
            member, context, "update members set is_active = false, deleted_at = \(context.now) where id = \(member)")
    }

    private func change(_ member: ID<User>, _ context: Context, _ update: SQL) async throws {
        try context.requireWhole(.admins)
        do {
            let answers = try await authenticator.database.batch(
                context,
                [
                    """
                    select role = 'owner' as is_owner from members
                    where org_id = app_org() and id = \(member) and deleted_at is null
                    """,
                    update + " and org_id = \(context.organisation) and deleted_at is null returning role",
                ])
            let isOwner: Bool = try answers[0].one("member").get("is_owner")
            if isOwner, answers[1].isEmpty { throw Problem.forbidden("Only an owner can change an owner.") }
            _ = try answers[1].one("member")
        } catch let error as PostgresError where error.constraint == "members_last_owner_check" {
            throw Problem.conflict(
                "last_owner", "This is the organisation's only owner. Make somebody else an owner first.")
        }
        authenticator.forget(.user(member))
    }
}
