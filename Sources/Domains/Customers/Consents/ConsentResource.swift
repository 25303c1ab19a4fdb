internal import Core
internal import Records

/// What somebody agreed to or withdrew. Entries are added by *record consent* and never changed.
enum ConsentResource {
    static let purposes = [Choice("service"), Choice("marketing")]
    static let states = [Choice("granted", tone: "good"), Choice("withdrawn", tone: "bad")]

    static let resource = Resource(
        "consents", singular: "consent",
        fields: [
            .reference("customer_id", to: "customers"),
            .reference("contact_id", to: "contacts"),
            .choice("channel", CustomerResource.channels),
            .choice("purpose", purposes),
            .choice("state", states),
            .text("source", max: 60),
            .text("address", max: 254, hint: "The number or mailbox it was said of."),
            .text("proof", max: 4000),
            Field("proof_file_id", .file, label: "File"),
            .timestamp("at", label: "When"),
            Field("created_by", .reference("members"), label: "Recorded by"),
        ],
        access: .readOnly,
        list: .init(
            columns: ["channel", "purpose", "state", "customer_id", "source", "at"], order: .descending("created_at")),
        titleField: "channel", customerColumn: "customer_id", softDelete: false,
        presentation: Presentation(
            icon: "shield", chips: "state", isSearchable: false,
            facts: [
                "customer_id", "contact_id", "channel", "purpose", "state", "source", "address", "proof",
                "proof_file_id",
                "at", "created_by",
            ],
            summary: ["state", "purpose"], isImportable: false,
            emptyTitle: "No consents yet",
            emptyWords: "What customers agree to or withdraw is kept here, with how you know."))
}
