internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Says who is in a segment. A live one asks its filter each time; a static one has a list.
struct CustomerSegments: SegmentBook {
    let store: RecordStore

    func condition(_ segment: ID<Segment>, _ context: Context) async throws -> SQL {
        let row = try await store.database.read(
            context,
            "select kind, filter from segments where org_id = app_org() and id = \(segment) and deleted_at is null"
        ).one("segment")
        if try row.get("kind", as: String.self) == "static" {
            return """
                exists (select from segment_members sm where sm.org_id = t.org_id and sm.segment_id = \(segment)
                  and sm.customer_id = t.id)
                """
        }
        return try await condition(of: row.get("filter"), context)
    }

    /// A condition that holds for what `filter` describes. Throws `Problem` if it is none.
    func condition(of filter: JSON, _ context: Context) async throws -> SQL {
        let tree = filter == [:] ? FilterTree.everything : try FilterTree(json: filter)
        if tree.isEverything { return "true" }
        let resource = try await store.resolved(CustomerResource.resource, context)
        return try tree.compiled(resource, context).sql
    }

    func count(_ segment: ID<Segment>, _ context: Context) async throws -> Int {
        let condition = try await condition(segment, context)
        return try await store.database.read(
            context,
            """
            select count(*)::int as count from customers t
            where t.org_id = app_org() and t.deleted_at is null and \(condition)
            """
        ).one("count").get("count")
    }

    func members(_ segment: ID<Segment>, after: ID<Customer>?, limit: Int, _ context: Context) async throws
        -> [ID<Customer>]
    {
        let condition = try await condition(segment, context)
        return try await store.database.read(
            context,
            """
            select t.id from customers t where t.org_id = app_org() and t.deleted_at is null and \(condition)
              and (\(after)::uuid is null or t.id > \(after)::uuid)
            order by t.id limit \(min(max(limit, 1), 5000))
            """
        ).map { try $0.get("id") }
    }

    func contains(_ segment: ID<Segment>, _ customer: ID<Customer>, _ context: Context) async throws -> Bool {
        let condition = try await condition(segment, context)
        return try await !store.database.read(
            context,
            """
            select from customers t where t.org_id = app_org() and t.id = \(customer) and t.deleted_at is null and \(condition)
            """
        ).isEmpty
    }
}
