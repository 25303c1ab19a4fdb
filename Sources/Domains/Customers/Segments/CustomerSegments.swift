internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Says who is in a segment. A live one asks its filter each time; a static one has a list.
struct CustomerSegments: SegmentBook {
    let store: RecordStore

    /// Everything that filters customers can ask for one by `segment=eq.<id>`.
    static let sets = NamedSets(field: "segment", label: "Segment", source: "segments") { database, context in
        let rows = try await database.read(
            context,
            """
            select id, kind, filter from segments where org_id = app_org() and deleted_at is null
            order by created_at desc, id desc limit \(limit)
            """)
        var sets: [String: NamedSets.NamedSet] = [:]
        for row in rows {
            let id: ID<Segment> = try row.get("id")
            sets[id.description] =
                try row.get("kind", as: String.self) == "static"
                ? .picked(members(of: id)) : .filter(try tree(row.get("filter")))
        }
        return sets
    }

    /// How many segments of an organisation can be filtered by.
    private static let limit = 2000

    private static func members(of segment: ID<Segment>) -> SQL {
        """
        exists (select from segment_members sm where sm.org_id = t.org_id and sm.segment_id = \(segment)
          and sm.customer_id = t.id)
        """
    }

    /// A segment made without a filter is everybody.
    private static func tree(_ filter: JSON) throws -> FilterTree {
        filter == [:] ? .everything : try FilterTree(json: filter)
    }

    /// A filter must be one that customers can be filtered by when it is saved. Throws `Problem` 422.
    static func check(_ members: [String: JSON], _ store: RecordStore, _ context: Context) async throws {
        guard let filter = members["filter"], !filter.isNull else { return }
        do {
            _ = try await CustomerSegments(store: store).condition(of: filter, context)
        } catch let problem as Problem where problem.status == 400 {
            throw Problem.invalid("filter", "invalid", problem.detail)
        }
    }

    func condition(_ segment: ID<Segment>, _ context: Context) async throws -> SQL {
        let row = try await store.database.read(
            context,
            "select kind, filter from segments where org_id = app_org() and id = \(segment) and deleted_at is null"
        ).one("segment")
        if try row.get("kind", as: String.self) == "static" { return Self.members(of: segment) }
        return try await condition(of: row.get("filter"), context)
    }

    /// A condition that holds for what `filter` describes. Throws `Problem` if it is none.
    func condition(of filter: JSON, _ context: Context) async throws -> SQL {
        let tree = try Self.tree(filter)
        if tree.isEverything { return "true" }
        let resource = try await store.resolved(CustomerResource.resource, context)
        return try tree.compiled(resource, context).condition
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
