public import Core

/// The fields that organisations add to their records are records themselves.
public enum CustomFieldResource {
    private static let kinds = [
        Choice("text"), Choice("long_text"), Choice("email"), Choice("phone"), Choice("url"), Choice("number"),
        Choice("percent"),
        Choice("boolean", "Yes or no"), Choice("date"), Choice("timestamp", "Date and time"), Choice("choice"),
    ]

    /// - Parameter resources: those that take custom fields.
    public static func resource(for resources: [Resource]) -> Resource {
        let targets = resources.filter(\.allowsCustomFields).map { Choice($0.name, $0.title) }
        return Resource(
            "custom_fields", singular: "custom_field",
            fields: [
                .choice("resource", targets, required: true),
                .text(
                    "name", required: true, max: 40,
                    hint: "Lower-case letters, digits and underscores, such as gate_code"),
                .text("label", required: true, max: 80), .choice("kind", kinds, required: true), .tags("choices"),
                .boolean("is_required", label: "Required", default: false),
            ],
            access: .init(read: .everyone, create: .admins, update: .admins, delete: .admins),
            list: .init(
                columns: ["resource", "label", "kind", "is_required"], order: .ascending("resource"), .ascending("name")
            ),
            titleField: "label", narrowable: false, softDelete: false)
    }

    /// What to say when a constraint refuses one.
    public static let constraintMessages: [String: Problem.FieldError] = [
        "custom_fields_name_check": .init(
            "name", "invalid",
            "A name takes lower-case letters, digits and underscores and begins with a letter: gate_code."),
        "custom_fields_name_key": .init("name", "taken", "These records already have a custom field of that name."),
        "custom_fields_choices_check": .init("choices", "required", "A choice needs between 1 and 100 choices."),
    ]
}
