import Contracts
import Core
import Customers
import Postgres
import Records
import TestSupport
import Testing

@Suite(.serialized) struct CustomerKeepingTests {
    private func resource(_ name: String, _ place: Workplace) throws -> Resource {
        try place.store.catalogue.resource(name, for: .owner)
    }

    private func add(_ place: Workplace, _ members: [String: JSON]) async throws -> Identifier {
        let made = try await place.store.create(try resource("customers", place), members, place.context())
        return try #require(made["id"]?.string.flatMap { Identifier($0) })
    }

    private func duplicates(_ place: Workplace, _ values: [String: JSON]) async throws -> [PossibleDuplicate] {
        let finder = try #require(place.store.catalogue.duplicateFinders["customers"])
        return try await finder.duplicates(of: values, except: nil, place.store, place.context())
    }

    @Test func a_customer_takes_no_services() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        do {
            _ = try await add(place, ["name": "Ada", "services": [["name": "Drain cleaning"]]])
            Issue.record("services were taken")
        } catch let problem as Problem {
            #expect(problem.status == 422)
            #expect(problem.fields.map(\.field) == ["services"])
            #expect(problem.fields.first?.message == "There is no field “services”.")
        }
    }

    @Test func a_phone_counts_more_than_an_e_mail_and_that_more_than_a_name() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await add(place, ["name": "Ada Love", "phone": "+15125550142"])
        _ = try await add(place, ["name": "Ada Love", "email": "ada.love@gmail.com"])
        _ = try await add(place, ["name": "Love, Ada"])
        let found = try await duplicates(
            place, ["name": "Ada Love", "phone": "+15125550142", "email": "a.dalove+news@gmail.com"])
        #expect(found.count == 3)
        #expect(found.map(\.likelihood) == found.map(\.likelihood).sorted(by: >))
        #expect(found[0].reason.hasPrefix("Same phone number"))
        #expect(found[1].reason.hasPrefix("Same e-mail"))
        // A name alone never reaches the queue.
        #expect(found[2].likelihood < 0.5)
        #expect(try await duplicates(place, ["name": "Bob"]).isEmpty)
    }

    @Test func a_withdrawal_holds_until_it_is_granted_again() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let id = try await place.customer("Ada", phone: "+15125550142")
        let book = CustomersModule.consents(IdentityKey([1]))
        func refusal(_ purpose: ConsentPurpose, to address: String? = "+15125550142") async throws -> String? {
            try await place.work { try await book.refusal(.text, purpose, to: address, customer: id, in: $0) }
        }
        func say(_ state: ConsentState, _ purposes: [ConsentPurpose], of address: String?) async throws {
            place.clock.advance(.minutes(1))
            try await place.work {
                try await book.record(
                    state, .text, purposes, address: address, customer: id, source: "call", proof: nil, in: $0)
            }
        }
        #expect(try await refusal(.service) == nil)
        #expect(try await refusal(.marketing) != nil)
        try await say(.granted, [.marketing], of: nil)
        #expect(try await refusal(.marketing) == nil)
        try await say(.withdrawn, [.service, .marketing], of: "+15125550142")
        #expect(try await refusal(.marketing) != nil)
        #expect(try await refusal(.service) != nil)
        #expect(try await refusal(.marketing, to: "+15125550199") == nil)
        try await say(.granted, [.service], of: "+15125550142")
        #expect(try await refusal(.service) == nil)
        #expect(try await refusal(.marketing) != nil)
    }

    @Test func only_the_author_or_a_manager_changes_a_note() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customer = try await place.customer("Ada")
        let notes = try resource("notes", place)
        func note(_ id: ID<User>) -> Context { place.context(.technician, actor: .user(id)) }
        let made = try await place.store.create(
            notes, ["customer_id": .text(customer), "body": "Has a dog", "channel": "call", "direction": "in"],
            note(place.ann))
        let id = try #require(made["id"]?.string.flatMap { Identifier($0) })
        #expect(
            try await problem { try await place.store.update(notes, id, ["body": "No dog"], note(place.bob)) } != nil)
        #expect(try place.test.column("select body from notes") == ["Has a dog"])
        _ = try await place.store.update(notes, id, ["body": "Two dogs"], note(place.ann))
        _ = try await place.store.update(notes, id, ["is_pinned": true], place.context(.manager))
        #expect(try place.test.column("select body from notes where is_pinned") == ["Two dogs"])
    }

    @Test func a_tag_is_renamed_into_another_on_every_record() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await add(place, ["name": "Ada", "tags": ["vip", "gold"]])
        _ = try await add(place, ["name": "Bob", "tags": ["gold"]])
        let gold = try place.test.column("select id from tags where name = 'gold'")[0]
        _ = try await place.store.perform("tags.rename", ["tag": .string(gold), "name": "vip"], place.context())
        #expect(try place.test.column("select tags::text from customers order by name") == ["{vip}", "{vip}"])
        #expect(try place.test.column("select name from tags") == ["vip"])
    }

    @Test func a_live_segment_follows_its_filter_and_a_static_one_its_list() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await add(place, ["name": "Ada", "status": "active"])
        let bob = try await add(place, ["name": "Bob"])
        let segments = try resource("segments", place)
        func make(_ members: [String: JSON]) async throws -> ID<Segment> {
            let made = try await place.store.create(segments, members, place.context())
            return try #require(made["id"]?.string.flatMap { ID($0) })
        }
        let live = try await make(["name": "Active", "filter": FilterTree.test("status", .equals, "active").json])
        let picked = try await make(["name": "Picked", "kind": "static"])
        let book = CustomersModule.segments(place.store)
        #expect(try await book.members(live, after: nil, limit: 10, place.context()) == [ID(ada)])
        _ = try await place.store.perform(
            "segments.add", ["segment": .text(picked), "customers": [.text(bob)]], place.context())
        #expect(try await book.contains(picked, ID(bob), place.context()))
        #expect(try await book.count(picked, place.context()) == 1)
        #expect(
            try await problem {
                try await place.store.perform(
                    "segments.add", ["segment": .text(live), "customers": [.text(bob)]], place.context())
            } == "live")
    }
}
