public import Core
public import Postgres

extension Resource {
    /// The texts of these fields of one record, as columns of their names; nil where the role sees one of them not.
    public func reading(_ names: [String], of id: Identifier, _ role: Role) -> SQL? {
        let visible = visibleFields(to: role)
        let fields = names.compactMap { name in visible.first { $0.name == name } }
        guard fields.count == names.count, !fields.isEmpty else { return nil }
        let columns = fields.map { "(\($0.expression))::text as \(SQL.quotedName($0.name))" }
        return SQL(trusted: "select " + columns.joined(separator: ", ") + " from ")
            + "\(identifier: name) t where t.org_id = app_org() and t.id = \(id)"
    }

    /// Those of the records for which the condition does not hold.
    func unfit(_ ids: [Identifier], for condition: RecordCondition) -> SQL? {
        let tests = condition.clauses.compactMap { clause -> SQL? in
            guard let expression = field(clause.field)?.expression else { return nil }
            let column = SQL(trusted: "(" + expression + ")::text")
            return switch clause.test {
            case .among(let values): column + " = any (\(values)::text[])"
            case .empty: column + " is null"
            case .present: column + " is not null"
            }
        }
        guard tests.count == condition.clauses.count else { return nil }
        return """
            select t.id from \(identifier: name) t where t.org_id = app_org() and t.id = any (\(ids.map(\.description))::uuid[])
              and (\(SQL.joined(tests, by: " and "))) is not true
            """
    }
}
