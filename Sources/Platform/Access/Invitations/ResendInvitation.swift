internal import Core
internal import Postgres
internal import Records

/// Sends an invitation once more, with a fresh link; the one before no longer works.
struct ResendInvitation: Action {
    static let name = "invitations.resend"
    static let title = "Send again"
    static let access: Access = .admins
    static let fields: [Field] = [.reference("invitation", to: "invitations", required: true)]

    let invitation: ID<Invitation>

    init(_ input: Input) throws { invitation = try input.id("invitation") }

    func perform(in work: Work) async throws -> JSON {
        try work.context.requireWhole(.admins)
        guard try await Invitations.isOpen(invitation, in: work) else {
            throw Problem.conflict("not_open", "This invitation has been accepted or cancelled. Invite them anew.")
        }
        let renewed = try await work.query(
            """
            update invitations set expires_at = \(work.now + SendInvitations.lifetime), token_hash = null
            where org_id = app_org() and id = \(invitation) returning role
            """
        ).one("invitation")
        try SendInvitations.requireReach(to: try renewed.get("role"), in: work)
        try InvitationDelivery.enqueue(invitation.value, in: work)
        return ["sent": true]
    }
}
