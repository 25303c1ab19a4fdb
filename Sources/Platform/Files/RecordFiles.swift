public import Core
public import Postgres
public import Records

/// Files that belong to records. Who may see a record may see its files, and nobody else.
public enum RecordFiles {
    /// A link between a file and a record.
    public enum Link {}

    /// Adds a stored file to a record, within the work that stored it. Tells the record's timeline.
    @discardableResult
    public static func attach(
        _ file: ID<File>, named name: String, to resource: Resource, _ record: Identifier, customer: ID<Customer>?,
        in work: Work
    ) async throws -> ID<Link> {
        let id = work.context.newID(Link.self)
        try await work.query(
            """
            insert into record_files (org_id, id, resource, record_id, file_id, name)
            values (app_org(), \(id), \(resource.name), \(record), \(file), \(cleaned(name)))
            """)
        try work.emit("file.added", resource.name, record, customer: customer, ["name": .string(cleaned(name))])
        return id
    }

    /// Throws `Problem` 404, or 422 for an empty name.
    public static func rename(
        _ link: ID<Link>, to name: String, of resource: Resource, _ record: Identifier, in work: Work
    ) async throws {
        guard !name.allSatisfy(\.isWhitespace) else { throw Problem.invalid("name", "required", "The name is needed.") }
        let rows = try await work.query(
            """
            update record_files set name = \(cleaned(name))
            where org_id = app_org() and id = \(link) and deleted_at is null and \(belongs(resource, record)) returning id
            """)
        _ = try rows.one("file")
    }

    /// Takes a file from a record, or (with `isDeleted` false) gives it back. Its bytes stay. Throws `Problem` 404.
    public static func setDeleted(
        _ isDeleted: Bool, _ link: ID<Link>, of resource: Resource, _ record: Identifier, customer: ID<Customer>?,
        in work: Work
    ) async throws {
        let rows = try await work.query(
            """
            update record_files set deleted_at = case when \(isDeleted)::boolean then now() end
            where org_id = app_org() and id = \(link) and (deleted_at is null) = \(isDeleted)::boolean
              and \(belongs(resource, record)) returning name
            """)
        let name: String = try rows.one("file").get("name")
        try work.emit(
            isDeleted ? "file.deleted" : "file.restored", resource.name, record, customer: customer,
            ["name": .string(name)])
    }

    /// The files of a record, newest first: `link`, `name`, `file_id`, `content_type`, `size`, `created_at`, `person`.
    public static func select(_ resource: Resource, _ record: Identifier, limit: Int) -> SQL {
        """
        select l.id as link, l.name, l.file_id, l.created_at, f.content_type, f.size, m.name as person
        from record_files l
        join files f on f.org_id = l.org_id and f.id = l.file_id
        left join members m on m.org_id = l.org_id and m.id = l.created_by
        where l.org_id = app_org() and l.deleted_at is null and \(belongs(resource, record))
        order by l.created_at desc, l.id desc limit \(limit)
        """
    }

    /// How many a record has, counted as far as `ceiling`.
    public static func count(_ resource: Resource, _ record: Identifier, ceiling: Int) -> SQL {
        """
        select count(*) from (select 1 from record_files
        where org_id = app_org() and deleted_at is null and \(belongs(resource, record)) limit \(ceiling)) n
        """
    }

    /// The record's own, and those of records that were merged into it.
    private static func belongs(_ resource: Resource, _ record: Identifier) -> SQL {
        """
        resource = \(resource.name) and record_id = any (array(
          select \(record)::uuid union all
          select from_id from record_redirects
          where org_id = app_org() and resource = \(resource.name) and to_id = \(record)))
        """
    }

    /// Throws `Problem` 404 unless the file belongs to a record that may be read, or to none yet; such a one a sales person
    /// reads if they stored it themselves.
    public static func requireReadable(_ file: ID<File>, _ store: RecordStore, _ context: Context) async throws {
        // All links, also those to records that may not be seen: a file without any would be taken for nobody's.
        let rows = try await store.database.read(
            context.acting(as: .system),
            """
            select l.resource, coalesce(r.to_id, l.record_id) as record_id, l.deleted_at is null as is_there
            from record_files l
            left join record_redirects r on r.org_id = l.org_id and r.resource = l.resource and r.from_id = l.record_id
            where l.org_id = app_org() and l.file_id = \(file) order by l.created_at desc limit 50
            """)
        if rows.isEmpty {
            guard context.role == .sales else { return }
            let own = try await store.database.read(
                context, "select 1 from files where org_id = app_org() and id = \(file) and created_by = app_user()")
            if own.isEmpty { throw Problem.notFound("file") }
            return
        }
        for row in rows where try row.get("is_there", as: Bool.self) {
            guard let resource = store.catalogue(for: context).resources[try row.get("resource", as: String.self)],
                resource.access.read.allows(context.role)
            else { continue }
            let record: Identifier = try row.get("record_id")
            do {
                _ = try await store.get(resource, record, context, select: "id")
                return
            } catch let problem as Problem where problem.status == 404 { continue }
        }
        throw Problem.notFound("file")
    }

    /// The last part of a path, without what cannot be shown, short enough to be kept.
    static func cleaned(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 && !turning.contains($0.value) }.map(
                Character.init))
        let short = String(plain.prefix(200))
        return short.allSatisfy(\.isWhitespace) ? "file" : short
    }

    /// Marks that turn the direction of writing, by which `gpj.exe` is made to look like `exe.jpg`.
    private static let turning: Set<UInt32> = [
        0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
    ]
}
