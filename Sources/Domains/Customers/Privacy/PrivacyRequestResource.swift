internal import Core
internal import Records

/// A customer's request for what we hold of them, or that we forget it.
enum PrivacyRequestResource {
    static let resource = Resource(
        "privacy_requests", singular: "privacy request",
        fields: [
            .choice("kind", [Choice("export", tone: "info"), Choice("erase", tone: "bad")]),
            .choice(
                "status", [Choice("queued", tone: "info"), Choice("done", tone: "good"), Choice("failed", tone: "bad")]),
            Field("subject_id", .text(max: 36), label: "Customer's id", source: .computed("t.subject_id::text")),
            .text("reason", max: 1000),
            Field("file_id", .file, label: "File"),
            .timestamp("expires_at", label: "File kept until"),
            .json("report"),
            .timestamp("finished_at"),
            .reference("created_by", to: "members", label: "Asked by"),
        ],
        access: .init(read: .admins, create: .nobody, update: .nobody, delete: .nobody),
        list: .init(
            columns: ["kind", "status", "subject_id", "created_by", "created_at", "finished_at"],
            order: .descending("created_at")),
        titleField: "kind", softDelete: false,
        presentation: Presentation(
            icon: "shield", section: .system, chips: "status", isSearchable: false, summary: ["kind", "status"],
            isImportable: false, emptyTitle: "No privacy requests",
            emptyWords: "When a customer asks for their data, or to be forgotten, start it on the customer's page."))
}
