internal import Core
internal import Postgres
internal import Records

/// What a plan comes to for one resource: which columns are written from which cells, what stands in for empty cells,
/// and what must be unique.
struct ImportLayout: Sendable {
    struct Column: Sendable {
        let field: Field
        /// In the row.
        let cell: Int
        /// What the database takes where there is no value; nil for null.
        let fallback: String?
    }

    let resource: Resource
    let plan: ImportPlan
    let headers: [String]
    let columns: [Column]
    /// The organisation's own fields and their cells.
    let custom: [(field: Field, cell: Int)]
    let sites: [(field: Field, cell: Int)]
    let externalCell: Int?
    /// Columns that no two records share.
    let unique: Set<String>
    /// Columns that are set the same for all.
    let constants: [(name: String, value: String)]
    /// Required fields that no column fills and that have no default.
    let missing: [Field]

    /// Reads the table's shape. Throws `Problem` 422 for a plan that cannot be run.
    init(
        _ resource: Resource, _ plan: ImportPlan, headers: [String], _ store: RecordStore, _ context: Context
    ) async throws {
        let answers = try await store.database.batch(
            context, [Self.defaults(of: resource.name), Self.uniqueColumns(of: resource.name)])
        var fallbacks: [String: String] = [:]
        for row in answers[0] { fallbacks[try row.get("name")] = try row.optional("fallback") }
        self.resource = resource
        self.plan = plan
        self.headers = headers
        unique = Set(try answers[1].map { try $0.get("name", as: String.self) })
        let fields = ImportableFields.fields(of: resource, for: context.role)
        let siteFields = ImportableFields.siteFields(of: resource, store.catalogue(for: context), for: context.role)
        var columns: [Column] = []
        var custom: [(field: Field, cell: Int)] = []
        var sites: [(field: Field, cell: Int)] = []
        for (cell, target) in plan.targets.enumerated() {
            switch target {
            case .field("id"): continue
            case .field(let name):
                guard let field = fields.first(where: { $0.name == name }) else {
                    throw Problem.invalid("column.\(cell)", "unknown", "\(resource.title) have no field “\(name)”.")
                }
                if field.source == .custom {
                    custom.append((field, cell))
                } else {
                    columns.append(Column(field: field, cell: cell, fallback: fallbacks[name]))
                }
            case .site(let name):
                if let field = siteFields.first(where: { $0.name == name }) { sites.append((field, cell)) }
            case .externalID, .ignore: break
            }
        }
        self.columns = columns
        self.custom = custom
        self.sites = sites.contains { $0.field.name == "line1" } ? sites : []
        externalCell = plan.column(of: .externalID)
        let filled = Set(columns.map(\.field.name))
        missing = fields.filter {
            $0.isRequired && $0.source == .column && !filled.contains($0.name) && fallbacks[$0.name] == nil
                && $0.defaultValue == nil
        }
        constants =
            fields.contains { $0.name == "source" && $0.source == .column } && !filled.contains("source")
            ? [("source", "import")] : []
    }

    private static func defaults(of table: String) -> SQL {
        """
        select a.attname as name, pg_get_expr(d.adbin, d.adrelid) as fallback
        from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = \(table)::regclass and a.attnum > 0 and a.attgenerated = ''
        """
    }

    /// Those of which a unique index says that an organisation has each value once.
    private static func uniqueColumns(of table: String) -> SQL {
        """
        select a.attname as name from pg_index i
          join pg_attribute o on o.attrelid = i.indrelid and o.attnum = i.indkey[0] and o.attname = 'org_id'
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[1]
        where i.indrelid = \(table)::regclass and i.indisunique and i.indnkeyatts = 2 and a.attname <> 'id'
        """
    }

    /// Where the key's value stands among the columns.
    var keyColumn: Int? { plan.key.flatMap { key in columns.firstIndex { $0.field.name == key } } }
    /// The cell that holds the id, where records are known by it.
    var idCell: Int? { plan.key == "id" ? plan.column(of: .field("id")) : nil }
    /// Columns that are unique besides the key.
    var uniqueColumns: [Int] {
        columns.indices.filter { unique.contains(columns[$0].field.name) && $0 != keyColumn }
    }

    /// Throws `Problem` 422 with what is to be changed in the plan.
    func check(role: Role) throws {
        guard !columns.isEmpty || !custom.isEmpty else {
            throw Problem.invalid("columns", "required", "Choose a field for at least one column.")
        }
        let used = plan.targets.filter { $0 != .ignore }
        if let twice = used.first(where: { target in used.filter { $0 == target }.count > 1 }) {
            throw Problem.invalid(
                "columns", "twice", "Two columns go to “\(label(twice))”. Choose another field for one of them.")
        }
        if plan.mode.adds, let field = missing.first {
            throw Problem.invalid(
                "columns", "required", "\(field.label) is needed for new records. Choose the column that holds it.")
        }
        if plan.key == "external_id", externalCell == nil {
            throw Problem.invalid("key", "required", "Choose the column with the external id.")
        }
        if let key = plan.key, key != "external_id", keyColumn == nil, idCell == nil {
            throw Problem.invalid("key", "required", "Choose the column by which records are known.")
        }
        if plan.key == nil, plan.mode != .create {
            throw Problem.invalid(
                "key", "required",
                "To change records, say by which column they are known: a phone number, an e-mail address or an id.")
        }
        if plan.mode.adds, !resource.access.create.allows(role) {
            throw Problem.forbidden("Your role may not add \(resource.title.lowercased()).")
        }
        if plan.mode.changes, plan.key != nil, !resource.access.update.allows(role) {
            throw Problem.forbidden("Your role may not change \(resource.title.lowercased()).")
        }
    }

    private func label(_ target: ImportPlan.Target) -> String {
        switch target {
        case .field(let name): resource.field(name)?.label ?? name
        case .site(let name): "address: \(name)"
        case .externalID: "External id"
        case .ignore: ""
        }
    }
}
