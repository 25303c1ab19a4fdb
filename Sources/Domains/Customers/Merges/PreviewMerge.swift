internal import Core
internal import Postgres
internal import Records

/// Counts what a merge would move, by table and customer. Changes nothing.
struct PreviewMerge: Action {
    static let name = "customers.preview-merge"
    static let title = "Preview merge"
    static let access: Access = .sales
    static let fields: [Field] = [
        .reference("customer", to: "customers", label: "Customer that stays", required: true),
        Field("others", .tags, label: "Customers that go", required: true, hint: "Their ids."),
    ]
    private let others: [Identifier]

    init(_ input: Input) throws {
        others = (input.json("others").array ?? []).compactMap { $0.string.flatMap { Identifier($0) } }
        guard (1...20).contains(others.count) else {
            throw Problem.invalid("others", "invalid", "Customers that go must be the ids of 1 to 20 customers.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        // Whoever may not see one of them learns nothing of it.
        let seen = try await work.query(
            "select id from customers where org_id = app_org() and id = any(\(others)::uuid[]) and deleted_at is null")
        guard seen.count == Set(others).count else { throw Problem.notFound("customer") }
        var counts: [String: Int] = [:]
        for reference in try await RecordReference.all(to: "customers", in: work) where reference.table != "customers" {
            let count: Int = try await work.query(reference.count(of: others, kind: "customers")).one("count").get(
                "count")
            if count > 0 { counts[reference.table, default: 0] += count }
        }
        return ["moves": .object(counts.mapValues { .int(Int64($0)) })]
    }
}
