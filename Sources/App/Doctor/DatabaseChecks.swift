internal import Core
internal import Postgres
internal import Records

/// What the database says of itself.
struct DatabaseChecks: Sendable {
    private let installation: Installation
    private let database: Database

    init(_ installation: Installation, database: Database) {
        self.installation = installation
        self.database = database
    }

    /// The checks in order. None of them throws: a check that cannot be made has failed.
    var all: [@Sendable () async -> [Finding]] {
        [
            { await check("PostgreSQL") { [try await version()] } }, { await check("clock") { [try await clock()] } },
            { await check("migrations") { [try migrations()] } }, { await check("roles") { [try await roles()] } },
            { await check("row-level security") { [try await protection()] } },
            { await check("queue") { try await queue() } },
            { await check("audit trail") { try await audit() } },
        ]
    }

    private func check(_ subject: String, _ body: @Sendable () async throws -> [Finding]) async -> [Finding] {
        do { return try await body() } catch {
            return [.fail(subject, "could not be checked: \(error)", "Run mainline migrate, then look again.")]
        }
    }

    private func row(_ sql: SQL) async throws -> Row { try await database.systemQuery(.operations, sql).one("answer") }

    private func version() async throws -> Finding {
        let row = try await row(
            "select current_setting('server_version_num')::int as number, current_setting('server_version') as text")
        let text: String = try row.get("text")
        if try row.get("number", as: Int.self) >= 150_000 { return .ok("PostgreSQL", "version \(text)") }
        return .fail("PostgreSQL", "version \(text) is too old", "Use PostgreSQL 15 or newer.")
    }

    private func clock() async throws -> Finding {
        let before = Instant.systemNow
        let theirs: Int64 = try await row("select (extract(epoch from clock_timestamp()) * 1000)::bigint as now").get(
            "now")
        let ours = (before.microseconds + Instant.systemNow.microseconds) / 2000
        let skew = abs(theirs - ours)
        if skew < 1000 { return .ok("clock", "within a second of the database's") }
        let remedy = "Let both machines keep their time by NTP (systemctl enable --now systemd-timesyncd)."
        let text = "\(skew / 1000) s away from the database's"
        return skew < 30_000 ? .warn("clock", text, remedy) : .fail("clock", text, remedy)
    }

    private func migrations() throws -> Finding {
        let pending = try Migrator(owner: installation.logins.owner, migrations: try Installation.migrations())
            .pending()
        if pending.isEmpty { return .ok("migrations", "the schema is up to date") }
        return .fail("migrations", "\(pending.count) are pending, first \(pending[0])", "Run mainline migrate.")
    }

    private func roles() async throws -> Finding {
        let row = try await row(
            """
            select count(*)::int as count, coalesce(bool_or(rolsuper or rolbypassrls or rolcreaterole), false) as mighty,
              (select count(*)::int from pg_class c join pg_roles r on r.oid = c.relowner
               where r.rolname = 'mainline_app' and c.relkind in ('r', 'p')) as owned
            from pg_roles where rolname = 'mainline_app'
            """)
        if try row.get("count", as: Int.self) == 0 {
            return .fail(
                "roles", "mainline_app does not exist", "Run mainline migrate as a role that may create roles.")
        }
        if try row.get("mighty", as: Bool.self) || row.get("owned", as: Int.self) > 0 {
            return .fail(
                "roles", "mainline_app is a superuser, bypasses row-level security or owns tables",
                "Run: alter role mainline_app nosuperuser nobypassrls nocreaterole, and give its tables back to the owner."
            )
        }
        return .ok("roles", "mainline_app is bound by row-level security")
    }

    private func protection() async throws -> Finding {
        let rows = try await database.systemQuery(
            .operations,
            """
            select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p')
              and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped)
              and not (c.relrowsecurity and c.relforcerowsecurity)
            order by 1
            """)
        let names = try rows.map { try $0.get("name", as: String.self) }
        if names.isEmpty { return .ok("row-level security", "forced on every table of an organisation's") }
        return .fail(
            "row-level security", "not forced on \(names.joined(separator: ", "))",
            "Run: alter table … enable row level security, force row level security.")
    }

    private func queue() async throws -> [Finding] {
        let row = try await row(
            """
            select (select coalesce(extract(epoch from now() - min(run_at)), 0)::bigint from jobs
              where state in ('available', 'retry_wait') and run_at <= now()) as lag,
              (select count(*)::int from jobs where state = 'needs_attention') as attention
            """)
        let (lag, attention): (Int64, Int) = (max(0, try row.get("lag")), try row.get("attention"))
        return [
            lag < 60
                ? .ok("queue", "the oldest job that is due waits for \(lag) s")
                : .warn(
                    "queue", "the oldest job that is due waits for \(lag) s",
                    "Check that a process with the role all or worker runs."),
            attention == 0
                ? .ok("jobs", "none needs attention")
                : .warn("jobs", "\(attention) need attention", "Look at them on the page Jobs: retry, skip or cancel."),
        ]
    }

    /// One line for all organisations, or one for each whose chain is broken.
    private func audit() async throws -> [Finding] {
        var (links, broken): (Int, [Finding]) = (0, [])
        let rows = try await database.systemQuery(.operations, "select id, slug from organisations order by slug")
        for row in rows {
            let (count, fault) = try await AuditSealing.verify(try row.get("id"), database)
            links += count
            if let fault {
                broken.append(
                    .fail(
                        "audit trail", "\(try row.get("slug", as: String.self)): link \(fault) does not fit its entry",
                        "Somebody changed the audit trail behind Mainline's back. Keep a backup and compare with an older one."
                    ))
            }
        }
        return broken.isEmpty ? [.ok("audit trail", "\(links) links hold in \(rows.count) organisations")] : broken
    }
}
