public import Core
public import Records

/// The people of an organisation as records. They are added through `OrganisationProvisioning`, because a person may have
/// an account already, and deactivated rather than deleted, because their work stays.
public enum MemberResource {
    public static let resource = Resource(
        "members", singular: "member",
        fields: [
            .text("name", required: true),
            Field("email", .email, readOnly: true),
            .choice(
                "role",
                [
                    Choice("owner"), Choice("admin"), Choice("manager"), Choice("sales"), Choice("agent"),
                    Choice("technician"), Choice("viewer"),
                ], required: true),
            .reference("custom_role_id", to: "custom_roles", label: "Custom role"),
            .phone("phone"),
            .text("colour", max: 7, hint: "For calendars, as #rrggbb."),
            .boolean("is_active", label: "Active", default: true),
        ],
        access: .init(read: .staff, create: .nobody, update: .admins, delete: .nobody),
        list: .init(columns: ["name", "email", "role", "phone", "is_active"], order: .ascending("name")),
        narrowable: false, softDelete: false)

    /// What to tell a person when a constraint refuses a change.
    public static let constraintMessages: [String: Problem.FieldError] = [
        "members_last_owner_check": .init(
            "role", "last_owner", "This is the organisation's only owner. Make somebody else an owner first."),
        "members_email_key": .init("email", "taken", "Somebody with this email address is a member already."),
        "members_phone_check": .init(
            "phone", "invalid", "Write the phone number with its country code, such as +1 512 555 0100."),
        "members_colour_check": .init("colour", "invalid", "Write the colour as #rrggbb in lower-case hexadecimal."),
        "organisations_slug_key": .init("slug", "taken", "Another organisation has this short name. Choose another."),
    ]
}
