internal import Core
internal import Exports
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The audit trail of the organisation: `/settings/audit`, one entry, the file, and the check of its chain.
struct AuditPages: Sendable {
    let pages: WorkspacePages
    let desk: ExportDesk

    static let path = "/settings/audit"
    private var store: RecordStore { pages.store }

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await list($0, $1) },
            .signedIn(.get, Self.path + "/export.csv", .admins, limits: .init(timeout: .seconds(60))) {
                try await export($0, $1)
            },
            .signedIn(.post, Self.path + "/verify", .admins) { try await verify($0, $1) },
            .signedIn(.get, Self.path + "/entries/{id}", .admins) { try await entry($0, $1) },
        ]
    }

    // MARK: - The list

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let filter = AuditFilter(request.query, context.zone)
        let (page, rows) = try await pages.read(
            request, context, [filter.select(limit: AuditFilter.pageSize + 1), AuditChain.select] + AuditNames.reads)
        let entries = try rows[0].map { try AuditEntry($0) }
        var names = try AuditNames(Array(rows[2...]))
        try await names.read(entries, store, context)
        let chain = try AuditChain(rows[1])
        let known = names
        return try pages.write(request) { html in
            try AuditListView(html: html, page: page, filter: filter, sentence: sentence(known, context))
                .write(entries, chain)
        }
    }

    private func sentence(_ names: AuditNames, _ context: Context) -> AuditSentence {
        AuditSentence(
            catalogue: store.catalogue(for: context),
            words: ChangeWords(store.catalogue(for: context), context, names: names.people),
            names: names)
    }

    // MARK: - One entry

    private func entry(_ request: Request, _ context: Context) async throws -> Response {
        let id: Identifier = try request.id(of: AuditEntry.self).value
        let (page, rows) = try await pages.read(
            request, context,
            [
                """
                select e.*, s.position, s.sealed_at from audit_entries e
                  left join audit_seals s on s.org_id = e.org_id and s.entry_id = e.id
                where e.org_id = app_org() and e.id = \(id)
                """
            ] + AuditNames.reads)
        let row = try rows[0].one("entry")
        let entry = try AuditEntry(row)
        var names = try AuditNames(Array(rows[1...]))
        try await names.read([entry], store, context)
        let view = AuditEntryView(
            entry: entry, sentence: sentence(names, context), position: try row.optional("position"),
            sealedAt: try row.optional("sealed_at"), zone: context.zone)
        return pages.write(request) { html in
            if request.isFragment {
                html.modal(id: "audit-entry", title: "Entry", shape: .sheet) { view.write(html) }
            } else {
                html.settingsPage(page, .audit, title: "Entry", lead: "") {
                    html.breadcrumbs([Place("Audit trail", Self.path)])
                    html.div(.class("panel")) { html.div(.class("panel-body")) { view.write(html) } }
                }
            }
        }
    }

    // MARK: - As a file

    /// The entries that the page would show, up to as many as a file may have, newest first. Itself on the trail.
    private func export(_ request: Request, _ context: Context) async throws -> Response {
        let filter = AuditFilter(request.query, context.zone)
        let answers = try await store.database.batch(
            context, [filter.select(limit: Self.exported)] + AuditNames.reads)
        let entries = try answers[0].map { try AuditEntry($0) }
        var names = try AuditNames(Array(answers[1...]))
        for start in stride(from: 0, to: entries.count, by: 2000) {
            try await names.read(Array(entries[start..<min(start + 2000, entries.count)]), store, context)
        }
        let sentence = sentence(names, context)
        let table = ExportTable(
            "Audit trail",
            columns: [
                ExportColumn("At", .time), ExportColumn("Who"), ExportColumn("What"), ExportColumn("Changes"),
                ExportColumn("Way"), ExportColumn("Address"), ExportColumn("Kind"), ExportColumn("Record"),
                ExportColumn("Action"), ExportColumn("Story"),
            ],
            rows: entries.map { entry in
                [
                    .time(entry.at), .text(sentence.names.actor(entry.actor)), .text(sentence.text(entry)),
                    .text(sentence.changes(entry).map(\.text).joined(separator: "; ")), .text(entry.surface),
                    .text(entry.address), .text(entry.kind), .text(entry.record?.description ?? ""),
                    .text(entry.action), .text(entry.correlation),
                ]
            })
        return try await desk.answer(table, .csv, store, context)
    }

    private static let exported = 20_000

    // MARK: - The chain

    private func verify(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.act(request, back: Self.path, done: "The chain is being checked; the result appears here.") {
            try await store.work(context, "audit.verify") { work in
                work.audit("audit.verify", "audit_entries")
                try work.enqueue(AuditVerification.job(askedBy: context.actor.user))
            }
        }
    }
}

/// How far an organisation's audit trail is sealed, and what its last check found.
struct AuditChain: Sendable {
    let sealedAt: Instant?
    let links: Int64
    let checkedAt: Instant?
    let checkedLinks: Int64
    let broken: Int64?

    static let select: SQL = """
        select s.sealed_at, coalesce(s.position, 0) as links, c.checked_at, coalesce(c.links, 0) as checked_links,
          c.broken_position
        from (select 1) one
          left join lateral (select position, sealed_at from audit_seals where org_id = app_org()
            order by position desc limit 1) s on true
          left join audit_checks c on c.org_id = app_org()
        """

    init(_ rows: Rows) throws {
        let row = try rows.one("chain")
        sealedAt = try row.optional("sealed_at")
        links = try row.get("links")
        checkedAt = try row.optional("checked_at")
        checkedLinks = try row.get("checked_links")
        broken = try row.optional("broken_position")
    }
}
