public import Core
public import Records

/// Teams of members. Whose team somebody is in decides what a custom role that says "team" shows them.
public enum TeamResource {
    public static let teams = Resource(
        "teams", singular: "team",
        fields: [
            .text("name", required: true, max: 80), .longText("description", max: 500),
            .reference("lead_id", to: "members", label: "Lead"),
        ],
        access: .init(read: .staff, create: .admins, update: .admins, delete: .admins),
        list: .init(columns: ["name", "lead_id", "description"], order: .ascending("name")),
        narrowable: false, softDelete: false,
        presentation: Presentation(
            icon: "users", form: ["name", "lead_id", "description"],
            related: [.init("team_members", by: "team_id", columns: ["member_id", "created_at"])],
            isImportable: false, emptyTitle: "No teams yet",
            emptyWords: "A team groups people who see each other's work."))

    public static let members = Resource(
        "team_members", singular: "team member",
        fields: [
            .reference("team_id", to: "teams", label: "Team", required: true),
            .reference("member_id", to: "members", label: "Person", required: true),
        ],
        access: .init(read: .staff, create: .admins, update: .nobody, delete: .admins),
        list: .init(columns: ["member_id", "team_id", "created_at"], order: .descending("created_at")),
        titleField: "id", narrowable: false, softDelete: false)

    public static let constraintMessages: [String: Problem.FieldError] = [
        "teams_name_key": .init("name", "taken", "Another team has this name."),
        "team_members_key": .init("member_id", "taken", "This person is in the team already."),
    ]
}
