internal import Core
internal import Postgres
internal import Records

/// The industries of the demo's businesses, beside those that every organisation begins with.
enum DemoIndustries {
    /// Their ids by name; what is not there yet is added.
    static func ids(of names: [String], in work: Work) async throws -> [String: Identifier] {
        let names = Set(names).sorted()
        let ids = names.map { _ in work.context.ids.next(at: work.now) }
        try await work.query(
            """
            insert into industries (org_id, id, name)
            select app_org(), id, name from unnest(\(ids)::uuid[], \(names)::text[]) as n (id, name)
            on conflict do nothing
            """)
        var known: [String: Identifier] = [:]
        for row in try await work.query("select id, name from industries where org_id = app_org()") {
            known[try row.get("name")] = try row.get("id")
        }
        return known
    }
}
