import Core
import Postgres
import Records
import TestSupport

@testable import App

/// People, teams and records of one organisation, for trying custom roles on.
struct RoleFixture {
    let program: TestProgram
    /// In the team of the second, and the one who asks.
    let asker = ID<User>(Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0001))
    let mate = ID<User>(Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0002))
    let stranger = ID<User>(Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0003))

    var store: RecordStore { program.application.store }
    var database: Database { program.application.database }

    init(_ program: TestProgram) throws {
        self.program = program
        let org = program.ours
        try program.test.run(
            """
            insert into users (id, email, name) values ('\(asker)', 'asker@acme.example', 'Asker'),
              ('\(mate)', 'mate@acme.example', 'Mate'), ('\(stranger)', 'stranger@acme.example', 'Stranger');
            insert into members (org_id, id, name, email, role)
              select '\(org)', id, name, email, 'manager' from users where email like '%@acme.example' and email not like 'owner%';
            insert into teams (org_id, id, name) values ('\(org)', uuid_v7(), 'North');
            insert into team_members (org_id, id, team_id, member_id)
              select '\(org)', uuid_v7(), t.id, m.id from teams t, members m where m.id in ('\(asker)', '\(mate)');
            insert into customers (org_id, id, name, phone, email, owner_id)
              select '\(org)', uuid_v7(), 'Customer ' || n, '+1512555' || (1000 + n), 'c' || n || '@example.org',
                (array['\(asker)', '\(mate)', '\(stranger)', null])[1 + n % 4]::uuid from generate_series(0, 11) n;
            insert into leads (org_id, id, name, phone, source, owner_id)
              select '\(org)', uuid_v7(), 'Lead ' || n, '+1512556' || (1000 + n), 'web',
                (array['\(asker)', '\(mate)', '\(stranger)', null])[1 + n % 4]::uuid from generate_series(0, 7) n;
            """)
    }

    func grants(_ rules: [String: Grants.Rule]) -> Grants {
        Grants(role: Identifier(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_00ff), name: "Narrow", rules: rules)
    }

    /// The asker, with what is left of the role.
    func context(_ role: Role = .manager, _ rules: [String: Grants.Rule]? = nil) -> Context {
        Context(
            organisation: program.ours, actor: .user(asker), role: role, correlation: "test", surface: .workspace,
            grants: rules.map(grants), team: [asker, mate])
    }

    func resource(_ name: String) throws -> Resource {
        guard let resource = store.catalogue.resources[name] else { throw Problem.notFound(name) }
        return resource
    }

    /// The rows that the database gives, past everything that Swift checks.
    func rows(_ table: String, _ context: Context) async throws -> Set<Identifier> {
        Set(
            try await database.query(
                context, "select id from \(identifier: table) where org_id = app_org() and deleted_at is null"
            ).map { try $0.get("id") })
    }

    /// What the list of the records shows; nothing where there is none for them.
    func listed(_ name: String, _ context: Context) async throws -> Set<Identifier> {
        do {
            let resource = try await store.resolved(resource(name), context)
            let query = try RecordQuery(
                [("select", "id"), ("limit", "200")], resource: resource, catalogue: store.catalogue(for: context),
                context: context)
            return Set(try await store.list(query, context).rows.map { try $0.get("id") })
        } catch let problem as Problem where [403, 404].contains(problem.status) {
            return []
        }
    }

    /// The rows that a change of all reaches.
    func changed(_ table: String, _ context: Context) async throws -> Set<Identifier> {
        Set(
            try await database.query(
                context,
                "update \(identifier: table) set name = name where org_id = app_org() and deleted_at is null returning id"
            ).map { try $0.get("id") })
    }

    /// Whose records are whose.
    func owned(_ table: String, by people: [ID<User>]) throws -> Set<Identifier> {
        let list = people.map { "'\($0)'" }.joined(separator: ", ")
        return Set(
            try program.test.column(
                "select id from \(table) where org_id = '\(program.ours)' and owner_id in (\(list))"
            ).compactMap { Identifier($0) })
    }
}
