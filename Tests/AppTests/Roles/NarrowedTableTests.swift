import Records
import TestSupport
import Testing

@testable import App

/// The catalogue and the database agree on what custom roles can narrow.
@Suite(.serialized) struct NarrowedTableTests {
    @Test func every_resource_that_can_be_narrowed_is_narrowed_by_its_table() async throws {
        try await TestProgram.with { program in
            let policies = Set(
                try program.test.column(
                    """
                    select c.relname || ' ' || p.polname || ' ' || (regexp_match(
                        concat(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)), ''' ([a-z_]+):'))[1]
                    from pg_policy p join pg_class c on c.oid = p.polrelid
                    where not p.polpermissive and 'mainline_narrowed'::regrole = any (p.polroles)
                    """))
            for resource in program.application.store.catalogue.resources.values where resource.isNarrowable {
                for verb in ["read", "insert", "update", "delete"] {
                    let wanted = "\(resource.name) narrowed_\(verb) \(resource.partOf ?? resource.name)"
                    #expect(policies.contains(wanted), "no policy: \(wanted)")
                }
            }
        }
    }

    @Test func what_follows_customers_is_narrowed_with_them() async throws {
        try await TestProgram.with { program in
            let missing = try program.test.column(
                """
                select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
                where a.attname = 'customer_owner_id' and not a.attisdropped and c.relkind = 'r' and not exists (
                  select from pg_policy p where p.polrelid = c.oid and p.polname = 'narrowed_by_customers')
                """)
            #expect(missing.isEmpty, "Call narrowed_by_customers for these: \(missing)")
        }
    }

    @Test func what_is_one_s_own_stands_on_the_row() async throws {
        try await TestProgram.with { program in
            for resource in program.application.store.catalogue.resources.values {
                guard let column = resource.personColumn else { continue }
                let found = try program.test.column(
                    """
                    select pg_get_expr(p.polqual, p.polrelid) like '%\(column) = app_user()%' from pg_policy p
                    where p.polrelid = 'public.\(resource.name)'::regclass and p.polname = 'narrowed_read'
                    """)
                #expect(found == ["t"], "\(resource.name) is not narrowed by \(column)")
            }
        }
    }

    @Test func actions_are_not_called_like_the_verbs_of_every_record() async throws {
        try await TestProgram.with { program in
            let catalogue = program.application.store.catalogue
            let taken = catalogue.actions.values.filter { action in
                // Of what no role narrows there are no rules that could be taken for others.
                catalogue.resources[String(action.name.prefix { $0 != "." })]?.isNarrowable != false
                    && !action.name.hasPrefix("api_keys.")
                    && ["read", "create", "update", "delete", "export", "import"].contains(action.verb)
            }
            #expect(taken.map(\.name).isEmpty)
        }
    }
}
