public import Core
internal import Postgres

/// Takes records for possible duplicates that have the very same value in a field, such as a phone number.
public struct ExactDuplicates: DuplicateFinder {
    private let resource: Resource
    public let fields: [String]
    private static let limit = 5

    /// - Parameter fields: columns that an index serves.
    public init(_ resource: Resource, fields: [String]) {
        self.resource = resource
        self.fields = fields
    }

    public func duplicates(
        of values: [String: JSON], except known: Identifier?, _ store: RecordStore, _ context: Context
    ) async throws -> [PossibleDuplicate] {
        guard resource.access.read.allows(context.role), let title = resource.field(resource.titleField) else {
            return []
        }
        let visible = resource.visibleFields(to: context.role)
        let looks: [SQL] = fields.compactMap { name in
            guard let field = visible.first(where: { $0.name == name }), let value = values[name], !value.isNull else {
                return nil
            }
            return """
                (select t.id, \(SQL(trusted: title.expression)) as title, \(field.label)::text as label
                 from \(identifier: resource.name) t
                 where t.org_id = app_org()\(resource.isSoftDeleted ? " and t.deleted_at is null" : "" as SQL)
                   and \(SQL(trusted: field.expression)) = \(field.kind.bind(value))
                   and t.id is distinct from \(known)::uuid
                 limit \(Self.limit))
                """
        }
        guard !looks.isEmpty else { return [] }
        let rows = try await store.database.read(context, SQL.joined(looks, by: " union all "))
        var found: [PossibleDuplicate] = []
        for row in rows {
            let id: Identifier = try row.get("id")
            guard !found.contains(where: { $0.id == id }) else { continue }
            let label: String = try row.get("label")
            found.append(
                PossibleDuplicate(
                    id: id, title: try row.optional("title") ?? resource.singular, reason: "Same \(label.lowercased())",
                    likelihood: 0.95))
        }
        return Array(found.prefix(Self.limit))
    }
}
