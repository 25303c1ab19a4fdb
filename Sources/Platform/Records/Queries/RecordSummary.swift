public import Core
public import Postgres

/// Records counted and added up in groups, from their declaration: what a report that people put together asks for.
public struct RecordSummary: Sendable {
    /// A field whose values make the groups.
    public struct Group: Sendable {
        public let field: Field
        /// The width of a group of dates: `day`, `week`, `month`, `quarter` or `year`; nil for other values.
        public let width: String?
    }

    public enum Aggregate: String, Sendable, CaseIterable {
        case sum, avg, min, max
    }

    /// What is told of each group; without a field, how many records it has.
    public struct Measure: Sendable {
        public let aggregate: Aggregate?
        public let field: Field?
    }

    public let resource: Resource
    public let groups: [Group]
    public let measure: Measure
    private let filters: [Filter]
    private let catalogue: Catalogue
    private let zone: Zone

    public static let widths = ["day", "week", "month", "quarter", "year"]
    /// More groups than this are cut off.
    public static let limit = 1000

    /// - Parameters:
    ///   - groups: `status`, or `created_at:month`; one or two.
    ///   - measure: `count`, or `sum:value_minor`.
    ///   - conditions: as in a list's address.
    /// Throws `Problem` 400 that names what is not understood.
    public init(
        _ resource: Resource, groups: [String], measure: String, conditions: [(name: String, value: String)],
        catalogue: Catalogue, context: Context
    ) throws {
        let visible = resource.visibleFields(to: context.role)
        self.resource = resource
        self.groups = try groups.map { try Self.group($0, visible) }
        self.measure = try Self.measure(measure, visible)
        filters = try RecordQuery(conditions, resource: resource, catalogue: catalogue, context: context).filters
        self.catalogue = catalogue
        zone = context.zone
    }

    /// Fields that groups can be made of.
    public static func groupable(_ resource: Resource, _ role: Role) -> [Field] {
        resource.visibleFields(to: role).filter { field in
            switch field.kind {
            case .choice, .boolean, .date, .timestamp: true
            case .reference(let target): target != "self"
            case .text: !["name", "title", "number"].contains(field.name)
            default: false
            }
        }
    }

    /// Fields that can be added up.
    public static func measurable(_ resource: Resource, _ role: Role) -> [Field] {
        resource.visibleFields(to: role).filter { field in
            switch field.kind {
            case .money, .duration, .percent: true
            case .number: field.name != "version"
            default: false
            }
        }
    }

    private static func named(_ name: String, _ fields: [Field]) throws -> Field {
        guard let field = fields.first(where: { $0.name == name }) else {
            throw Problem.badRequest("unknown_column", "There is no column “\(name)” to report on.")
        }
        return field
    }

    private static func group(_ text: String, _ fields: [Field]) throws -> Group {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let field = try named(parts.first ?? "", fields)
        let isDated = field.kind == .date || field.kind == .timestamp
        guard isDated else { return Group(field: field, width: nil) }
        let width = parts.count > 1 ? parts[1] : "month"
        guard widths.contains(width) else {
            throw Problem.badRequest(
                "bad_value", "Dates are grouped by \(widths.joined(separator: ", ")), not by “\(width)”.")
        }
        return Group(field: field, width: width)
    }

    private static func measure(_ text: String, _ fields: [Field]) throws -> Measure {
        if text == "count" { return Measure(aggregate: nil, field: nil) }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, let aggregate = Aggregate(rawValue: parts[0]) else {
            throw Problem.badRequest("bad_value", "A measure is count, or sum, avg, min or max of a field: sum:price.")
        }
        return Measure(aggregate: aggregate, field: try named(parts[1], fields))
    }

    /// The groups with `group_0`, `group_1` as text in their order, `value`, `count`, and `currency` where money is
    /// measured: different money is never added up.
    public var sql: SQL {
        let keys = groups.map { expression($0) }
        var selected = keys.enumerated().map { $1 + SQL(trusted: " as group_\($0)") }
        selected.append("count(*) as count")
        selected.append(valueExpression + " as value")
        var grouping = keys
        if let currency = currencyExpression {
            selected.append(currency + " as currency")
            grouping.append(currency)
        }
        var conditions: [SQL] = ["t.org_id = app_org()"]
        if resource.isSoftDeleted { conditions.append("t.deleted_at is null") }
        conditions += filters.map(\.sql)
        return .plannedAnew(
            """
            select \(SQL.joined(selected, by: ", ")) from \(identifier: resource.name) t
            where \(SQL.joined(conditions, by: " and "))
            group by \(SQL.joined((1...max(1, keys.count)).map { SQL(trusted: "\($0)") } + (currencyExpression.map { [$0] } ?? []), by: ", "))
            order by \(groups.first?.width == nil ? "value desc nulls last, 1" as SQL : "1") limit \(Self.limit)
            """)
    }

    private func expression(_ group: Group) -> SQL {
        let value = SQL(trusted: group.field.expression)
        if let width = group.width {
            let local: SQL =
                group.field.kind == .timestamp ? "(\(value) at time zone \(zone.name))" : "(\(value))::timestamp"
            return SQL(trusted: "date_trunc('\(width)', ") + local + ")::date::text"
        }
        guard case .reference(let target) = group.field.kind, let other = catalogue.resources[target],
            let title = other.field(other.titleField), title.source == .column
        else { return "(\(value))::text" }
        return """
            (select e.\(identifier: title.name)::text from \(identifier: target) e where e.org_id = t.org_id and e.id = \(value))
            """
    }

    private var valueExpression: SQL {
        guard let aggregate = measure.aggregate, let field = measure.field else { return "count(*)" }
        return SQL(trusted: "\(aggregate.rawValue)(\(field.expression))::numeric")
    }

    private var currencyExpression: SQL? {
        guard case .money(let currency) = measure.field?.kind, resource.field(currency) != nil else { return nil }
        return SQL.identifier("t") + "." + SQL.identifier(currency)
    }
}
