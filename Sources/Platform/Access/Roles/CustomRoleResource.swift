public import Core
public import Records

/// What an `ID<CustomRole>` is of.
public enum CustomRole {}

/// Custom roles as records. The rules are checked against the catalogue before they are written (`RoleRules`).
public enum CustomRoleResource {
    public static let resource = Resource(
        "custom_roles", singular: "custom role", title: "Custom roles",
        fields: [
            .text("name", required: true, max: 80), .longText("description", max: 500),
            .choice("base_role", choices, label: "Narrows", required: true),
            Field(
                "rules", .json, default: [:],
                hint: """
                    What is left of each resource: {"leads": {"verbs": {"read": "own"}, "fields": {"phone": "hidden"}}}. \
                    Reaches are none, own, team and all; fields are hidden or read_only.
                    """),
        ],
        access: .init(read: .staff, create: .admins, update: .admins, delete: .admins),
        list: .init(columns: ["name", "base_role", "description"], order: .ascending("name")), narrowable: false,
        softDelete: false)

    static let choices = [
        Choice("admin"), Choice("manager"), Choice("sales"), Choice("agent"), Choice("technician"), Choice("viewer"),
    ]

    /// Refuses rules that name what there is not, and whoever may not give them.
    public static let check: Catalogue.RecordCheck = { members, store, context in
        try context.requireWhole(.admins)
        try context.requireRecentProof()
        if let rules = members["rules"], !rules.isNull {
            try await RoleRules(store, context).validate(rules)
        }
    }

    /// Nobody gives others more than they have themselves, and nobody changes their own role.
    public static let memberCheck: Catalogue.RecordCheck = { members, _, context in
        guard members["role"] != nil || members["custom_role_id"] != nil else { return }
        try context.requireWhole(.admins)
        try context.requireRecentProof()
    }

    public static let constraintMessages: [String: Problem.FieldError] = [
        "custom_roles_name_key": .init("name", "taken", "Another custom role has this name."),
        "custom_roles_base_role_check": .init(
            "base_role", "invalid", "A custom role narrows admin, manager, sales, agent, technician or viewer."),
        "custom_roles_rules_check": .init("rules", "invalid", "The rules are too long, or no JSON object."),
        "members_custom_role_fkey": .init(
            "custom_role_id", "role_mismatch",
            "A custom role narrows the role it was made from. Give the person that role, or take the custom role away first."
        ),
        "api_keys_custom_role_fkey": .init(
            "custom_role_id", "role_mismatch",
            "A custom role narrows the role it was made from. Give the key that role."),
        "members_own_role_check": .init(
            "role", "own_role", "Nobody changes their own role. Ask another owner or admin."),
    ]
}
