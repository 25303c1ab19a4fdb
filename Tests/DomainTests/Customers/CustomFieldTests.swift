import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct CustomFieldTests {
    private func addField(_ place: Workplace, _ members: [String: JSON]) async throws {
        let resource = try place.store.catalogue.resource("custom_fields", for: .owner)
        _ = try await place.store.create(resource, members, place.context())
    }

    private func customers(_ place: Workplace) async throws -> Resource {
        try await place.store.resolved(try place.store.catalogue.resource("customers", for: .owner), place.context())
    }

    private func names(_ place: Workplace, where conditions: [(name: String, value: String)]) async throws -> [String] {
        let query = try RecordQuery(
            conditions, resource: try await customers(place), catalogue: place.store.catalogue, context: place.context()
        )
        let page = try await place.store.list(query, place.context())
        return try page.rows.map { try $0.get("name") }
    }

    @Test func values_are_checked_kept_and_found() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try await addField(place, ["resource": "customers", "name": "gate_code", "label": "Gate code", "kind": "text"])
        try await addField(place, ["resource": "customers", "name": "floors", "label": "Floors", "kind": "number"])
        let resource = try await customers(place)
        for (name, floors) in [("Ada", 2), ("Ben", 10), ("Cy", 3)] as [(String, Int64)] {
            let record = try await place.store.create(
                resource, ["name": .string(name), "gate_code": "A1", "floors": .int(floors)], place.context())
            #expect(record["floors"] == .int(floors))
        }
        // By value, not by spelling: 10 is more than 3.
        let order = (name: "order", value: "floors.asc")
        #expect(try await names(place, where: [(name: "floors", value: "gte.3"), order]) == ["Cy", "Ben"])
        await #expect(throws: Problem.self) {
            _ = try await place.store.create(resource, ["name": "Dee", "floors": "many"], place.context())
        }
    }

    @Test func a_change_keeps_the_other_values() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try await addField(place, ["resource": "customers", "name": "gate_code", "label": "Gate code", "kind": "text"])
        try await addField(place, ["resource": "customers", "name": "has_dog", "label": "Dog", "kind": "boolean"])
        let resource = try await customers(place)
        let made = try await place.store.create(
            resource, ["name": "Ada", "gate_code": "A1", "has_dog": true], place.context())
        let id = try #require(made["id"]?.string.flatMap { Identifier($0) })
        let changed = try await place.store.update(resource, id, ["gate_code": "B2"], place.context())
        #expect(changed["gate_code"] == "B2" && changed["has_dog"] == true)
    }

    @Test func only_admins_add_fields_and_names_are_checked() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let resource = try place.store.catalogue.resource("custom_fields", for: .owner)
        let field: [String: JSON] = ["resource": "customers", "name": "gate_code", "label": "Gate", "kind": "text"]
        await #expect(throws: Problem.self) { _ = try await place.store.create(resource, field, place.context(.agent)) }
        let hostile = field.merging(["name": "x') or true --"]) { $1 }
        await #expect(throws: Problem.self) { _ = try await place.store.create(resource, hostile, place.context()) }
    }

    @Test func another_organisation_does_not_see_them() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try await addField(place, ["resource": "customers", "name": "gate_code", "label": "Gate code", "kind": "text"])
        let other = place.context(organisation: TestDatabase.id(7))
        let resource = try await place.store.resolved(
            try place.store.catalogue.resource("customers", for: .owner), other)
        #expect(resource.field("gate_code") == nil)
    }
}
