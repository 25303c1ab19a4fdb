import Contracts
import Core
import Customers
import Postgres
import Records
import TestSupport
import Testing

@Suite(.serialized) struct ListSearchTests {
    /// The names on the list of customers when this is typed into its search.
    private func found(_ typed: String, _ place: Workplace) async throws -> [String] {
        let context = place.context()
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        let query = try ListState(search: typed).query(customers, place.store.catalogue, context)
        return try await place.store.database.query(context, query.select).map { try $0.get("name") }
    }

    @Test func numbers_are_looked_for_as_numbers_and_marks_with_a_letter_as_names() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let customers = try place.store.catalogue.resource("customers", for: .owner)
        for members: [String: JSON] in [
            ["name": "Pump w37f09919"], ["name": "Ada", "phone": "+14155552671"], ["name": "Unit 4155552671"],
        ] { _ = try await place.store.create(customers, members, place.context()) }
        #expect(try await found("w37f09919", place) == ["Pump w37f09919"])
        #expect(try await found("(415) 555-2671", place) == ["Ada"])
        #expect(try await found("unit  4155552671", place) == ["Unit 4155552671"])
    }
}
