internal import Core
internal import Postgres

/// Every row that belongs to a person: what refers to them as a customer, what belongs to that, and what is about it.
struct SubjectRows: Sendable {
    struct Part: Sendable {
        let table: String
        let condition: SQL
        /// Empty where the table has no ids.
        let ids: [Identifier]
    }

    private(set) var parts: [Part] = []
    private var known: [String: Set<Identifier>] = [:]
    private static let depth = 3

    typealias Ask = @Sendable (SQL) async throws -> Rows

    /// - Parameters:
    ///   - subjects: the customer and those merged into it.
    ///   - ask: within a transaction or context in which `app_org()` is set.
    static func find(_ subjects: [Identifier], _ ask: Ask) async throws -> SubjectRows {
        var found = SubjectRows()
        let catalogue = try await SubjectCatalogue(ask)
        for reference in try RecordReference.read(try await ask(RecordReference.select("customers"))) {
            if reference.table == "customers" { continue }
            let kind: SQL = reference.kindColumn.map { " and \(identifier: $0) = 'customers'" } ?? ""
            let those: SQL = "\(identifier: reference.column) = any(\(subjects)::uuid[])\(kind)"
            try await found.add(reference.table, those, catalogue, ask)
        }
        var layer = found.known
        for _ in 0..<depth where !layer.isEmpty {
            let before = found.known
            for (table, ids) in layer {
                let ids = Array(ids)
                for child in catalogue.children[table] ?? [] where child.table != "customers" {
                    try await found.add(
                        child.table, "\(identifier: child.column) = any(\(ids)::uuid[])", catalogue, ask)
                }
                for pair in catalogue.pairs {
                    try await found.add(
                        pair.table,
                        "\(identifier: pair.kind) = \(table) and \(identifier: pair.column) = any(\(ids)::uuid[])",
                        catalogue, ask)
                }
            }
            layer = found.known.compactMapValues { _ in nil }
            for (table, ids) in found.known {
                let new = ids.subtracting(before[table] ?? [])
                if !new.isEmpty { layer[table] = new }
            }
        }
        return found
    }

    private mutating func add(_ table: String, _ those: SQL, _ catalogue: SubjectCatalogue, _ ask: Ask) async throws {
        if RecordReference.keptKinds.contains(table) || PersonalColumn.untouched.contains(table) { return }
        let condition: SQL = "org_id = app_org() and \(those)"
        guard catalogue.identified.contains(table) else {
            return parts.append(Part(table: table, condition: condition, ids: []))
        }
        let ids = try await ask("select id from \(identifier: table) where \(condition)").map {
            try $0.get("id", as: Identifier.self)
        }
        let new = Set(ids).subtracting(known[table] ?? [])
        if new.isEmpty { return }
        known[table, default: []].formUnion(new)
        let mine = Array(new)
        parts.append(Part(table: table, condition: "org_id = app_org() and id = any(\(mine)::uuid[])", ids: mine))
    }
}

/// How tables hang together.
struct SubjectCatalogue: Sendable {
    private(set) var children: [String: [(table: String, column: String)]] = [:]
    private(set) var pairs: [(table: String, kind: String, column: String)] = []
    private(set) var identified: Set<String> = []

    init(_ ask: SubjectRows.Ask) async throws {
        let links = try await ask(
            """
            select k.conrelid::regclass::text as child, a.attname as "column", k.confrelid::regclass::text as parent
            from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
            where k.contype = 'f' and k.connamespace = 'public'::regnamespace and a.attname <> 'org_id'
              and cardinality(k.conkey) = 2 and k.conrelid <> k.confrelid order by 1, 2
            """)
        for row in links {
            let parent: String = try row.get("parent")
            children[parent, default: []].append((try row.get("child"), try row.get("column")))
        }
        let pairs = try await ask(
            """
            select c.relname as "table", k.attname as kind, i.attname as "column" from pg_class c
            join pg_attribute i on i.attrelid = c.oid and i.atttypid = 'uuid'::regtype and i.attname like '%\\_id'
            join pg_attribute k on k.attrelid = c.oid and k.atttypid = 'text'::regtype
              and (k.attname = left(i.attname, -3) || '_kind' or (k.attname, i.attname) = ('resource', 'record_id'))
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
            """)
        for row in pairs { self.pairs.append((try row.get("table"), try row.get("kind"), try row.get("column"))) }
        let tables = try await ask(
            """
            select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype)
            """)
        identified = Set(try tables.map { try $0.get("relname", as: String.self) })
    }
}
