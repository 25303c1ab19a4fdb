internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Puts customers into a static segment.
struct AddToSegment: Action {
    static let name = "segments.add"
    static let title = "Add customers"
    static let access: Access = .sales
    static let fields: [Field] = [
        .reference("segment", to: "segments", required: true),
        SegmentMembers.field,
    ]
    private let segment: ID<Segment>
    private let customers: [Identifier]

    init(_ input: Input) throws {
        segment = try input.id("segment")
        customers = try SegmentMembers.ids(input)
    }

    func perform(in work: Work) async throws -> JSON {
        try await SegmentMembers.requireStatic(segment, in: work)
        return ["changed": .int(Int64(try await SegmentMembers.add(customers, to: segment, in: work)))]
    }
}

/// Takes customers out of a static segment.
struct RemoveFromSegment: Action {
    static let name = "segments.remove"
    static let title = "Remove customers"
    static let access: Access = .sales
    static let fields: [Field] = AddToSegment.fields
    private let segment: ID<Segment>
    private let customers: [Identifier]

    init(_ input: Input) throws {
        segment = try input.id("segment")
        customers = try SegmentMembers.ids(input)
    }

    func perform(in work: Work) async throws -> JSON {
        try await SegmentMembers.requireStatic(segment, in: work)
        let rows = try await work.query(
            """
            delete from segment_members where org_id = app_org() and segment_id = \(segment)
              and customer_id = any(\(customers)::uuid[])
            """)
        return ["changed": .int(Int64(rows.affected))]
    }
}

enum SegmentMembers {
    static let limit = 10_000
    static let field = Field(
        "customers", .json, required: true, hint: "A list of their ids, at most 10000 at a time.")

    static func ids(_ input: Input) throws -> [Identifier] {
        let given = input.json("customers").array ?? []
        let ids = given.compactMap { $0.string.flatMap { Identifier($0) } }
        guard ids.count == given.count, (1...limit).contains(ids.count) else {
            throw Problem.invalid(
                "customers", "invalid", "Customers must be a list of 1 to \(limit) ids of customers.")
        }
        return ids
    }

    /// Gives how many were not in it before.
    static func add(_ customers: [Identifier], to segment: ID<Segment>, in work: Work) async throws -> Int {
        try await work.query(
            """
            insert into segment_members (org_id, segment_id, customer_id)
            select org_id, \(segment)::uuid, id from customers
            where org_id = app_org() and id = any(\(customers)::uuid[]) and deleted_at is null on conflict do nothing
            """
        ).affected
    }

    static func requireStatic(_ segment: ID<Segment>, in work: Work) async throws {
        let row = try await work.query(
            "select kind from segments where org_id = app_org() and id = \(segment) and deleted_at is null for update"
        ).one("segment")
        guard try row.get("kind", as: String.self) == "static" else {
            throw Problem.conflict(
                "live", "Who is in a live segment is said by its filter. Make a static one to pick customers.")
        }
    }
}
