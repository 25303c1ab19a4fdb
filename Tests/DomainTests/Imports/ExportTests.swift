import Core
import EventLoop
import Exports
import HTTP
import Imports
import Postgres
import Records
import TestSupport
import Testing

/// What a list shows, as a file.
@Suite struct ExportTests {
    private func csv(_ at: ImportPlace, _ query: [(String, String)], as context: Context? = nil) async throws -> String
    {
        let store = at.place.store
        let context = context ?? at.place.context()
        let resource = try await store.resolved(try store.catalogue.resource("customers", for: context.role), context)
        let order = try ExportDesk.Order(
            resource, .csv, query: HTTP.Fields(query), store.catalogue, context)
        let out = ByteWriter()
        let exporter = Exporter(
            "Customers", columns: order.export.columns, format: .csv, zone: context.zone, hasMark: false,
            workers: WorkerPool(threads: 1))
        try await exporter.export(order.export.source(store.database, context)) { out.append($0) }
        return out.string
    }

    @Test func what_was_exported_comes_in_again_as_it_was() async throws {
        try await ImportPlace.with { at in
            try await at.bring(
                "Name,Phone,Email,Tags\n\"=Ada, \"\"A\"\"\",+15125550142,ada@example.com,\"vip, north\"\n-Ben,+15125550177,,\n"
            )
            let columns = [("columns", "name,phone,email,tags,status"), ("order", "phone.asc")]
            let first = try await csv(at, columns)
            try at.place.test.run("update customers set deleted_at = now()")
            let again = try await at.bring(first)
            #expect(at.number(again.counts, "created") == 2)
            #expect(try await csv(at, columns) == first)
        }
    }

    @Test func holds_every_page_of_the_list_and_nothing_else() async throws {
        try await ImportPlace.with { at in
            let rows = (0..<2500).map { "Person \($0),+1512\(5_550_000 + $0)" }.joined(separator: "\n")
            try await at.bring("Name,Phone\n" + rows + "\nAda,+15129990000\n")
            #expect(try await csv(at, [("columns", "name")]).split(separator: "\r\n").count == 2502)
            #expect(
                try await csv(at, [("columns", "name,phone"), ("q", "Ada")]) == "Name,Phone\r\nAda,+15129990000\r\n")
        }
    }

    @Test func a_sales_person_takes_only_what_is_theirs() async throws {
        try await ImportPlace.with { at in
            try await at.bring("Name,Phone\nAda,+15125550142\n")
            let context = at.place.context(.sales, actor: .user(at.place.bob))
            #expect(try await csv(at, [("columns", "name")], as: context) == "Name\r\n")
        }
    }
}
