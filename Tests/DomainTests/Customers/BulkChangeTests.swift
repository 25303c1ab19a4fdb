import Core
import Records
import TestSupport
import Testing

@Suite(.serialized) struct BulkChangeTests {
    private static func names(_ place: Workplace, _ condition: String) throws -> [String] {
        try place.test.column("select name from customers where deleted_at is null and \(condition) order by name")
    }

    private static func three(_ place: Workplace) async throws -> [Identifier] {
        [
            try await place.customer("Ada", phone: "+15125550101").value,
            try await place.customer("Bo", phone: "+15125550102").value,
            try await place.customer("Cy", phone: "+15125550103").value,
        ]
    }

    @Test func a_preview_changes_nothing_and_says_who_is_refused() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await Self.three(place)
        let customers = try #require(place.store.catalogue.resources["customers"])
        let changes = BulkChanges(place.store)
        // Only one may have the number.
        let preview = try await changes.preview(
            customers, .ids(ids), .set(["phone": "+15125550199"]), place.context())
        #expect(preview.total == 3 && preview.refusals.count == 2)
        #expect(preview.refusals.allSatisfy { $0.reason.contains("phone number") })
        #expect(try Self.names(place, "phone = '+15125550199'").isEmpty)
        #expect(try place.test.column("select 1 from bulk_changes").isEmpty)
    }

    @Test func undo_gives_back_what_was_there_except_where_somebody_was_since() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await Self.three(place)
        let customers = try #require(place.store.catalogue.resources["customers"])
        let changes = BulkChanges(place.store)
        let state = ListState(filter: .all([.test("name", .among, "Ada", "Bo")]))
        let made = try await changes.start(
            customers, .matching(state), .set(["status": "active", "language": .null]), place.context())
        #expect(made.state == .done && made.done == 2 && made.refused == 0)
        #expect(try Self.names(place, "status = 'active'") == ["Ada", "Bo"])
        _ = try await place.store.update(customers, ids[1], ["source": "referral"], place.context())
        let undone = try await changes.undo(made.id, place.context())
        #expect(undone.state == .undone && undone.undone == 1 && undone.kept == 1)
        #expect(try Self.names(place, "status = 'active'") == ["Bo"])
        #expect(try await problem { try await changes.undo(made.id, place.context()) } == "not_done")
    }

    @Test func deleted_records_come_back_and_tags_go_on_and_off() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await Self.three(place)
        let customers = try #require(place.store.catalogue.resources["customers"])
        let changes = BulkChanges(place.store)
        let deleted = try await changes.start(customers, .ids(ids), .delete, place.context())
        #expect(try Self.names(place, "true").isEmpty)
        #expect(try place.events("customer.deleted") == 3)
        _ = try await changes.undo(deleted.id, place.context())
        #expect(try Self.names(place, "true") == ["Ada", "Bo", "Cy"])

        let tagged = try await changes.start(
            customers, .ids(Array(ids.prefix(2))), .addTags(["vip", "river"]), place.context())
        _ = try await changes.start(customers, .ids(Array(ids.prefix(1))), .removeTags(["vip"]), place.context())
        #expect(
            try place.test.column("select array_to_string(tags, ',') from customers order by name") == [
                "river", "vip,river", "",
            ])
        let undone = try await changes.undo(tagged.id, place.context())
        #expect(undone.undone == 1 && undone.kept == 1)
    }

    @Test func a_refusal_of_one_does_not_keep_the_others_back() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await Self.three(place)
        let customers = try #require(place.store.catalogue.resources["customers"])
        let made = try await BulkChanges(place.store).start(
            customers, .ids(ids), .set(["phone": "+15125550199"]), place.context())
        #expect(made.done == 1 && made.refused == 2)
        let refusals = try await BulkChanges(place.store).refusals(made.id, place.context())
        #expect(refusals.count == 2)
    }

    @Test func nobody_changes_what_their_role_may_not() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let ids = try await Self.three(place)
        let customers = try #require(place.store.catalogue.resources["customers"])
        let changes = BulkChanges(place.store)
        let agent = place.context(.agent, actor: .user(place.ann))
        #expect(try await problem { try await changes.start(customers, .ids(ids), .delete, agent) } == "forbidden")
        // A sales person sees only their own: others' are not there to be changed.
        let sales = place.context(.sales, actor: .user(place.bob))
        #expect(
            try await problem { try await changes.start(customers, .ids(ids), .set(["status": "active"]), sales) }
                == "invalid")
        let made = try await changes.start(customers, .ids(ids), .set(["status": "active"]), agent)
        let other = place.context(.agent, actor: .user(place.bob))
        #expect(try await problem { try await changes.undo(made.id, other) } == "not_found")
    }
}
