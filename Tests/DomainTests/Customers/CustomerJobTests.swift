import Contracts
import Core
import Customers
import Jobs
import Modules
import Postgres
import Records
import TestSupport
import Testing

/// What happens to customers by the clock and after events, as the jobs that do it.
@Suite(.serialized) struct CustomerJobTests {
    private func run(_ place: Workplace, _ name: String? = nil) async throws {
        if let name { try await place.work { try $0.enqueue(NewJob(name)) } }
        let module = try CustomersModule.module(privacy: place.privacy)
        try await JobRunner(
            database: place.test.database,
            kinds: [SubscriptionDelivery.jobKind(place.store)] + module.jobs(place.store),
            loops: place.test.loops, clock: place.clock.source,
            context: { try await place.store.systemContext($0, actor: "jobs", correlation: $1) }
        ).runUntilIdle()
        #expect(try place.test.column("select last_error from jobs where last_error is not null").isEmpty)
    }

    private func status(_ place: Workplace, _ customer: ID<Customer>) throws -> String {
        try place.test.column("select status from customers where id = '\(customer)'")[0]
    }

    private func tell(_ kind: String, of customer: ID<Customer>, _ place: Workplace) async throws {
        let id = place.context().ids.next(at: place.clock.source.now)
        try await place.work { try $0.emit(kind, "appointments", id, customer: customer, [:]) }
        try await run(place)
    }

    @Test(arguments: [EventKinds.appointmentCompleted, EventKinds.invoicePaid])
    func a_prospect_becomes_active_by_the_first_visit_or_payment(kind: String) async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await place.customer("Ada")
        #expect(try status(place, ada) == "prospect")
        try await tell(kind, of: ada, place)
        #expect(try status(place, ada) == "active")
        #expect(try place.events(EventKinds.customerActivated) == 1)
        try await tell(kind, of: ada, place)
        #expect(try place.events(EventKinds.customerActivated) == 1)
    }

    @Test func who_was_not_served_for_long_lapses() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let (ada, bob) = (try await place.customer("Ada"), try await place.customer("Bob"))
        let now = place.clock.source.now
        try place.test.run(
            """
            update customers set status = 'active', last_served_at = timestamptz '\(now)' - interval '19 months'
              where id = '\(ada)';
            update customers set status = 'active', last_served_at = timestamptz '\(now)' - interval '17 months'
              where id = '\(bob)'
            """)
        try await run(place, "customers.lapse")
        #expect(try status(place, ada) == "inactive")
        #expect(try status(place, bob) == "active")
        #expect(try place.events(EventKinds.customerLapsed) == 1)
    }

    @Test func duplicates_are_found_after_a_change_and_every_night() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        for name in ["Ada Love", "Ada Love"] {
            _ = try await place.store.create(
                customers, ["name": .string(name), "email": "ada@example.com", "tags": ["vip"]], place.context())
        }
        try await run(place)
        #expect(try place.test.column("select status from duplicate_pairs") == ["open"])
        try place.test.run("delete from duplicate_pairs")
        try await run(place, "customers.find-duplicates")
        #expect(try place.test.column("select status from duplicate_pairs") == ["open"])
    }

    @Test func a_merged_customer_s_id_in_a_new_record_means_the_one_it_is_now() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let (ada, twin) = (try await place.customer("Ada"), try await place.customer("Ada L."))
        _ = try await place.store.perform(
            "customers.merge", ["customer": .text(ada), "others": [.text(twin)], "fields": .null], place.context())
        let notes = try place.store.catalogue.resource("notes", for: .owner)
        let made = try await place.store.create(
            notes, ["customer_id": .text(twin), "body": "Has a dog"], place.context())
        #expect(made["customer_id"]?.string == ada.description)
    }
}
