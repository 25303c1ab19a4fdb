internal import Core
internal import Records

/// A tag that is or was on a record. The list keeps itself; *rename* and *remove* go over all records.
enum TagResource {
    static let resource = Resource(
        "tags", singular: "tag",
        fields: [.text("name", required: true, max: 60, search: .weightA)],
        access: .init(read: .staff, create: .agents, update: .nobody, delete: .nobody),
        list: .init(columns: ["name", "created_at"], order: .descending("created_at")), softDelete: false)
}
