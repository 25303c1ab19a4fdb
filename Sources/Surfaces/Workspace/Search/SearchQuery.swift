internal import Core
internal import Interface
internal import Postgres
internal import Records

/// What is looked for and where: in every kind of record that has a page and fields that count in search, and among what
/// belongs to the customers found.
struct SearchQuery {
    struct Hit {
        let title: String
        let path: String
        let detail: String
    }

    struct Group {
        let title: String
        let icon: Icon
        let hits: [Hit]
    }

    /// What people look for most comes first; the others follow by name.
    private static let order = [
        "customers", "contacts", "leads", "deals", "sites", "appointments", "calls", "quotes", "invoices",
    ]
    /// Records of so many customers are looked up.
    private static let customers = 8

    private let search: RecordSearch
    private let isTooShort: Bool
    private let limit: Int
    private let context: Context
    private let resources: [Resource]

    /// - Parameter limit: of each kind.
    init(_ text: String, _ catalogue: Catalogue, _ context: Context, limit: Int) {
        search = RecordSearch(text, context)
        isTooShort = text.count < 2
        self.limit = limit
        self.context = context
        resources = Self.resources(catalogue, context.role)
    }

    /// One letter fits too much.
    var isEmpty: Bool { isTooShort }

    /// Kinds of record that the search covers.
    static func resources(_ catalogue: Catalogue, _ role: Role) -> [Resource] {
        catalogue.resources.values.filter { resource in
            guard resource.access.read.allows(role), RecordPaths.hasPage(resource) else { return false }
            return RecordSearch.isSearchable(resource, role) || order.contains(resource.name)
        }.sorted { place($0) < place($1) }
    }

    private static func place(_ resource: Resource) -> (Int, String) {
        (order.firstIndex(of: resource.name) ?? order.count, resource.title)
    }

    /// Two round trips: what is found by itself, then what belongs to the customers among it.
    func groups(_ database: Database) async throws -> [Group] {
        guard !isEmpty else { return [] }
        var found = try await direct(database)
        let customers = found["customers"]?.ids.prefix(Self.customers) ?? []
        for (name, hits) in try await related(Array(customers), found, database) {
            found[name, default: Found()].add(hits)
        }
        return resources.compactMap { resource in
            guard let hits = found[resource.name], !hits.hits.isEmpty else { return nil }
            return Group(
                title: resource.title, icon: RecordPaths.icon(resource), hits: Array(hits.hits.prefix(limit)))
        }
    }

    /// Hits of one kind.
    private struct Found {
        var ids: [Identifier] = []
        var hits: [Hit] = []

        mutating func add(_ other: Found) {
            for (id, hit) in zip(other.ids, other.hits) where !ids.contains(id) {
                ids.append(id)
                hits.append(hit)
            }
        }
    }

    private func direct(_ database: Database) async throws -> [String: Found] {
        let looks = resources.compactMap { resource in
            search.statement(
                resource, role: context.role, limit: resource.name == "customers" ? max(limit, Self.customers) : limit
            ).map { (resource, $0) }
        }
        return try await read(looks, database)
    }

    private func related(
        _ customers: [Identifier], _ found: [String: Found], _ database: Database
    ) async throws -> [String: Found] {
        guard !customers.isEmpty else { return [:] }
        let looks = resources.filter { (found[$0.name]?.hits.count ?? 0) < limit }.compactMap { resource in
            RecordSearch.related(resource, role: context.role, to: customers, limit: limit).map { (resource, $0) }
        }
        return try await read(looks, database)
    }

    private func read(_ looks: [(resource: Resource, sql: SQL)], _ database: Database) async throws -> [String: Found] {
        guard !looks.isEmpty else { return [:] }
        let answers = try await database.batch(context, looks.map(\.sql))
        var found: [String: Found] = [:]
        for (look, rows) in zip(looks, answers) {
            var kind = Found()
            for row in rows {
                let id: Identifier = try row.get("id")
                kind.ids.append(id)
                kind.hits.append(
                    Hit(
                        title: try RecordTitle.text(row, of: look.resource, context),
                        path: RecordPaths.page(look.resource, id) ?? look.resource.path,
                        detail: try RecordTitle.detail(row, context) ?? ""))
            }
            found[look.resource.name] = kind
        }
        return found
    }
}

extension RecordPaths {
    /// Whether its records have pages, made by hand or from the declaration.
    static func hasPage(_ resource: Resource) -> Bool { resource.presentation != nil || base(resource.name) != nil }

    static func icon(_ resource: Resource) -> Icon {
        if let icon = resource.presentation.flatMap({ Icon(rawValue: $0.icon) }) { return icon }
        return switch resource.name {
        case "customers": .user
        case "leads": .userPlus
        case "appointments": .calendar
        case "calls": .phone
        case "invoices": .invoice
        default: .file
        }
    }
}
