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
        try await change(member, context, "update members set role = \(role) where id = \(member)")
    }

    /// Ends the member's sessions in this organisation. Throws `Problem` 403, 404, or 409 for the last owner.
    public func deactivate(_ member: ID<User>, _ context: Context) async throws {
        try await change(member, context, "update members set is_active = false where id = \(member)")
    }

    /// Lets the member sign in again. Throws `Problem` 403 or 404.
    public func activate(_ member: ID<User>, _ context: Context) async throws {
        try await change(member, context, "update members set is_active = true where id = \(member)")
    }

    private func change(_ member: ID<User>, _ context: Context, _ update: SQL) async throws {
        try context.requireWhole(.admins)
        do {
            let rows = try await authenticator.database.query(
                context, update + " and org_id = \(context.organisation) returning role")
            _ = try rows.one("member")
        } catch let error as PostgresError where error.constraint == "members_last_owner_check" {
            throw Problem.conflict(
                "last_owner", "This is the organisation's only owner. Make somebody else an owner first.")
        }
        authenticator.forget(.user(member))
    }
}
