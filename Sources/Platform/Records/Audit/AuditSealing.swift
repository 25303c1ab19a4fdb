public import Core
internal import Crypto
public import Jobs
public import Postgres

/// Seals an organisation's audit entries into a chain, each link hashing its entry and the link before it: an entry that
/// is changed, removed or slipped in later no longer fits. Runs every minute; entries wait no longer than that.
public enum AuditSealing {
    private static let name = "audit.seal"
    private static let batch = 2000
    /// Entries become visible when their transactions commit, which may be after later ones were sealed; no transaction
    /// lasts this long.
    private static let reach: Duration = .hours(1)

    public static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .minutes(5)) { run in
            while try await seal(run.context.organisation, store.database) == batch {}
        }
    }

    /// Throws if the schedule is malformed, which a test rules out.
    public static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("* * * * *"), scope: .perOrganisation, kind: name)
    }

    /// Seals up to a batch. Gives how many.
    static func seal(_ organisation: ID<Organisation>, _ database: Database) async throws -> Int {
        try await database.systemTransaction(.audit) { transaction in
            transaction.queue("select pg_advisory_xact_lock(hashtextextended('audit' || \(organisation)::text, 0))")
            let last = try await transaction.query(
                "select position, hash, entry_id from audit_seals where org_id = \(organisation) order by position desc limit 1"
            )
            var position: Int64 = try last.first?.get("position") ?? 0
            var hash = try last.first?.get("hash", as: Bytea.self).bytes ?? []
            let newest: Identifier? = try last.first?.get("entry_id")
            let start =
                newest.map { Identifier(time: $0.madeAt - reach, random: (0, 0)) } ?? Identifier(high: 0, low: 0)
            let rows = try await transaction.query(
                """
                select e.id, \(content) as content from audit_entries e
                where e.org_id = \(organisation) and e.id > \(start)
                  and not exists (select 1 from audit_seals s where s.org_id = e.org_id and s.entry_id = e.id)
                order by e.id limit \(batch)
                """)
            guard !rows.isEmpty else { return 0 }
            var links: (positions: [Int64], entries: [Identifier], hashes: [String]) = ([], [], [])
            for row in rows {
                position += 1
                hash = link(hash, try row.get("content"))
                links.positions.append(position)
                links.entries.append(try row.get("id"))
                links.hashes.append(Hex.encode(hash))
            }
            try await transaction.query(
                """
                insert into audit_seals (org_id, position, entry_id, hash)
                select \(organisation), position, entry, decode(hash, 'hex')
                from unnest(\(links.positions)::bigint[], \(links.entries)::uuid[], \(links.hashes)::text[]) as link (position, entry, hash)
                """)
            return rows.count
        }
    }

    /// Checks an organisation's whole chain. Gives how many links hold, and the first that does not.
    public static func verify(_ organisation: ID<Organisation>, _ database: Database) async throws -> (
        links: Int, broken: Int64?
    ) {
        var position: Int64 = 0
        var hash: [UInt8] = []
        var count = 0
        while true {
            let rows = try await database.systemQuery(
                .audit,
                """
                select s.position, s.hash, \(content) as content, e.erased_at is not null as is_erased
                from audit_seals s left join audit_entries e on e.org_id = s.org_id and e.id = s.entry_id
                where s.org_id = \(organisation) and s.position > \(position) order by s.position limit \(batch)
                """)
            if rows.isEmpty { return (count, nil) }
            for row in rows {
                let next: Int64 = try row.get("position")
                let content: String = try row.optional("content") ?? "missing"
                let sealed = try row.get("hash", as: Bytea.self).bytes
                // What a person had erased cannot be hashed again; the chain goes on from what was sealed.
                hash = try row.optional("is_erased") == true ? sealed : link(hash, content)
                guard next == position + 1, sealed == hash else {
                    return (count, next)
                }
                position = next
                count += 1
            }
        }
    }

    private static func link(_ previous: [UInt8], _ content: String) -> [UInt8] {
        SHA256.hash(previous + Array(content.utf8))
    }

    /// Everything an entry says, as one text.
    private static let content: SQL = """
        jsonb_build_array(e.id, extract(epoch from e.at), e.actor, e.role, e.surface, e.correlation_id, e.address, e.action,
          e.record_kind, e.record_id, e.changes)::text
        """
}
