internal import Core
internal import Records

/// A person at the customer's who has a say in a deal.
enum DealContactResource {
    static let resource = Resource(
        "deal_contacts", singular: "deal_contact", title: "People",
        fields: [
            .reference("deal_id", to: "deals", required: true),
            .reference("contact_id", to: "contacts", required: true),
            .choice(
                "role",
                [
                    Choice("decides", tone: "good"), Choice("influences", tone: "info"), Choice("uses", "Uses it"),
                    Choice("supports", "On our side", tone: "good"), Choice("blocks", "Against it", tone: "bad"),
                    Choice("other"),
                ], default: "other"),
            .text("note", max: 1000),
        ],
        access: .init(read: .staff, create: .sales, update: .sales, delete: .sales),
        list: .init(columns: ["contact_id", "role", "note", "deal_id"], order: .descending("created_at")),
        titleField: "note", personColumn: "owner_id", partOf: "deals", softDelete: false,
        presentation: Presentation(
            icon: "users", isSearchable: false, isImportable: false, emptyTitle: "No people",
            emptyWords: "Note who decides, who uses it and who has to be convinced."))
}
