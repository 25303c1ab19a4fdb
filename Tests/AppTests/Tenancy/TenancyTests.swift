import TestSupport
import Testing

@testable import App

/// Rules that hold for every table there is and will be, read from the catalogue of a freshly migrated database.
@Suite(.serialized) struct TenancyTests {
    @Test func every_table_keeps_the_tenancy_rules() async throws {
        let exceptions = try ReviewedList("tenancy-exceptions.txt")
        func tables(_ kind: String) -> [String] {
            exceptions.reasons.keys.filter { $0.hasSuffix(kind) }.map { String($0.dropLast(kind.count)) }
        }
        let (shared, references) = (tables(" shared"), tables(" reference"))
        try await MainlineDatabase.with { test in
            let lint = TenancyLint(shared: shared, references: references)
            var found = try lint.queries.flatMap { try test.column($0) }
            let tables = try test.column("select tablename from pg_tables where schemaname = 'public'")
            found +=
                tables.filter(shared.contains).map { $0 + " shared" }
                + tables.filter(references.contains).map { $0 + " reference" }
            found += try RowMatrix(test, shared: shared).breaches()
            let unlisted = exceptions.unlisted(found)
            #expect(
                unlisted.isEmpty,
                "Mend these in a migration, or list them in Tests/AppTests/tenancy-exceptions.txt with the reason:\n\(unlisted.joined(separator: "\n"))"
            )
            let stale = exceptions.stale(found)
            #expect(
                stale.isEmpty, "These exceptions are needed no more; remove them:\n\(stale.joined(separator: "\n"))")
        }
    }

    /// The lint itself sees what it is there to see.
    @Test func the_lint_finds_each_kind_of_breach() async throws {
        try await MainlineDatabase.with { test in
            try test.run(
                """
                create table loose (id uuid primary key);
                create table leaky (org_id uuid not null, id uuid not null default gen_random_uuid(), other uuid, primary key (id),
                  foreign key (other) references loose (id), unique (other));
                select tenant_table('leaky');
                create policy peeking on leaky for select to mainline_app using (exists (select from loose));
                create function noop() returns trigger language plpgsql as 'begin return null; end';
                create trigger late after insert on leaky for each statement execute function noop();
                grant truncate on leaky to mainline_app;
                """)
            let found = try TenancyLint(shared: [], references: []).queries.flatMap { try test.column($0) }
            for breach in [
                "loose row-security", "loose policies", "loose org-id", "loose key loose_pkey", "leaky key leaky_pkey",
                "leaky key leaky_other_key", "leaky foreign-key leaky_other_fkey", "leaky sub-select peeking",
                "leaky open-policy peeking", "leaky other-table peeking", "leaky volatile-default id",
                "leaky statement-trigger late", "leaky truncate mainline_app",
            ] { #expect(found.contains(breach), "\(breach)") }
        }
    }
}
