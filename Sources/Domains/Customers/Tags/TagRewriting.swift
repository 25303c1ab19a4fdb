internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Replaces or removes a tag on every record of every table that has tags, some at a time.
enum TagRewriting {
    private static let name = "tags.rewrite"
    private static let batch = 1000

    /// Begins at once; where there is more than a batch, a job goes on. Gives how many records were changed so far.
    static func rewrite(_ old: String, to new: String?, in work: Work) async throws -> Int {
        let count = try await step(old, to: new, in: work)
        if count >= batch {
            try work.enqueue(NewJob(name, payload: ["old": .string(old), "new": .text(new)]))
        }
        return count
    }

    static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 5, timeLimit: .minutes(30)) { run in
            guard let old = run.payload["old"]?.string else { throw JobFailure.permanent("no tag in the payload") }
            let new = run.payload["new"]?.string
            while try await store.work(run.context, name, { try await step(old, to: new, in: $0) }) >= batch {}
        }
    }

    private static func step(_ old: String, to new: String?, in work: Work) async throws -> Int {
        let changed: SQL =
            new.map {
                """
                array(select tag from unnest(array_replace(tags, \(old)::text, \($0)::text)) with ordinality as u (tag, place)
                  group by tag order by min(place))
                """
            } ?? "array_remove(tags, \(old)::text)"
        var count = 0
        for table in try await tables(in: work) {
            let rows = try await work.query(
                """
                update \(identifier: table) set tags = \(changed) where org_id = app_org() and id in (
                  select id from \(identifier: table) where org_id = app_org() and tags @> array[\(old)]::text[] limit \(batch))
                """)
            count += rows.affected
        }
        return count
    }

    /// Tables whose records have tags, read from the catalogue.
    static func tables(in work: Work) async throws -> [String] {
        try await work.query(
            """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and a.attname = 'tags' and a.atttypid = 'text[]'::regtype order by 1
            """
        ).map { try $0.get("relname") }
    }
}
