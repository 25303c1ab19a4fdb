internal import Core
internal import Postgres
internal import Records

/// Names of whom and what entries speak of: members, keys, and records of every kind that the role may read.
struct AuditNames: Sendable {
    private(set) var people: [String: String] = [:]
    private var keys: [String: String] = [:]
    private var titles: [Identifier: String] = [:]

    static let reads: [SQL] = [
        MemberNames.select,
        "select id::text as id, name from api_keys where org_id = app_org() order by created_at desc limit 500",
    ]

    init(_ rows: [Rows]) throws {
        people = try MemberNames.read(rows[0])
        for row in rows[1] { keys[try row.get("id")] = try row.get("name") }
    }

    /// Reads the names of the records, one statement for each kind, in one round trip.
    mutating func read(_ entries: [AuditEntry], _ store: RecordStore, _ context: Context) async throws {
        var wanted: [(resource: Resource, sql: SQL)] = []
        for (kind, some) in Dictionary(grouping: entries, by: \.kind).sorted(by: { $0.key < $1.key }) {
            guard let resource = store.catalogue(for: context).resources[kind],
                resource.access.read.allows(context.role)
            else {
                continue
            }
            let ids = Array(Set(some.compactMap(\.record)))
            guard !ids.isEmpty, let sql = resource.naming(ids, context.role) else { continue }
            wanted.append((resource, sql))
        }
        guard !wanted.isEmpty else { return }
        let answers = try await store.database.batch(context, wanted.map(\.sql))
        for (asked, rows) in zip(wanted, answers) {
            for row in rows {
                titles[try row.get("id")] = try RecordTitle.text(row, of: asked.resource, context)
            }
        }
    }

    func title(of record: Identifier?) -> String? {
        record.flatMap { titles[$0] ?? people[$0.description] ?? keys[$0.description] }
    }

    /// Keys to choose from, by name.
    var keyNames: [(id: String, name: String)] {
        keys.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Who did it: a name, or what it was.
    func actor(_ actor: String) -> String {
        let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
        switch parts.first {
        case "user": return parts.count > 1 ? people[parts[1]] ?? "A former member" : "Somebody"
        case "key": return parts.count > 1 ? keys[parts[1]].map { "Key “\($0)”" } ?? "A key" : "A key"
        case "operator":
            let name = parts.count > 1 ? parts[1].replacing(" (support)", with: "") : ""
            return name.isEmpty || name == "cli" ? "Mainline's operator" : "\(name) of Mainline's support"
        default: return AuditWords.actor(actor)
        }
    }
}
