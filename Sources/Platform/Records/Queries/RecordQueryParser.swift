public import Core

extension RecordQuery {
    /// Reads a query string. Throws `Problem` 400 for anything that is not understood: nothing is ignored in silence.
    /// - Parameter condition: must be true besides.
    public init(
        _ parameters: [(name: String, value: String)], resource: Resource, catalogue: Catalogue, context: Context,
        prefer: String? = nil, condition: Filter? = nil
    ) throws {
        let resource = resource.narrowed(by: context.grants)
        let visible = resource.visibleFields(to: context.role)
        let parser = FilterParser(resource.filterFields(to: context.role), context: context)
        var filters: [Filter] = []
        var selection = Selection(fields: visible, embeds: [])
        var order: [SortColumn]?
        var limit = RecordQuery.defaultLimit
        var offset = 0
        var after: String?
        var isPlain = true
        for (name, value) in parameters {
            if name != "limit" { isPlain = false }
            switch name {
            case "select": selection = try Selection(value, visible, resource, catalogue, context)
            case "order": order = try Self.order(value, visible)
            case "limit": limit = try Self.number(name, value, 1...RecordQuery.maximumLimit)
            case "offset": offset = try Self.number(name, value, 0...10_000)
            case "after": after = value
            default: filters.append(try parser.filter(name, value))
            }
        }
        // The policies say so too; said here, an index on the owner serves the list.
        if context.role == .sales, let user = context.actor.user, let owner = Self.owner(of: resource) {
            filters.append(.compare(owner, .eq, user.description))
        }
        if let personal = resource.personal(context) { filters.append(personal) }
        if let condition, !condition.isEverything { filters.append(condition) }
        guard filters.count <= 50 else { throw Problem.badRequest("too_many", "A list takes at most 50 conditions.") }
        let sorting = Self.total(order ?? Self.defaultOrder(resource, visible), resource)
        self.init(
            resource: resource, fields: selection.fields, embeds: selection.embeds, filters: filters, order: sorting,
            limit: limit, offset: offset, cursor: try after.map { try Cursor($0, order: sorting) },
            count: prefer?.contains("count=exact") == true
                ? .exact : prefer?.contains("count=") == true ? .estimated : .none,
            plainRole: isPlain && filters.isEmpty ? context.role : nil)
    }

    /// The column that says whose a row is: its own, or the one that follows its customer's owner.
    private static func owner(of resource: Resource) -> Field? {
        if let column = resource.ownerColumn { return resource.field(column) }
        return resource.customerColumn == "customer_id" ? followedOwner : nil
    }

    private static let followedOwner = Field("customer_owner_id", .reference("members"))

    private static func number(_ name: String, _ value: String, _ range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw Problem.badRequest(
                "bad_value", "“\(name)” must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// `created_at.desc,name`.
    private static func order(_ text: String, _ fields: [Field]) throws -> [SortColumn] {
        try text.split(separator: ",").map { part in
            let words = part.split(separator: ".")
            guard let name = words.first, let field = fields.first(where: { $0.name == name }) else {
                throw Problem.badRequest("unknown_column", "There is no column “\(words.first ?? "")” to order by.")
            }
            guard words.dropFirst().allSatisfy({ ["asc", "desc", "nullsfirst", "nullslast"].contains($0) }) else {
                throw Problem.badRequest("bad_value", "“order” takes column.asc or column.desc, not “\(part)”.")
            }
            let nullsFirst = words.contains("nullsfirst") ? true : words.contains("nullslast") ? false : nil
            return SortColumn(field: field, isDescending: words.contains("desc"), nullsFirst: nullsFirst)
        }
    }

    public static func defaultOrder(_ resource: Resource, _ fields: [Field]) -> [SortColumn] {
        resource.list.order.compactMap { order in
            fields.first { $0.name == order.field }.map { SortColumn(field: $0, isDescending: order.isDescending) }
        }
    }

    /// Adds `id` at the end, running the same way as the last column.
    public static func total(_ order: [SortColumn], _ resource: Resource) -> [SortColumn] {
        guard !order.contains(where: { $0.field.name == "id" }), let id = resource.field("id") else { return order }
        return order + [SortColumn(field: id, isDescending: order.last?.isDescending ?? true)]
    }

    /// `id,name,owner(name)`.
    struct Selection {
        var fields: [Field]
        var embeds: [Embed]
    }
}

extension RecordQuery.Selection {
    init(_ text: String, _ visible: [Field], _ resource: Resource, _ catalogue: Catalogue, _ context: Context) throws {
        fields = []
        embeds = []
        var rest = text[...]
        while !rest.isEmpty {
            let name = rest.prefix { $0 != "," && $0 != "(" }
            rest = rest.dropFirst(name.count)
            if rest.first == "(" {
                guard let end = rest.firstIndex(of: ")") else {
                    throw Problem.badRequest("bad_select", "A parenthesis is not closed in “select”.")
                }
                let inner = rest[rest.index(after: rest.startIndex)..<end]
                // `who:customers(name)` is shown under `who`; `!inner` and the like say what is so anyway.
                let parts = name.split(separator: ":", maxSplits: 1)
                let relation = (parts.last ?? name).prefix { $0 != "!" }
                let embed = try Self.embed(String(relation), String(inner), visible, catalogue, context)
                embeds.append(
                    parts.count == 2
                        ? RecordQuery.Embed(
                            name: try Self.alias(parts[0]), reference: embed.reference, target: embed.target,
                            fields: embed.fields) : embed)
                rest = rest[rest.index(after: end)...]
            } else if name == "*" {
                fields.append(contentsOf: visible)
            } else if let field = visible.first(where: { $0.name == name }) {
                fields.append(field)
            } else {
                throw Problem.badRequest(
                    "unknown_column",
                    "There is no column “\(name)” to select. The columns are: \(visible.map(\.name).joined(separator: ", "))."
                )
            }
            if rest.first == "," { rest = rest.dropFirst() }
        }
        if fields.isEmpty, embeds.isEmpty { throw Problem.badRequest("bad_select", "“select” names no column.") }
    }

    /// Throws 400 unless it is a name that JSON and SQL take as it stands.
    private static func alias(_ text: Substring) throws -> String {
        guard (1...60).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 == 95 || (48...57).contains($0) || (97...122).contains($0 | 32) })
        else { throw Problem.badRequest("bad_select", "“\(text)” cannot name a relation: use letters, digits and _.") }
        return String(text)
    }

    private static func embed(
        _ name: String, _ inner: String, _ visible: [Field], _ catalogue: Catalogue, _ context: Context
    ) throws -> RecordQuery.Embed {
        for field in visible {
            guard case .reference(let targetName) = field.kind, targetName != "self",
                field.name == name + "_id" || field.name == name || targetName == name,
                let target = catalogue.resources[targetName]?.narrowed(by: context.grants),
                target.access.read.allows(context.role)
            else { continue }
            let shown = target.visibleFields(to: context.role)
            let fields = try inner.split(separator: ",").flatMap { part -> [Field] in
                if part == "*" { return shown.filter { $0.source == .column } }
                guard let field = shown.first(where: { $0.name == part && $0.source == .column }) else {
                    throw Problem.badRequest("unknown_column", "“\(name)” has no column “\(part)”.")
                }
                return [field]
            }
            return RecordQuery.Embed(name: name, reference: field, target: target, fields: fields)
        }
        throw Problem.badRequest("unknown_relation", "There is no relation “\(name)” to embed.")
    }
}
