import Postgres
import TestSupport
import Testing

@testable import App

/// Rows about a customer follow its owner, in every table that there is: read from the catalogue.
@Suite(.serialized) struct OwnedRowsTests {
    /// Tables whose rows follow, with whether they name the customer themselves or are parts of what does.
    private static func followers(_ filter: String) -> String {
        """
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'customer_owner_id'
          and \(filter) exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'customer_id') order by 1
        """
    }

    @Test func rows_about_a_customer_are_its_owners_and_go_with_it() async throws {
        try await MainlineDatabase.with { test in
            let (org, other) = ("\(TestDatabase.id(1, of: Self.self))", "\(TestDatabase.id(2, of: Self.self))")
            let (first, second) = ("\(TestDatabase.id(3, of: Self.self))", "\(TestDatabase.id(4, of: Self.self))")
            let samples = try SampleRows(test, organisations: [org, other])
            let customer = try samples.id("customers", organisation: org)
            for person in [first, second] {
                try test.run(
                    """
                    insert into users (id, email, name) values ('\(person)', '\(person)@example.com', 'Sales');
                    insert into members (org_id, id, name, email, role)
                      values ('\(org)', '\(person)', 'Sales', '\(person)@example.com', 'sales')
                    """)
            }
            let whole = try test.column(Self.followers(""))
            let tables = (whole + (try test.column(Self.followers("not")))).sorted()
            #expect(whole.count > 10 && tables.count > whole.count)
            for table in whole where table != "record_files" {
                try test.run("update \(table) set customer_id = '\(customer)' where org_id = '\(org)'")
            }
            try test.run(
                "update record_files set resource = 'customers', record_id = '\(customer)' where org_id = '\(org)'")
            let session = try BlockingSession(test.conninfo(user: "mainline_app"))
            func visible(to person: String) throws -> [String] {
                try session.run("begin")
                try session.run(
                    """
                    select set_config('app.org', '\(org)', true), set_config('app.role', 'sales', true),
                      set_config('app.user', '\(person)', true)
                    """)
                let seen = try tables.filter { try session.column("select 1 from \($0)").isEmpty == false }
                try session.run("rollback")
                return seen
            }
            func give(to owner: String) throws {
                try test.run("update customers set owner_id = \(owner) where org_id = '\(org)' and id = '\(customer)'")
            }
            try give(to: "'\(first)'")
            #expect(try visible(to: first) == tables)
            #expect(try visible(to: second).isEmpty)
            try give(to: "'\(second)'")
            #expect(try visible(to: first).isEmpty)
            #expect(try visible(to: second) == tables)
            try give(to: "null")
            #expect(try visible(to: second).isEmpty)
        }
    }
}
