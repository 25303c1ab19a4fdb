import Access
import Contracts
import Core
import Records
import TestSupport
import Testing

@Suite struct CustomerDirectoryTests {
    @Test func two_first_calls_at_once_from_one_number_make_one_customer() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await withThrowingTaskGroup(of: ID<Customer>.self) { group in
            for _ in 0..<50 { group.addTask { try await place.customer("Caller", phone: "+15125550142") } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try place.test.column("select id from customers").count == 1)
        #expect(try place.events(EventKinds.customerCreated) == 1)
    }

    @Test func finds_a_customer_by_number_with_the_latest_address() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await place.customer("Ada", phone: "+15125550142")
        _ = try await place.work { try await place.customers.site(of: ada, address: "1 First Street", in: $0) }
        place.clock.advance(.minutes(1))
        let second = try await place.work {
            try await place.customers.site(of: ada, address: "2 Second Street", in: $0)
        }
        let found = try await place.work { try await place.customers.find(phone: "+15125550142", in: $0) }
        #expect(found?.id == ada)
        #expect(found?.address == "2 Second Street")
        #expect(found?.site == second)
        #expect(try await place.work { try await place.customers.find(phone: "+15125550199", in: $0) } == nil)
    }

    @Test func an_address_said_again_is_the_same_site() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await place.customer()
        func site(_ address: String) async throws -> ID<Site> {
            try await place.work { try await place.customers.site(of: ada, address: address, in: $0) }
        }
        let first = try await site("12 Oak Street, Austin")
        #expect(try await site("12 oak street austin") == first)
        #expect(try await site("12 Oak Street.") == first)
        #expect(try await site("112 Oak Street") != first)
    }

    @Test func renames_a_caller_known_only_by_number() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let caller = try await place.customer("+15125550142", phone: "+15125550142")
        try await place.work { try await place.customers.rename(caller, to: "Ada Byron", in: $0) }
        try await place.work { try await place.customers.rename(caller, to: "Ada Byron", in: $0) }
        #expect(try await place.work { try await place.customers.summary(caller, in: $0).name } == "Ada Byron")
        #expect(try place.events("customer.updated") == 1)
    }

    @Test func another_organisation_sees_nothing() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await place.customer("Ada", phone: "+15125550142")
        let other = try await place.provisioning.create(NewOrganisation(name: "Other", slug: "other"))
        let stranger = place.context(.owner, organisation: other.id)
        let seen = try await place.store.work(stranger, "test") {
            try await place.customers.find(phone: "+15125550142", in: $0)
        }
        #expect(seen == nil)
        #expect(
            try await problem {
                try await place.store.work(stranger, "test") { try await place.customers.summary(ada, in: $0) }
            }
                == "not_found")
        let own = try await place.store.work(stranger, "test") {
            try await place.customers.create(name: "Ada", phone: "+15125550142", email: nil, source: "call", in: $0)
        }
        #expect(own != ada)
    }
}
