import Contracts
import Core
import Customers
import Postgres
import Records
import TestSupport
import Testing

@Suite(.serialized) struct SegmentTests {
    private func make(_ members: [String: JSON], _ place: Workplace) async throws -> Identifier {
        let segments = try place.store.catalogue.resource("segments", for: .owner)
        let made = try await place.store.create(segments, members, place.context())
        return try #require(made["id"]?.string.flatMap { Identifier($0) })
    }

    private func add(_ members: [String: JSON], _ place: Workplace) async throws -> Identifier {
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        let made = try await place.store.create(customers, members, place.context())
        return try #require(made["id"]?.string.flatMap { Identifier($0) })
    }

    /// The names on the list at this address.
    private func names(_ conditions: [(name: String, value: String)], _ place: Workplace) async throws -> [String] {
        let context = place.context()
        let customers = try await place.store.resolved(
            try place.store.catalogue.resource("customers", for: .owner), context)
        let query = try RecordQuery(
            conditions + [("order", "name")], resource: customers, catalogue: place.store.catalogue, context: context)
        return try await place.store.database.query(context, query.select).map { try $0.get("name") }
    }

    private static let active = FilterTree.test("status", .equals, "active").json

    @Test func a_list_is_narrowed_to_a_live_segment() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await add(["name": "Ada", "status": "active"], place)
        _ = try await add(["name": "Bob"], place)
        let segment = try await make(["name": "Active", "filter": Self.active], place)
        #expect(try await names([("segment", "eq.\(segment)")], place) == ["Ada"])
        #expect(try await names([("segment", "\(segment)")], place) == ["Ada"])
        #expect(try await names([("segment", "none.(\(segment))")], place) == ["Bob"])
        _ = try await add(["name": "Cleo", "status": "active"], place)
        #expect(try await names([("segment", "in.(\(segment))")], place) == ["Ada", "Cleo"])
    }

    @Test func a_static_segment_keeps_those_who_were_picked() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ada = try await add(["name": "Ada"], place)
        _ = try await add(["name": "Bob"], place)
        #expect(try await names([], place) == ["Ada", "Bob"])
        let answer = try await place.store.perform(
            "segments.pick", ["name": "Friends", "customers": [.text(ada)]], place.context())
        let segment = try #require(answer["id"]?.string)
        #expect(try await names([("segment", "eq.\(segment)")], place) == ["Ada"])
        _ = try await place.store.perform(
            "segments.remove", ["segment": .string(segment), "customers": [.text(ada)]], place.context())
        #expect(try await names([("segment", "eq.\(segment)")], place) == [])
    }

    @Test func a_change_to_many_and_a_report_take_a_segment() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await add(["name": "Ada", "status": "active"], place)
        _ = try await add(["name": "Bob"], place)
        let segment = try await make(["name": "Active", "filter": Self.active], place)
        let context = place.context()
        let customers = try await place.store.resolved(
            try place.store.catalogue.resource("customers", for: .owner), context)
        let state = try ListState([("segment", segment.description)], resource: customers)
        let preview = try await BulkChanges(place.store).preview(
            customers, .matching(state), .addTags(["vip"]), context)
        #expect(preview.total == 1)
        #expect(preview.names == ["Ada"])
        let summary = try RecordSummary(
            customers, groups: ["status"], measure: "count", conditions: [("segment", "eq.\(segment)")],
            catalogue: place.store.catalogue, context: context)
        #expect(summary.groups.count == 1)
    }

    @Test func a_segment_may_be_part_of_another_but_not_of_itself() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        _ = try await add(["name": "Ada", "status": "active", "tags": ["vip"]], place)
        _ = try await add(["name": "Bob", "status": "active"], place)
        let active = try await make(["name": "Active", "filter": Self.active], place)
        let inner = FilterTree.test("segment", .equals, active.description)
        let both = try await make(
            ["name": "Active and dear", "filter": inner.and(.test("tags", .holds, "{vip}")).json], place)
        #expect(try await names([("segment", "eq.\(both)")], place) == ["Ada"])
        let segments = try place.store.catalogue.resource("segments", for: .owner)
        _ = try await place.store.update(
            segments, active, ["filter": FilterTree.test("segment", .equals, both.description).json], place.context())
        let refused = await #expect(throws: Problem.self) { try await names([("segment", "eq.\(both)")], place) }
        #expect(refused?.status == 400)
    }

    @Test func a_filter_that_customers_do_not_have_is_refused_when_saved() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let refused = await #expect(throws: Problem.self) {
            try await make(["name": "Odd", "filter": FilterTree.test("shoe_size", .equals, "9").json], place)
        }
        #expect(refused?.status == 422)
        #expect(refused?.fields.first?.field == "filter")
        #expect(refused?.fields.first?.message.contains("shoe_size") == true)
        let shapeless = await #expect(throws: Problem.self) {
            try await make(["name": "Odd", "filter": ["nonsense": true]], place)
        }
        #expect(shapeless?.status == 422)
    }

    @Test func another_organisation_s_segment_is_none() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let refused = await #expect(throws: Problem.self) {
            try await names([("segment", "eq.00000000-0000-7000-8000-000000000001")], place)
        }
        #expect(refused?.status == 400)
    }
}
