internal import Core
internal import Records

/// Somebody who may sign in to the portal for a customer.
enum PortalIdentityResource {
    static let kinds = [Choice("customer"), Choice("reseller", tone: "info")]

    static let resource = Resource(
        "portal_identities", singular: "portal_identity",
        fields: [
            .reference("customer_id", to: "customers", required: true).readOnly,
            .email("email", label: "E-mail", required: true, search: .exact),
            .text("name"),
            Field(
                "kind", .choice(kinds), label: "Comes as", readOnly: true,
                hint: "A reseller sees the customers it brought too."),
            .boolean("is_active", label: "May sign in", default: true),
            Field("created_by", .reference("members"), label: "Invited by", readOnly: true),
        ],
        access: .init(read: .staff, create: .nobody, update: .agents, delete: .nobody),
        list: .init(
            columns: ["email", "name", "customer_id", "kind", "is_active", "created_at"],
            order: .descending("created_at")),
        titleField: "email", customerColumn: "customer_id", eventFields: ["email", "kind"], softDelete: false)
}
