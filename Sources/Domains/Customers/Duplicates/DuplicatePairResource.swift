internal import Core
internal import Records

/// Two customers that may be one.
enum DuplicatePairResource {
    static let resource = Resource(
        "duplicate_pairs", singular: "duplicate pair", title: "Duplicates",
        fields: [
            .reference("first_id", to: "customers"),
            .reference("second_id", to: "customers"),
            .number("score", in: 0...100),
            .tags("reasons"),
            .choice("status", [Choice("open", tone: "warn"), Choice("dismissed"), Choice("merged", tone: "good")]),
            .timestamp("decided_at"),
            .reference("decided_by", to: "members"),
        ],
        access: .init(read: .managers, create: .nobody, update: .nobody, delete: .nobody),
        list: .init(
            columns: ["first_id", "second_id", "score", "reasons", "status"], order: .descending("created_at")),
        titleField: "score", softDelete: false)
}
