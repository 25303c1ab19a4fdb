internal import Core
internal import Postgres
internal import Records

/// Which records the names in a file mean; remembered while an import runs. Belongs to one run, which asks it for one
/// chunk after the other.
final class ReferenceBook: @unchecked Sendable {
    private enum Answer { case one(Identifier), several, none }

    private let layout: ImportLayout
    private let catalogue: Catalogue
    private let context: Context
    private var known: [String: [String: Answer]] = [:]

    private static let remembered = 50_000
    /// Tables up to this size are searched without regard to upper and lower case.
    private static let small = 20_000

    init(_ layout: ImportLayout, _ catalogue: Catalogue, _ context: Context) {
        self.layout = layout
        self.catalogue = catalogue
        self.context = context
    }

    /// Puts ids in the place of names, and says of which there is none.
    func resolve(_ rows: inout [PreparedRow], _ ask: (SQL) async throws -> Rows) async throws {
        for (index, column) in layout.columns.enumerated() {
            guard case .reference(let name) = column.field.kind else { continue }
            let target = name == "self" ? layout.resource : catalogue.resources[name]
            guard let target, target.access.read.allows(context.role) else {
                requireIDs(&rows, index, column)
                continue
            }
            try await learn(rows.compactMap { $0.fate == .error ? nil : $0.values[index] }, target, ask)
            for row in rows.indices where rows[row].fate != .error {
                guard let text = rows[row].values[index] else { continue }
                switch known[target.name]?[text] ?? .none {
                case .one(let id):
                    rows[row].values[index] = id.description
                    checkOwner(&rows[row], column, id)
                case .several:
                    rows[row].fail(
                        fault(
                            column, text, "ambiguous",
                            "Several \(target.title.lowercased()) are called that. Write the id."))
                case .none:
                    rows[row].fail(
                        fault(
                            column, text, "unknown_record",
                            "There is no \(target.singular.spaced) called that. Add it first, or mend the name."
                        ))
                }
            }
        }
    }

    /// Where names cannot be looked up, ids alone do.
    private func requireIDs(_ rows: inout [PreparedRow], _ index: Int, _ column: ImportLayout.Column) {
        for row in rows.indices where rows[row].fate != .error {
            guard let text = rows[row].values[index], Identifier(text) == nil else { continue }
            rows[row].fail(fault(column, text, "invalid", "\(column.field.label) must be the id of a record."))
        }
    }

    /// A sales person's records are their own.
    private func checkOwner(_ row: inout PreparedRow, _ column: ImportLayout.Column, _ id: Identifier) {
        guard context.role == .sales, column.field.name == layout.resource.ownerColumn, let user = context.actor.user,
            id != user.value
        else { return }
        row.fail(fault(column, nil, "not_yours", "You can import records for yourself only. Leave the owner empty."))
    }

    private func fault(_ column: ImportLayout.Column, _ value: String?, _ code: String, _ message: String) -> RowFault {
        RowFault(column: layout.headers[column.cell], value: value, code: code, message: message)
    }

    private func learn(_ texts: [String], _ target: Resource, _ ask: (SQL) async throws -> Rows) async throws {
        if (known[target.name]?.count ?? 0) > Self.remembered { known[target.name] = [:] }
        let new = Set(texts).filter { known[target.name]?[$0] == nil }
        guard !new.isEmpty else { return }
        var found: [String: Set<Identifier>] = [:]
        let ids = new.compactMap { Identifier($0) }
        let alive: SQL = target.isSoftDeleted ? " and t.deleted_at is null" : ""
        let from: SQL = "from \(identifier: target.name) t where t.org_id = app_org()\(alive)"
        if !ids.isEmpty {
            for row in try await ask("select t.id \(from) and t.id = any(\(ids)::uuid[])") {
                let id: Identifier = try row.get("id")
                for text in new where Identifier(text) == id { found[text, default: []].insert(id) }
            }
        }
        let names = new.filter { Identifier($0) == nil }
        for column in nameColumns(target) where !names.isEmpty {
            let rows = try await ask(
                "select t.id, t.\(identifier: column) as name \(from) and t.\(identifier: column) = any(\(Array(names))::text[])"
            )
            for row in rows { found[try row.get("name"), default: []].insert(try row.get("id")) }
        }
        let rest = names.filter { found[$0] == nil }
        if !rest.isEmpty, try await isSmall(target, ask) {
            for column in nameColumns(target) {
                let lowered = rest.map { $0.lowercased() }
                let rows = try await ask(
                    "select t.id, lower(t.\(identifier: column)) as name \(from) and lower(t.\(identifier: column)) = any(\(lowered)::text[])"
                )
                for row in rows {
                    let name: String = try row.get("name")
                    for text in rest where text.lowercased() == name {
                        found[text, default: []].insert(try row.get("id"))
                    }
                }
            }
        }
        for text in new {
            let ids = found[text] ?? []
            known[target.name, default: [:]][text] =
                ids.count > 1 ? .several : ids.first.map { .one($0) } ?? Answer.none
        }
    }

    private func nameColumns(_ target: Resource) -> [String] {
        let title = target.field(target.titleField).flatMap { $0.source == .column ? [$0.name] : nil } ?? []
        return title + (target.field("email")?.source == .column ? ["email"] : [])
    }

    private func isSmall(_ target: Resource, _ ask: (SQL) async throws -> Rows) async throws -> Bool {
        let rows = try await ask("select reltuples::bigint as count from pg_class where oid = \(target.name)::regclass")
        return try rows.one("table").get("count", as: Int.self) < Self.small
    }
}
