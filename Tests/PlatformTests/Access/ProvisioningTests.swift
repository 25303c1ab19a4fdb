import Core
import Postgres
import Testing

@testable import Access

@Suite struct ProvisioningTests {
    private struct SeedFailed: Error {}

    @Test func making_an_organisation_twice_makes_it_once() async throws {
        try await AccessFixture.run { fixture in
            let owner = NewMember(name: "Olga", email: "OWNER@acme.example", role: .owner, password: "another password")
            let again = try await fixture.provisioning.create(
                NewOrganisation(name: "Acme Two", slug: "acme"), owner: owner)
            #expect(again.id == fixture.acme)
            #expect(!again.isNew)
            #expect(again.owner == (try await fixture.user("owner@acme.example")))
            _ = try await fixture.signIn("owner@acme.example")
        }
    }

    @Test func domains_add_their_own_in_the_same_transaction() async throws {
        try await AccessFixture.run { fixture in
            let failing = OrganisationProvisioning(
                database: fixture.database, passwords: fixture.passwords,
                onCreate: [
                    { transaction, context in
                        let rows = try await transaction.query("select name from organisations")
                        #expect(try rows.one("organisation").get("name") == "Initech")
                        #expect(context.role == .system)
                        throw SeedFailed()
                    }
                ])
            await #expect(throws: SeedFailed.self) {
                try await failing.create(NewOrganisation(name: "Initech", slug: "initech"))
            }
            let found = try await fixture.provisioning.find(slug: "initech")
            #expect(found == nil)
        }
    }

    @Test func every_fault_is_named() async throws {
        try await AccessFixture.run { fixture in
            do {
                _ = try await fixture.provisioning.create(NewOrganisation(name: "", slug: "A B", country: "de"))
                Issue.record("let through")
            } catch let problem as Problem {
                #expect(problem.fields.map(\.field) == ["name", "slug", "country"])
            }
            do {
                try await fixture.provisioning.createMember(
                    NewMember(name: "", email: "no address", role: .customer, password: "short"), in: fixture.acme)
                Issue.record("let through")
            } catch let problem as Problem {
                #expect(problem.fields.map(\.field) == ["name", "email", "role", "password"])
            }
        }
    }
}
