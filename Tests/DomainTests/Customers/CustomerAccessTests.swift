import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct CustomerAccessTests {
    @Test func a_sales_person_sees_and_adds_only_their_own() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await place.customer("Not hers")
        let customers = try place.store.catalogue.resource("customers", for: .sales)
        let sales = place.context(.sales, actor: .user(place.bob))
        let hers = try await place.store.create(customers, ["name": "Hers"], sales)
        #expect(hers["owner_id"]?.string == place.bob.description)
        func listed(_ context: Context) async throws -> Int {
            let query = try RecordQuery([], resource: customers, catalogue: place.store.catalogue, context: context)
            return try await place.store.list(query, context).count
        }
        #expect(try await listed(sales) == 1)
        #expect(try await listed(place.context()) == 2)
        let seenPastTheList = try await place.store.work(sales, "test") {
            try await $0.query("select 1 from customers").count
        }
        #expect(seenPastTheList == 1)
    }

    @Test func a_customer_added_by_hand_is_announced_like_a_caller() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        _ = try await place.store.create(customers, ["name": "Ada", "phone": "(512) 555-0142"], place.context())
        let payload = try JSON(parsing: try #require(try place.test.column("select payload from events").first))
        #expect(payload == ["title": "Ada", "name": "Ada", "phone": "+15125550142", "source": "manual"])
    }

    @Test func a_viewer_writes_nothing() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try place.store.catalogue.resource("customers", for: .viewer)
        #expect(
            try await problem { try await place.store.create(customers, ["name": "Ada"], place.context(.viewer)) }
                == "forbidden")
    }

    @Test func a_number_in_use_is_refused_with_its_field() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await place.customer("Ada", phone: "+15125550142")
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        do {
            _ = try await place.store.create(customers, ["name": "Eve", "phone": "(512) 555-0142"], place.context())
            Issue.record("a second customer with the number was made")
        } catch let problem as Problem {
            #expect(problem.status == 409)
            #expect(problem.fields.map(\.field) == ["phone"])
        }
    }

    @Test func a_portal_customer_sees_itself() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await place.customer("Ada")
        _ = try await place.customer("Eve")
        let names = try await place.store.work(place.context(.customer, actor: .visitor), "test") { work in
            #expect(try await work.query("select name from customers").isEmpty)
            work.queue("select set_config('app.customer', \(ada), true)")
            return try await work.query("select name from customers").map { try $0.get("name", as: String.self) }
        }
        #expect(names == ["Ada"])
    }
}
