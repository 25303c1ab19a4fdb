import Postgres
import TestSupport

/// Tries, with the application's own login, to reach across the border between two organisations: every table ×
/// {read, change, delete, move away, add}, without settings, and as a viewer.
struct RowMatrix {
    private let test: TestDatabase
    private let ours: String
    private let theirs: String
    private let tables: [String]

    init(_ test: TestDatabase, shared: [String]) throws {
        self.test = test
        ours = "\(TestDatabase.id(1, of: RowMatrix.self))"
        theirs = "\(TestDatabase.id(2, of: RowMatrix.self))"
        _ = try SampleRows(test, organisations: [ours, theirs])
        // Triggers refuse things too; here it is the policies that are asked.
        try test.run(
            """
            do $$ declare t record; begin
              for t in select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
                execute format('alter table %s disable trigger user', t.name);
              end loop;
            end $$
            """)
        tables = try test.column("select tablename from pg_tables where schemaname = 'public' order by 1").filter {
            !shared.contains($0)
        }
    }

    /// `<table> <what could be done that must not be>`.
    func breaches() throws -> [String] {
        let session = try BlockingSession(test.conninfo(user: "mainline_app"))
        return try tables.flatMap { table in
            try attempts(on: table).compactMap { attempt in
                try succeeds(attempt, in: session) ? "\(table) \(attempt.name)" : nil
            }
        }
    }

    private struct Attempt {
        let name: String
        /// nil: without settings.
        let role: String?
        /// Gives a row if it had an effect.
        let statement: String
    }

    private func attempts(on table: String) throws -> [Attempt] {
        let columns = try test.column(
            """
            select quote_ident(attname) from pg_attribute where attrelid = 'public.\(table)'::regclass and attnum > 0
              and not attisdropped and attgenerated = '' order by attnum
            """)
        let own = try row(of: table, ours)
        // A column that the application may change, so that it is the policy that refuses.
        let changeable = try test.column(
            """
            select quote_ident(column_name) from information_schema.column_privileges where table_name = '\(table)'
              and table_schema = 'public' and grantee = 'mainline_app' and privilege_type = 'UPDATE' order by column_name
            """)
        let column = changeable.first ?? columns[0]
        func insert(_ changes: String) -> String {
            let list = columns.joined(separator: ", ")
            return
                "insert into \(table) (\(list)) select \(list) from jsonb_populate_record(null::\(table), '\(own)'::jsonb || '\(changes)')"
        }
        func insertion(_ name: String, _ role: String, _ changes: String) -> Attempt {
            Attempt(name: name, role: role, statement: insert(changes) + " returning 1")
        }
        let foreign = "org_id = '\(theirs)'"
        let fresh = "\"id\": \"\(TestDatabase.id(3, of: RowMatrix.self))\""
        return [
            Attempt(name: "foreign-row-read", role: "owner", statement: "select 1 from \(table) where \(foreign)"),
            Attempt(name: "foreign-row-read", role: "system", statement: "select 1 from \(table) where \(foreign)"),
            Attempt(
                name: "foreign-row-changed", role: "owner",
                statement:
                    "with done as (update \(table) set \(column) = \(column) where \(foreign) returning 1) select * from done"
            ),
            Attempt(
                name: "foreign-row-deleted", role: "owner",
                statement: "with done as (delete from \(table) where \(foreign) returning 1) select * from done"),
            insertion("foreign-row-added", "owner", "{\"org_id\": \"\(theirs)\", \"slug\": \"other\", \(fresh)}"),
            Attempt(
                name: "row-moved-away", role: "owner",
                statement: "with done as (update \(table) set org_id = '\(theirs)' returning 1) select * from done"),
            Attempt(name: "read-without-settings", role: nil, statement: "select 1 from \(table)"),
            Attempt(name: "read-by-stranger", role: "visitor", statement: "select 1 from \(table)"),
            // Of these three none of the rows is theirs.
            Attempt(name: "read-by-sales", role: "sales", statement: "select 1 from \(table)"),
            Attempt(name: "read-by-customer", role: "customer", statement: "select 1 from \(table)"),
            Attempt(name: "read-by-reseller", role: "reseller", statement: "select 1 from \(table)"),
            insertion("portal-adds", "customer", "{\"slug\": \"other\", \(fresh)}"),
            Attempt(
                name: "portal-changes", role: "reseller",
                statement: "with done as (update \(table) set \(column) = \(column) returning 1) select * from done"),
            Attempt(
                name: "portal-deletes", role: "customer",
                statement: "with done as (delete from \(table) returning 1) select * from done"),
            Attempt(
                name: "viewer-changes", role: "viewer",
                statement: "with done as (update \(table) set \(column) = \(column) returning 1) select * from done"),
            Attempt(
                name: "viewer-deletes", role: "viewer",
                statement: "with done as (delete from \(table) returning 1) select * from done"),
            insertion("viewer-adds", "viewer", "{\"slug\": \"other\", \(fresh)}"),
        ]
    }

    private func row(of table: String, _ organisation: String) throws -> String {
        try test.column("select to_jsonb(t) from \(table) t where org_id = '\(organisation)'").first ?? "{}"
    }

    private func succeeds(_ attempt: Attempt, in session: BlockingSession) throws -> Bool {
        try session.run("begin")
        let result = Result { try reaches(attempt, in: session) }
        try session.run("rollback")
        return try result.get()
    }

    private func reaches(_ attempt: Attempt, in session: BlockingSession) throws -> Bool {
        if let role = attempt.role {
            try session.run(
                """
                select set_config('app.org', '\(ours)', true), set_config('app.role', '\(role)', true),
                  set_config('app.user', case '\(role)' when 'sales' then uuid_v7() else sample_id('users', '\(ours)') end::text,
                    true),
                  set_config('app.customer', uuid_v7()::text, true), set_config('app.reseller', uuid_v7()::text, true)
                """)
        }
        do {
            return try !session.column(attempt.statement).isEmpty
        } catch let error as PostgresError {
            // Refused by the policy or the grant. Anything else got past both: the row was let through.
            return !["42501", "428C9"].contains(error.state)
        }
    }
}
