internal import Core
internal import Postgres
internal import Records

/// Takes an invitation back: its link no longer works.
struct CancelInvitation: Action {
    static let name = "invitations.cancel"
    static let title = "Cancel invitation"
    static let access: Access = .admins
    static let isDestructive = true
    static let fields: [Field] = [.reference("invitation", to: "invitations", required: true)]

    let invitation: ID<Invitation>

    init(_ input: Input) throws { invitation = try input.id("invitation") }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update invitations set cancelled_at = \(work.now)
            where org_id = app_org() and id = \(invitation) and accepted_at is null and cancelled_at is null returning id
            """)
        return ["changed": .bool(!rows.isEmpty)]
    }
}
