internal import Core
public import Records

/// What is known of an invitation.
public enum Invitation {}

/// Invitations as records to look at; actions send, repeat and cancel them.
public enum InvitationResource {
    public static let resource = Resource(
        "invitations", singular: "invitation",
        fields: [
            Field("email", .email, readOnly: true),
            roles(required: false).readOnly,
            .timestamp("expires_at").readOnly,
            .timestamp("sent_at").readOnly,
            .timestamp("accepted_at").readOnly,
            .timestamp("cancelled_at").readOnly,
        ],
        access: .init(read: .admins, create: .nobody, update: .nobody, delete: .nobody),
        list: .init(columns: ["email", "role", "expires_at", "accepted_at"], order: .descending("created_at")),
        softDelete: false)

    static func roles(required: Bool) -> Field {
        .choice("role", Role.allCases.filter(\.isStaff).map { Choice($0.rawValue) }, required: required)
    }

    /// Adds the actions on them.
    public static func addActions(to catalogue: inout Catalogue) {
        catalogue.add(SendInvitations.self)
        catalogue.add(ResendInvitation.self)
        catalogue.add(CancelInvitation.self)
    }
}
