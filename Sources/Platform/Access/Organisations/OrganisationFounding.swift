public import Core
internal import Postgres

/// Another organisation for somebody who has an account.
public struct OrganisationFounding: Sendable {
    /// Organisations one person may own.
    static let limit = 20

    private let provisioning: OrganisationProvisioning
    private let authenticator: Authenticator

    init(_ provisioning: OrganisationProvisioning, _ authenticator: Authenticator) {
        self.provisioning = provisioning
        self.authenticator = authenticator
    }

    /// Makes it with the person as its owner. Throws `Problem` 403 until their address is proved, 409 for one too many,
    /// 422 for what does not hold, or `PostgresError`.
    public func found(
        _ new: NewOrganisation, by person: AccountSessions.Person, address: String
    ) async throws -> ID<Organisation> {
        try new.validate()
        guard person.isVerified else {
            throw Problem.forbidden("Confirm your e-mail address first: open the link in the message sent to you.")
        }
        let owned: Int = try await provisioning.database.systemQuery(
            .signIn,
            """
            select count(*)::int as n from members where id = \(person.id) and role = 'owner' and is_active
              and deleted_at is null
            """
        ).one("count").get("n")
        guard owned < Self.limit else {
            throw Problem.conflict("too_many", "One person may own at most \(Self.limit) organisations.")
        }
        let id = ID<Organisation>(IDSource.random.next(at: authenticator.clock.now))
        let owner = NewMember(name: person.name, email: person.email, role: .owner)
        try await provisioning.make(new, id, (owner, person.id), surface: .workspace, address: address)
        authenticator.forget(.user(person.id))
        return id
    }
}
