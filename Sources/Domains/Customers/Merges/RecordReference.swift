internal import Core
internal import Postgres
internal import Records

/// A column in which a table says which customer (or site) a row belongs to.
struct RecordReference: Sendable, Hashable {
    let table: String
    let column: String
    /// For columns that may refer to several kinds of record: the column that says which.
    let kindColumn: String?

    /// `deals.customer_id`
    var name: String { "\(table).\(column)" }

    /// Every reference to records of `target` there is, read from the catalogue, so that a new table is covered by itself:
    /// foreign keys, columns called `customer_id`, and pairs such as `about_kind` and `about_id`.
    ///
    /// What has no id, such as a draft of a form, is about the moment and stays.
    ///
    /// The facts of a record's own past (events and audit entries *about* it) keep its id: they led to it then.
    static func all(to target: String, in work: Work) async throws -> [RecordReference] {
        try read(try await work.query(select(target)))
    }

    /// The statement for `read`.
    static func select(_ target: String) -> SQL {
        let plain = target == "customers" ? "customer_id" : "site_id"
        return """
            with tables as (
              select c.oid, c.relname from pg_class c
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id')),
            columns as (
              select t.oid, t.relname, a.attnum, a.attname, a.atttypid from tables t
              join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')
            select relname as "table", attname as "column", null as kind from columns c
              where attname = \(plain) or exists (select from pg_constraint k
                where k.contype = 'f' and k.conrelid = c.oid and k.confrelid = \(target)::text::regclass
                  and c.attnum = any(k.conkey) and attname <> 'org_id')
            union
            select c.relname, c.attname, k.attname from columns c join columns k on k.oid = c.oid
              where exists (select from columns i where i.oid = c.oid and i.attname = 'id')
                and c.atttypid = 'uuid'::regtype and k.atttypid = 'text'::regtype and c.attname like '%\\_id'
                and (k.attname = left(c.attname, -3) || '_kind' or k.attname = left(c.attname, -3) || '_resource'
                  or (k.attname, c.attname) = ('resource', 'record_id'))
            order by 1, 2
            """
    }

    static func read(_ rows: Rows) throws -> [RecordReference] {
        try rows.map {
            RecordReference(
                table: try $0.get("table"), column: try $0.get("column"), kindColumn: try $0.optional("kind"))
        }.filter { !kept.contains($0.name) && !($0.kindColumn != nil && keptKinds.contains($0.table)) }
    }

    /// What a merge treats in its own way, or leaves because it is about the past. A test says so of any other.
    static let kept: Set<String> = [
        "customer_merges.survivor_id", "segment_members.customer_id", "duplicate_pairs.first_id",
        "duplicate_pairs.second_id", "audit_entries.customer_id",
    ]
    static let keptKinds: Set<String> = ["events", "audit_entries"]

    /// The rows of `old`.
    private func rows(of old: Identifier, kind: String) -> SQL {
        let those: SQL = "org_id = app_org() and \(identifier: column) = \(old)"
        guard let kindColumn else { return those }
        return "\(those) and \(identifier: kindColumn) = \(kind)"
    }

    /// Hands the rows of `old` to `new`, and gives their ids.
    func move(from old: Identifier, to new: Identifier, kind: String) -> SQL {
        """
        with moved as (update \(identifier: table) set \(identifier: column) = \(new)
          where \(rows(of: old, kind: kind)) returning id)
        select coalesce(array_to_json(array_agg(id)), '[]')::text as ids, count(*)::int as count from moved
        """
    }

    /// Hands back those of `ids` that are still with `new`.
    func moveBack(_ ids: [Identifier], from new: Identifier, to old: Identifier, kind: String) -> SQL {
        "update \(identifier: table) set \(identifier: column) = \(old) where \(rows(of: new, kind: kind)) and id = any(\(ids)::uuid[])"
    }

    func count(of customers: [Identifier], kind: String) -> SQL {
        let those: SQL = "org_id = app_org() and \(identifier: column) = any(\(customers)::uuid[])"
        let of: SQL = kindColumn.map { "\(those) and \(identifier: $0) = \(kind)" } ?? those
        return "select count(*)::int as count from \(identifier: table) where \(of)"
    }
}
