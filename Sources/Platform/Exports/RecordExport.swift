public import Core
public import Postgres
public import Records

/// What a list shows, as rows for an export: the same filters, order and columns, every page of it.
public struct RecordExport: Sendable {
    public let resource: Resource
    public let columns: [ExportColumn]
    private let query: RecordQuery
    private let cells: [Cell]

    /// Where a column's value stands in a row.
    private struct Cell: Sendable {
        let field: Field
        let position: Int
        /// Position of the currency of an amount.
        var currency: Int?
        /// Position and title of the record referred to.
        var embed: (position: Int, title: String)?
    }

    /// Rows read at once.
    public static let pageSize = 1000

    /// - Parameter resource: with the organisation's own fields (`RecordStore.resolved`).
    /// Throws `Problem` 400, 403.
    public init(_ state: ListState, _ resource: Resource, _ catalogue: Catalogue, _ context: Context) throws {
        try context.require(resource.access.read)
        let asked = try state.query(resource, catalogue, context)
        query = RecordQuery(
            resource: resource, fields: asked.fields, embeds: asked.embeds, filters: asked.filters, order: asked.order,
            limit: Self.pageSize)
        self.resource = resource
        cells = Self.cells(state.shownColumns(resource, context.role), asked)
        columns = cells.map { ExportColumn($0.field.label, $0.embed == nil ? Self.kind($0.field.kind) : .text) }
    }

    private static func cells(_ shown: [Field], _ query: RecordQuery) -> [Cell] {
        func position(_ name: String) -> Int? { query.fields.firstIndex { $0.name == name } }
        var cells: [Cell] = []
        for field in shown {
            guard let place = position(field.name) else { continue }
            var cell = Cell(field: field, position: place)
            if let index = query.embeds.firstIndex(where: { $0.reference.name == field.name }) {
                cell.embed = (query.fields.count + index, query.embeds[index].target.titleField)
            }
            if case .money(let currency) = field.kind { cell.currency = position(currency) }
            cells.append(cell)
            // An amount alone does not say of what.
            if case .money(let currency) = field.kind, let place = cell.currency,
                !shown.contains(where: { $0.name == currency }), !cells.contains(where: { $0.field.name == currency })
            {
                cells.append(Cell(field: query.fields[place], position: place))
            }
        }
        return cells
    }

    private static func kind(_ kind: FieldKind) -> ExportColumn.Kind {
        switch kind {
        case .number: .number
        case .percent: .percent
        case .money: .money
        case .boolean: .boolean
        case .date: .date
        case .timestamp: .time
        case .duration: .duration
        case .phone: .phone
        default: .text
        }
    }

    /// How many records there are, counted as far as `limit`. Throws `PostgresError`.
    public func count(upTo limit: Int, _ database: Database, _ context: Context) async throws -> Int {
        try await database.read(context, query.countStatement(upTo: limit)).one("count").get("count")
    }

    /// Reads page after page. Each is served by the list's own index, so that the last costs what the first did.
    public func source(_ database: Database, _ context: Context) -> Exporter.Source {
        let reader = Reader(self, database, context)
        return { try await reader.next() }
    }

    private actor Reader {
        private let export: RecordExport
        private let database: Database
        private let context: Context
        private var after: Cursor?
        private var isDone = false

        init(_ export: RecordExport, _ database: Database, _ context: Context) {
            self.export = export
            self.database = database
            self.context = context
        }

        func next() async throws -> [[ExportValue]]? {
            guard !isDone else { return nil }
            let query = export.query
            let page = RecordQuery(
                resource: query.resource, fields: query.fields, embeds: query.embeds, filters: query.filters,
                order: query.order, limit: query.limit, cursor: after)
            let answer = try RecordPage(page, [try await database.read(context, page.select)])
            after = answer.next
            isDone = answer.next == nil
            return try (0..<answer.count).map { try export.values(answer.rows[$0]) }
        }
    }

    private func values(_ row: Row) throws -> [ExportValue] { try cells.map { try Self.value($0, row) } }

    private static func value(_ cell: Cell, _ row: Row) throws -> ExportValue {
        if let embed = cell.embed {
            guard let object: JSON = try row.value(at: embed.position) else { return .none }
            return object[embed.title]?.string.map { .text($0) } ?? .none
        }
        let place = cell.position
        switch cell.field.kind {
        case .number, .duration: return try row.value(at: place, as: Int64.self).map { .integer($0) } ?? .none
        case .percent: return try row.value(at: place, as: String.self).map { .decimal($0) } ?? .none
        case .boolean: return try row.value(at: place, as: Bool.self).map { .boolean($0) } ?? .none
        case .date: return try row.value(at: place, as: LocalDate.self).map { .date($0) } ?? .none
        case .timestamp: return try row.value(at: place, as: Instant.self).map { .time($0) } ?? .none
        case .money:
            guard let minor: Int64 = try row.value(at: place) else { return .none }
            guard let position = cell.currency, let currency: Currency = try row.value(at: position) else {
                return .integer(minor)
            }
            return .money(Money(minor: minor, currency))
        case .choice(let choices):
            guard let value: String = try row.value(at: place) else { return .none }
            return .text(choices.first { $0.value == value }?.label ?? value)
        case .tags, .multiChoice:
            guard let list: JSON = try row.value(at: place) else { return .none }
            let items = list.array?.compactMap(\.string) ?? []
            return items.isEmpty ? .none : .text(items.joined(separator: ", "))
        default: return try row.value(at: place, as: String.self).map { .text($0) } ?? .none
        }
    }
}
