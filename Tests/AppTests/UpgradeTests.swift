import Core
import Postgres
import TestSupport
import Testing

@testable import App

/// A database that was in use before there were pipelines, industries and tallies of customers comes along with its data.
@Suite struct UpgradeTests {
    private static let boundary = "20260201"

    @Test func an_organisation_with_data_comes_along() async throws {
        let test = try await TestDatabase.make([])
        defer { test.drop() }
        let owner = test.conninfo(user: "mainline_owner")
        let all = try Migration.load(targets: ModuleList.migrationTargets)
        _ = try Migrator(owner: owner, migrations: all.filter { $0.name < Self.boundary }).run()
        try test.run(Self.data)

        let ran = try Migrator(owner: owner, migrations: all).run()

        #expect(ran == all.map(\.name).filter { $0 >= Self.boundary })
        #expect(try test.column("select name from pipelines where org_id = '\(Self.org)'") == ["Sales"])
        #expect(
            try test.column(
                "select name from pipeline_stages where org_id = '\(Self.org)' order by position"
            ).count == 6)
        #expect(try test.column("select count(*) from loss_reasons where org_id = '\(Self.org)'") != ["0"])
        #expect(
            try test.column(
                """
                select c.name || ': ' || i.name from customers c join industries i on i.org_id = c.org_id and i.id = c.industry_id
                where c.org_id = '\(Self.org)' order by c.name
                """) == ["Ada: Bakeries", "Ben: Bakeries"])
        #expect(
            try test.column("select sum(count) from customer_tallies where org_id = '\(Self.org)'") == ["2"])
        #expect(try test.column("select score || ' ' || status from leads") == ["0 new"])
        #expect(try test.column("select status || ' ' || total_minor from invoices") == ["draft 12000"])
        #expect(try !test.column("select id from lead_score_rules where org_id = '\(Self.org)'").isEmpty)
        // What a migration took the protection from to see all rows has it again.
        #expect(
            try test.column(
                "select relname from pg_class where relrowsecurity and not relforcerowsecurity and relkind in ('r', 'p')"
            )
            .isEmpty)
    }

    private static let org = "01900000-0000-7000-8000-000000000001"
    private static let data = """
        insert into organisations (id, name, slug) values ('\(org)', 'Harbor Lights', 'harbor-lights');
        insert into users (id, email, name) values ('01900000-0000-7000-8000-000000000002', 'olivia@harbor.example', 'Olivia');
        insert into members (org_id, id, name, email, role) values
          ('\(org)', '01900000-0000-7000-8000-000000000002', 'Olivia', 'olivia@harbor.example', 'owner');
        insert into customers (org_id, id, name, phone, industry, status) values
          ('\(org)', '01900000-0000-7000-8000-000000000003', 'Ada', '+12025550143', 'Bakeries', 'active'),
          ('\(org)', '01900000-0000-7000-8000-000000000004', 'Ben', null, ' bakeries', 'prospect');
        insert into sites (org_id, id, customer_id, line1) values
          ('\(org)', '01900000-0000-7000-8000-000000000005', '01900000-0000-7000-8000-000000000003', '1 Pier Road');
        insert into leads (org_id, id, name, phone) values
          ('\(org)', '01900000-0000-7000-8000-000000000006', 'Cleo', '+12025550144');
        insert into invoices (org_id, id, customer_id, currency, net_minor, tax_minor, total_minor, correlation_id) values
          ('\(org)', '01900000-0000-7000-8000-000000000007', '01900000-0000-7000-8000-000000000003', 'USD', 10000, 2000,
            12000, 'story');
        """
}
