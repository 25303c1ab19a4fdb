public import Core

/// What is seen of a list: search, filter, order, columns, layout. It stands in the list's address, in a saved view, and
/// in the address of the list's export, so that all three mean the same.
///
/// In an address: `q=ada&status=in.(active,prospect)&created_at=within.last_30_days&order=name.desc&columns=name,phone`.
/// Conditions are PostgREST's; a choice may stand by its value alone (`status=active`).
public struct ListState: Sendable, Hashable {
    /// Words looked for among names, numbers and addresses.
    public var search: String
    public var filter: FilterTree
    /// `name` or `name.desc`; nil for the list's own order.
    public var order: String?
    /// Names of columns in their order; nil for the person's or the list's own.
    public var columns: [String]?
    /// A layout by its name; nil for the person's or the list's own.
    public var layout: String?

    /// Parameters of a list's address that are no conditions: which page, which saved view, and what layouts add.
    public static let reserved: Set = [
        "q", "order", "columns", "layout", "view", "after", "trail", "page", "limit", "month", "week", "day", "scope",
        "box",
        "part", "ids", "select",
    ]
    /// Longer searches are cut.
    public static let maximumSearch = 200

    public init(
        search: String = "", filter: FilterTree = .everything, order: String? = nil, columns: [String]? = nil,
        layout: String? = nil
    ) {
        self.search = search
        self.filter = filter
        self.order = order
        self.columns = columns
        self.layout = layout
    }

    /// Reads an address. Throws `Problem` 400 for a condition that is not understood; whether columns exist is found
    /// when the filter is compiled.
    public init(_ pairs: [(name: String, value: String)], resource: Resource) throws {
        self.init()
        var conditions: [FilterTree] = []
        for (name, value) in pairs {
            switch name {
            case "q": search = String(value.prefix(Self.maximumSearch))
            case "order": order = value.isEmpty ? nil : value
            case "columns":
                let names = value.split(separator: ",").map(String.init)
                columns = names.isEmpty ? nil : names
            case "layout": layout = value.isEmpty ? nil : value
            case _ where Self.reserved.contains(name): continue
            default: conditions.append(try Self.condition(name, value, resource))
            }
        }
        filter = .all(conditions)
    }

    private static func condition(_ name: String, _ value: String, _ resource: Resource) throws -> FilterTree {
        if case .choice(let choices) = resource.field(name)?.kind, choices.contains(where: { $0.value == value }) {
            return .test(FilterTest(name, .among, [value]))
        }
        if resource.filterField(name)?.sets != nil, Identifier(value) != nil {
            return .test(FilterTest(name, .among, [value]))
        }
        return try FilterGrammar.tree(name, value)
    }

    /// As the parameters of an address.
    public func pairs(_ resource: Resource) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        if !search.isEmpty { pairs.append(("q", search)) }
        for part in filter.parts {
            if case .test(let test) = part, test.comparison == .among, test.values.count == 1,
                case .choice(let choices) = resource.field(test.field)?.kind,
                choices.contains(where: { $0.value == test.value }), !test.value.contains(".")
            {
                pairs.append((test.field, test.value))
            } else {
                pairs += FilterTree.all([part]).query
            }
        }
        if let order { pairs.append(("order", order)) }
        if let columns { pairs.append(("columns", columns.joined(separator: ","))) }
        if let layout { pairs.append(("layout", layout)) }
        return pairs
    }

    /// Whether nothing is filtered or searched.
    public var showsEverything: Bool { search.isEmpty && filter.parts.isEmpty }
}

extension ListState {
    /// The columns shown to `role`: those asked for that there are, or the list's own.
    public func shownColumns(_ resource: Resource, _ role: Role) -> [Field] {
        let visible = resource.visibleFields(to: role)
        let asked = (columns ?? []).compactMap { name in visible.first { $0.name == name } }
        if !asked.isEmpty { return asked }
        return resource.list.columns.compactMap { name in visible.first { $0.name == name } }
    }

    /// Search and filter as one condition. What looks like an address or a number is looked for as one; everything else
    /// among the names.
    public func condition(_ resource: Resource) -> FilterTree {
        let parts = filter.parts + (Self.searching(search, resource).map { [$0] } ?? [])
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private static func searching(_ search: String, _ resource: Resource) -> FilterTree? {
        let searched = SearchedWords(search)
        let words = searched.text
        guard !words.isEmpty else { return nil }
        if words.contains("@"), resource.field("email") != nil { return .test("email", .contains, words) }
        if searched.isNumber, resource.field("phone") != nil {
            return .test("phone", .contains, String(searched.digits.suffix(10)))
        }
        guard let title = resource.field(resource.titleField), title.kind.isText else { return nil }
        return .test(title.name, .contains, words)
    }

    /// What a page of the list asks for. The selection has `id`, `version`, the columns, the currencies of amounts, and
    /// of each record referred to its name (`owner(name)`), besides `more`.
    /// - Parameters:
    ///   - limit: rows of a page.
    ///   - after: where the page before ended.
    /// Throws `Problem` 400.
    public func query(
        _ resource: Resource, _ catalogue: Catalogue, _ context: Context, more: [String] = [],
        limit: Int = RecordQuery.defaultLimit, after: String? = nil
    ) throws -> RecordQuery {
        let visible = resource.visibleFields(to: context.role)
        var chosen: [Field] = []
        func choose(_ name: String) {
            guard !chosen.contains(where: { $0.name == name }), let field = visible.first(where: { $0.name == name })
            else { return }
            chosen.append(field)
            if case .money(let currency) = field.kind { choose(currency) }
        }
        for name in ["id", "version"] + shownColumns(resource, context.role).map(\.name) + more { choose(name) }
        var parameters = [
            (name: "select", value: ListSelection.text(chosen, catalogue, context)),
            (name: "limit", value: String(limit)),
        ]
        if let order { parameters.append(("order", order)) }
        if let after { parameters.append(("after", after)) }
        return try RecordQuery(
            parameters, resource: resource, catalogue: catalogue, context: context,
            condition: condition(resource).compiled(resource, context))
    }
}

/// `id,name,owner_id,owner(name)`.
enum ListSelection {
    static func text(_ fields: [Field], _ catalogue: Catalogue, _ context: Context) -> String {
        var parts = fields.map(\.name)
        for field in fields {
            guard case .reference(let target) = field.kind, target != "self", let name = field.embedName,
                let resource = catalogue.resources[target], resource.access.read.allows(context.role),
                resource.field(resource.titleField)?.source == .column
            else { continue }
            parts.append("\(name)(\(resource.titleField))")
        }
        return parts.joined(separator: ",")
    }
}

extension Field {
    /// `owner` of `owner_id`, under which the record referred to is embedded; nil for references without that ending.
    public var embedName: String? { name.hasSuffix("_id") ? String(name.dropLast(3)) : nil }
}
