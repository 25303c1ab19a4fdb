internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A column of a board: the value that its cards have.
struct BoardColumn: Sendable {
    let key: String
    let title: String
    let tone: Tone
}

/// Which columns a board has: the values of a choice, or records in their order, of one scope where there are several.
struct BoardColumns: Sendable {
    /// More columns than this are not shown.
    private static let limit = 40

    let field: Field
    private let kind: Kind

    private enum Kind: Sendable {
        case choices([Choice])
        case records(Resource, Scope?)
    }

    private struct Scope: Sendable {
        let field: Field
        let resource: Resource
        let chosen: Identifier?
    }

    /// The scopes to choose from, such as pipelines.
    struct Scopes {
        let label: String
        let options: [FormOption]
        let current: String?
    }

    init(_ asked: LayoutRequest, _ board: Presentation.Board) throws {
        guard let field = asked.field(board.field) else { throw Problem.notFound("field “\(board.field)”") }
        self.field = field
        switch field.kind {
        case .choice(let choices): kind = .choices(choices)
        case .reference(let name):
            let target = try asked.catalogue.resource(name, for: asked.context.role)
            kind = .records(target, try Self.scope(asked, board, target))
        default: throw Problem.notFound("board by “\(board.field)”")
        }
    }

    private static func scope(_ asked: LayoutRequest, _ board: Presentation.Board, _ target: Resource) throws -> Scope?
    {
        guard let name = board.scope, let field = target.field(name), case .reference(let parent) = field.kind else {
            return nil
        }
        let resource = try asked.catalogue.resource(parent, for: asked.context.role)
        return Scope(field: field, resource: resource, chosen: asked.query["scope"].flatMap { Identifier($0) })
    }

    /// What must be read to know the columns; none for a choice.
    var reads: [SQL] {
        guard case .records(let resource, let scope) = kind else { return [] }
        let tone: SQL = resource.field("tone") == nil ? "null::text" : "t.tone"
        let columns: SQL = """
            select t.id, t.\(identifier: resource.titleField) as title, \(tone) as tone, \(scopeColumn(scope)) as scope
            \(source(resource, scope)) order by \(Self.order(resource)) limit \(Self.limit)
            """
        guard let scope else { return [columns] }
        return [
            columns,
            """
            select t.id, t.\(identifier: scope.resource.titleField) as title from \(identifier: scope.resource.name) t
            where t.org_id = app_org()\(Self.alive(scope.resource)) order by \(Self.order(scope.resource))
            limit \(Self.limit)
            """,
        ]
    }

    /// The same columns as groups of the cards' query.
    var groups: RecordGroups {
        switch kind {
        case .choices(let choices): .values(choices.map(\.value), of: field)
        case .records(let resource, let scope):
            .records(
                "select t.id as key \(source(resource, scope)) order by \(Self.order(resource)) limit \(Self.limit)",
                of: field)
        }
    }

    func columns(_ rows: [Rows]) throws -> [BoardColumn] {
        switch kind {
        case .choices(let choices):
            return choices.map {
                BoardColumn(key: $0.value, title: $0.label, tone: Tone(rawValue: $0.tone) ?? .neutral)
            }
        case .records:
            return try (0..<rows[0].count).map { index in
                let row = rows[0][index]
                return BoardColumn(
                    key: try row.get("id", as: Identifier.self).description, title: try row.get("title"),
                    tone: try row.optional("tone", as: String.self).flatMap(Tone.init(rawValue:)) ?? .neutral)
            }
        }
    }

    /// nil where there is nothing to choose.
    func scopes(_ rows: [Rows]) throws -> Scopes? {
        guard case .records(_, let scope?) = kind, rows.count > 1, rows[1].count > 1 else { return nil }
        let options = try (0..<rows[1].count).map { index in
            FormOption(
                try rows[1][index].get("id", as: Identifier.self).description, try rows[1][index].get("title"))
        }
        let current = try rows[0].first?.optional("scope", as: Identifier.self)?.description
        return Scopes(label: scope.field.label, options: options, current: current ?? scope.chosen?.description)
    }

    private func scopeColumn(_ scope: Scope?) -> SQL {
        scope.map { "t.\(identifier: $0.field.name)" } ?? "null::uuid"
    }

    /// The records that are columns: those of the scope asked for, or of the first one.
    private func source(_ resource: Resource, _ scope: Scope?) -> SQL {
        let all: SQL = "from \(identifier: resource.name) t where t.org_id = app_org()\(Self.alive(resource))"
        guard let scope else { return all }
        let first: SQL = """
            (select t.id from \(identifier: scope.resource.name) t where t.org_id = app_org()\(Self.alive(scope.resource))
             order by \(Self.order(scope.resource)) limit 1)
            """
        let value: SQL = scope.chosen.map { "\($0)" } ?? first
        return "\(all) and t.\(identifier: scope.field.name) = \(value)"
    }

    private static func alive(_ resource: Resource) -> SQL { resource.isSoftDeleted ? " and t.deleted_at is null" : "" }

    private static func order(_ resource: Resource) -> SQL {
        let standard: SQL = resource.field("is_default") == nil ? "" : "t.is_default desc, "
        let place: SQL = resource.field("position") == nil ? "t.\(identifier: resource.titleField)" : "t.position"
        return "\(standard)\(place), t.id"
    }
}
