internal import Core
internal import Records

/// A merge of two customers that was done, and maybe undone.
enum MergeResource {
    static let resource = Resource(
        "customer_merges", singular: "customer merge", title: "Merges",
        fields: [
            .reference("survivor_id", to: "customers", label: "Customer that stayed"),
            .text("merged_name", label: "Merged"),
            Field("merged_id", .text(max: 36), label: "Former id", source: .computed("t.merged_id::text")),
            .number("moved", label: "Records moved"),
            .timestamp("undoable_until"),
            .timestamp("undone_at", label: "Undone"),
            .reference("undone_by", to: "members"),
            .reference("created_by", to: "members", label: "By"),
        ],
        access: .init(read: .managers, create: .nobody, update: .nobody, delete: .nobody),
        list: .init(
            columns: ["merged_name", "survivor_id", "moved", "created_by", "created_at", "undone_at"],
            order: .descending("created_at")),
        titleField: "merged_name", customerColumn: "survivor_id", softDelete: false)
}
