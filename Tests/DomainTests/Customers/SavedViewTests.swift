import Core
import Records
import TestSupport
import Testing

@Suite(.serialized) struct SavedViewTests {
    @Test func a_private_view_is_seen_by_its_owner_alone_and_a_shared_one_by_all() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try #require(place.store.catalogue.resources["customers"])
        let state = ListState(
            search: "ada", filter: .all([.test("status", .among, "active")]), order: "name.desc",
            columns: ["name", "phone"], layout: "cards")
        let own = place.context(.agent, actor: .user(place.ann))
        let other = place.context(.agent, actor: .user(place.bob))
        let view = try await place.store.saveView(customers, name: " Mine ", state: state, own)
        let kept = try #require(try await place.store.listPreferences(customers, own).views.first)
        #expect(kept.name == "Mine" && kept.state == state && !kept.isShared)
        #expect(try await place.store.listPreferences(customers, other).views.isEmpty)

        try await place.store.saveView(customers, view, isShared: true, own)
        #expect(try await place.store.listPreferences(customers, other).views.map(\.id) == [view])
        #expect(
            try await problem { try await place.store.saveView(customers, view, name: "Theirs", other) } == "not_found")
        #expect(try await problem { try await place.store.deleteView(customers, view, other) } == "not_found")
        // Who manages keeps shared views in order.
        let manager = place.context(.manager, actor: .user(place.bob))
        try await place.store.saveView(customers, view, name: "Ours", manager)
        let now = try #require(try await place.store.listPreferences(customers, own).views.first)
        #expect(now.name == "Ours" && now.state == state)
    }

    @Test func a_name_is_taken_once_per_person() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try #require(place.store.catalogue.resources["customers"])
        let own = place.context(.agent, actor: .user(place.ann))
        try await place.store.saveView(customers, name: "Mine", state: ListState(), own)
        let refused = try await problem {
            try await place.store.saveView(customers, name: "mine", state: ListState(), own)
        }
        #expect(refused != nil)
        let other = place.context(.agent, actor: .user(place.bob))
        try await place.store.saveView(customers, name: "Mine", state: ListState(), other)
    }

    @Test func columns_and_the_first_view_are_each_persons_own() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try #require(place.store.catalogue.resources["customers"])
        let own = place.context(.agent, actor: .user(place.ann))
        let view = try await place.store.saveView(customers, name: "Mine", state: ListState(), own)
        try await place.store.setDefaultView(customers, view, own)
        try await place.store.setColumns(customers, [.init("phone", width: 20), .init("name")], own)
        let mine = try await place.store.listPreferences(customers, own)
        #expect(mine.defaultView == view)
        #expect(mine.columns == [.init("phone", width: 48), .init("name")])
        let other = place.context(.agent, actor: .user(place.bob))
        let theirs = try await place.store.listPreferences(customers, other)
        #expect(theirs.defaultView == nil && theirs.columns.isEmpty)
    }
}
