import Core
import Postgres
import Records
import TestSupport
import Testing

@Suite struct LeadTests {
    @Test func leads_are_listed_newest_first_page_by_page() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        try place.test.run(
            """
            insert into leads (org_id, id, name, created_at)
            select '\(place.organisation)', uuid_v7(), 'Lead ' || n, '2026-01-01'::timestamptz + n / 3 * interval '1 minute'
            from generate_series(1, 120) n
            """)
        let leads = try place.store.catalogue.resource("leads", for: .owner)
        var seen: [String] = []
        var parameters: [(name: String, value: String)] = []
        while true {
            let query = try RecordQuery(
                parameters, resource: leads, catalogue: place.store.catalogue, context: place.context())
            let page = try await place.store.list(query, place.context())
            seen += try (0..<page.count).map { try page.rows[$0].get("id", as: String.self) }
            guard let next = page.next else { break }
            parameters = [(name: "after", value: next.text)]
        }
        let all = try place.test.column("select id from leads order by created_at desc, id desc")
        #expect(seen == all)
    }

    @Test func faults_are_told_all_at_once() async throws {
        let place = try await Workplace.open()
        defer { place.test.drop() }
        let leads = try place.store.catalogue.resource("leads", for: .owner)
        do {
            _ = try await place.store.create(leads, ["phone": "12", "score": 200, "status": "odd"], place.context())
            Issue.record("a faulty lead was taken")
        } catch let problem as Problem {
            #expect(Set(problem.fields.map(\.field)) == ["name", "phone", "score", "status"])
        }
    }
}
