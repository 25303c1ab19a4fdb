import Access
import Core
import Imports
import Postgres
import Records
import TestSupport
import Testing

/// Who may bring files in, and whose records come of it.
@Suite struct ImportAccessTests {
    private static let file = "Name,Phone\nAda,+15125550142\n"

    @Test(arguments: [Role.viewer, .technician]) func refuses_who_may_not_add_customers(_ role: Role) async throws {
        try await ImportPlace.with { at in
            let context = at.place.context(role, actor: .user(at.place.ann))
            let code = try await problem { try await at.upload(Self.file, as: context) }
            #expect(code == "forbidden")
            #expect(try await at.count("select count(*) as count from imports where org_id = app_org()") == 0)
        }
    }

    @Test func a_sales_persons_records_are_their_own() async throws {
        try await ImportPlace.with { at in
            _ = try await at.place.customer("Somebody else's", phone: "+15125550199")
            let sam = try await at.place.provisioning.createMember(
                NewMember(name: "Sam", email: "sam@harbor.example", role: .sales), in: at.place.organisation)
            let context = at.place.context(.sales, actor: .user(sam))
            let given = try await at.bring(
                "Name,Phone,Owner\nAda,+15125550142,\nTaken,+15125550199,\nBen,+15125550177,Olive Owner\n", as: context)
            #expect(at.number(given.counts, "created") == 1)
            #expect(at.number(given.counts, "errors") == 2)
            let owners = try at.place.test.column("select owner_id from customers where name = 'Ada'")
            #expect(owners == [sam.description])
            #expect(
                try at.place.test.column("select name from customers where phone = '+15125550199'") == [
                    "Somebody else's"
                ])
        }
    }

    @Test func another_organisation_sees_nothing_of_it() async throws {
        try await ImportPlace.with { at in
            let id = try await at.upload(Self.file)
            let other = try await at.place.provisioning.create(
                NewOrganisation(name: "Globex", slug: "globex"),
                owner: NewMember(name: "Olga", email: "olga@globex.example", role: .owner))
            let context = at.place.context(.owner, organisation: other.id)
            let code = try await problem { try await at.desk.get(id, at.place.store, context) }
            #expect(code == "not_found")
        }
    }
}
