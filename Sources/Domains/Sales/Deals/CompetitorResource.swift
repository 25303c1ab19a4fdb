internal import Core
internal import Records

/// Whom else a customer asks.
enum CompetitorResource {
    static let resource = Resource(
        "competitors", singular: "competitor",
        fields: [
            .text("name", required: true, max: 120, search: .weightA), Field("website", .url),
            .longText("strengths", max: 4000), .longText("weaknesses", max: 4000),
        ],
        access: .init(read: .staff, create: .sales, update: .sales, delete: .managers),
        list: .init(columns: ["name", "website", "created_at"], order: .descending("created_at")),
        presentation: Presentation(
            icon: "flag", section: .system, isSearchable: false,
            related: [.init("deal_competitors", by: "competitor_id")],
            emptyTitle: "No competitors", emptyWords: "Add whom your customers compare you with."))

    /// A competitor in the running for a deal.
    static let inDeals = Resource(
        "deal_competitors", singular: "deal_competitor", title: "Competitors",
        fields: [
            .reference("deal_id", to: "deals", required: true),
            .reference("competitor_id", to: "competitors", required: true), .text("note", max: 1000),
            .boolean("is_winner", label: "Got the deal", default: false),
        ],
        access: .init(read: .staff, create: .sales, update: .sales, delete: .sales),
        list: .init(
            columns: ["competitor_id", "deal_id", "note", "is_winner"], order: .descending("created_at")),
        titleField: "note", personColumn: "owner_id", partOf: "deals", softDelete: false,
        presentation: Presentation(
            icon: "flag", isSearchable: false, isImportable: false, emptyTitle: "No competitors",
            emptyWords: "Note whom the customer compares you with."))
}
