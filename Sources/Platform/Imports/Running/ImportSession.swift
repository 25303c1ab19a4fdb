internal import Core
internal import EventLoop
internal import Jobs
internal import Notifications
internal import Postgres
internal import Records

/// One attempt at checking or running an import: chunk after chunk, the next being read while the last is written.
struct ImportSession: Sendable {
    let given: Import
    let layout: ImportLayout
    let run: JobRun
    let store: RecordStore
    let context: Context
    let workers: WorkerPool
    let path: String

    static let chunkSize = 4000

    private struct Chunk: Sendable {
        let rows: [PreparedRow]
        /// Where the next one begins.
        let position: Int64
    }

    /// Reads chunks. Belongs to one task at a time.
    private final class Chunks: @unchecked Sendable {
        private let reader: SpoolReader
        private let preparation: RowPreparation
        private var seen = SeenKeys()

        /// - Parameter position: rows before it are looked at for their keys only.
        init(_ path: String, _ preparation: RowPreparation, from position: Int64) throws {
            reader = try SpoolReader(path)
            self.preparation = preparation
            while reader.position < position {
                guard let row = try reader.next() else { break }
                _ = preparation.prepare([row], &seen)
            }
        }

        func next() throws -> Chunk? {
            let rows = try reader.next(ImportSession.chunkSize)
            guard !rows.isEmpty else { return nil }
            return Chunk(rows: preparation.prepare(rows, &seen), position: reader.position)
        }
    }

    private func chunks(from position: Int64) async throws -> Chunks {
        let (path, preparation) = (path, RowPreparation(layout, context))
        return try await workers.run { try Chunks(path, preparation, from: position) }
    }

    /// Hands over chunk after chunk, the next of which is made meanwhile.
    private func each(from position: Int64, _ body: (Chunk) async throws -> Void) async throws {
        let chunks = try await chunks(from: position)
        let workers = workers
        var current = try await workers.run { try chunks.next() }
        while let chunk = current {
            guard run.isLeaseValid else { throw JobFailure.leaseLost }
            async let next = workers.run { try chunks.next() }
            try await body(chunk)
            current = try await next
        }
    }

    private var matching: RowMatching {
        RowMatching(layout: layout, context: context, erased: store.catalogue.erasedPeople)
    }

    // MARK: - Check

    /// Says of every row what would come of it, and changes nothing.
    func check() async throws {
        try await store.work(context, "imports.check") { work in
            work.queue(
                "delete from import_rows where org_id = app_org() and import_id = \(given.id) and phase = 'check'")
        }
        let references = ReferenceBook(layout, store.catalogue(for: context), context)
        var counts = ChunkCounts()
        var done = 0
        try await each(from: 0) { chunk in
            var rows = chunk.rows
            let ask = { (sql: SQL) in try await store.database.query(context, sql) }
            try await references.resolve(&rows, ask)
            try await matching.match(&rows, ask)
            let errorsSoFar = counts.errors + counts.duplicates
            for row in rows { counts.add(row.fate) }
            done += rows.count
            let (looked, soFar, total) = (rows, done, counts)
            try await store.work(context, "imports.check") { work in
                RowLedger.write(looked, [:], phase: "check", errorsSoFar: errorsSoFar, given.id, work)
                work.queue(
                    """
                    update imports set done_rows = \(soFar), checked = \(total.json)
                    where org_id = app_org() and id = \(given.id) and status = 'checking'
                    """)
            }
        }
        let total = counts
        try await store.work(context, "imports.check") { work in
            work.queue(
                """
                update imports set status = 'checked', checked = \(total.json), done_rows = total_rows
                where org_id = app_org() and id = \(given.id) and status = 'checking'
                """)
        }
    }

    // MARK: - Run

    /// The import was stopped by hand.
    private struct Stopped: Error {}

    /// Brings the rows in from where the last attempt got to. Each chunk is there as a whole or not at all.
    func run() async throws {
        let references = ReferenceBook(layout, store.catalogue(for: context), context)
        var counts = ChunkCounts(given.counts)
        var done = given.doneRows
        do {
            try await each(from: given.position) { chunk in
                let (before, soFar) = (counts, done)
                counts = try await store.work(context, "imports.run") { work in
                    try await write(chunk, before, soFar, references, work)
                }
                done += chunk.rows.count
            }
        } catch is Stopped { return }
        try await finish(counts)
    }

    private func write(
        _ chunk: Chunk, _ counts: ChunkCounts, _ done: Int, _ references: ReferenceBook, _ work: Work
    ) async throws -> ChunkCounts {
        try await run.hold(in: work.transaction)
        work.queue("select set_config('app.import', \(given.id), true)")
        if done == 0 { writeAuditEntry(work) }
        var rows = chunk.rows
        let ask = { (sql: SQL) in try await work.query(sql) }
        try await references.resolve(&rows, ask)
        try await matching.match(&rows, ask)
        let outcome = try await ChunkWriter(layout: layout, importID: given.id).write(&rows, work)
        var total = counts
        for row in rows { total.add(row.fate) }
        RowLedger.write(
            rows, outcome.before, phase: "run", errorsSoFar: counts.errors + counts.duplicates, given.id, work)
        if !outcome.created.isEmpty || !outcome.sites.isEmpty {
            work.queue(
                """
                insert into import_chunks (org_id, import_id, number, created, sites)
                values (app_org(), \(given.id), \(done), \(outcome.created)::uuid[], \(outcome.sites)::uuid[])
                """)
        }
        let moved = try await work.query(
            """
            update imports set position = \(chunk.position), done_rows = \(done + rows.count), counts = \(total.json)
            where org_id = app_org() and id = \(given.id) and status = 'running' and done_rows = \(done) returning id
            """)
        if moved.isEmpty { throw Stopped() }
        return total
    }

    /// One entry for all that the file adds, with the file's hash.
    private func writeAuditEntry(_ work: Work) {
        let changes: JSON = [
            "import": .text(given.id), "file": .string(given.fileName),
            "sha256": given.hash.map { .string(Hex.encode($0.bytes)) } ?? .null,
            "rows": .int(Int64(given.totalRows)),
        ]
        work.queue(
            """
            insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind,
              record_id, changes)
            values (app_org(), \(context.actor.description), \(context.role), \(context.surface), \(context.correlation), '',
              'imports.run', \(given.resource), null, \(changes))
            """)
    }

    private func finish(_ counts: ChunkCounts) async throws {
        try await store.work(context, "imports.finish") { work in
            let changed = try await work.query(
                """
                update imports set status = 'finished', finished_at = \(work.now) where org_id = app_org()
                  and id = \(given.id) and status = 'running' returning id
                """)
            guard !changed.isEmpty else { return }
            var payload = counts.json.object ?? [:]
            payload["title"] = .string(given.fileName)
            try work.emit("records.imported", given.resource, given.id.value, .object(payload))
            guard let member = given.member else { return }
            let title = "\(given.fileName): \(counts.created) added, \(counts.updated) changed"
            try await Notifications.notify(
                member,
                NewNotification(
                    ImportDesk.finished, title, body: counts.errors > 0 ? "\(counts.errors) rows were left out." : "",
                    path: "/imports/\(given.id)", tone: counts.errors > 0 ? "warn" : "good", key: "import/\(given.id)"),
                evenSelf: true, in: work)
        }
    }
}
