internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Makes a static segment of customers that somebody picked.
struct PickSegment: Action {
    static let name = "segments.pick"
    static let title = "Make a segment of chosen customers"
    static let access: Access = .sales
    static let fields: [Field] = [
        .text("name", required: true, max: 120), .text("description", max: 1000), SegmentMembers.field,
    ]
    private let segment: String
    private let description: String?
    private let customers: [Identifier]

    init(_ input: Input) throws {
        segment = try input.text("name")
        description = input.optionalText("description")
        customers = try SegmentMembers.ids(input)
    }

    func perform(in work: Work) async throws -> JSON {
        let id = work.context.newID(Segment.self)
        try await work.query(
            """
            insert into segments (org_id, id, name, description, kind)
            values (app_org(), \(id), \(segment), \(description), 'static')
            """)
        let members = try await SegmentMembers.add(customers, to: id, in: work)
        try work.emit("segment.created", "segments", id.value, ["title": .string(segment)])
        return ["id": .text(id), "members": .int(Int64(members))]
    }
}
