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
        guard try await Invitations.isOpen(invitation, in: work) else { return ["changed": false] }
        try await work.query(
            "update invitations set cancelled_at = \(work.now) where org_id = app_org() and id = \(invitation)")
        return ["changed": true]
    }
}
