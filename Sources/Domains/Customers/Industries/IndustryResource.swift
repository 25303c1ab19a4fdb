internal import Core
internal import Records

/// A line of business that customers are in; each organisation keeps its own list.
enum IndustryResource {
    static let resource = Resource(
        "industries", singular: "industry",
        fields: [.text("name", required: true, max: 120, search: .weightA)],
        access: .init(read: .staff, create: .managers, update: .managers, delete: .managers),
        list: .init(columns: ["name", "created_at"], order: .descending("created_at")), softDelete: false,
        presentation: Presentation(
            icon: "building-2", section: .system, related: [.init("customers", by: "industry_id")],
            emptyTitle: "No industries yet", emptyWords: "Industries are what a customer's industry is chosen from."))
}
