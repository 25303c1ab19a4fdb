internal import Core
internal import Postgres
internal import Records

/// Makes one customer of two or more. A sales person merges what is theirs.
struct MergeCustomers: Action {
    static let name = "customers.merge"
    static let title = "Merge customers"
    static let access: Access = .sales
    static let confirmation: String? =
        "Everything of the others goes to this customer. It can be undone for 30 days."
    static let undo: String? = "customers.unmerge"
    static let fields: [Field] = [
        .reference("customer", to: "customers", label: "Customer that stays", required: true),
        Field("others", .tags, label: "Customers that go", required: true, hint: "Their ids."),
        Field(
            "fields", .json,
            hint:
                "Whose value stays, by field: {\"phone\": \"<id>\"}. Without, this customer's, or the first that has one."
        ),
    ]
    private static let limit = 20

    private let survivor: Identifier
    private let others: [Identifier]
    private let choices: MergedFields

    init(_ input: Input) throws {
        let id: ID<Customer> = try input.id("customer")
        survivor = id.value
        let given = (input.json("others").array ?? []).map { $0.string.flatMap { Identifier($0) } }
        let ids = given.compactMap { $0 }
        guard ids.count == given.count, !ids.isEmpty, ids.count <= Self.limit else {
            throw Problem.invalid(
                "others", "invalid", "Customers that go must be the ids of 1 to \(Self.limit) customers.")
        }
        guard !ids.contains(id.value) else {
            throw Problem.invalid("others", "same", "A customer cannot be merged with itself.")
        }
        others = ids
        choices = try MergedFields(input.json("fields"), among: ids + [id.value])
    }

    func perform(in work: Work) async throws -> JSON {
        var moved: [String: Int] = [:]
        for other in others {
            var merge = CustomerMerge(into: survivor, other, fields: choices, in: work)
            moved.merge(try await merge.perform(), uniquingKeysWith: +)
        }
        return [
            "id": .text(survivor), "merged": .array(others.map { .text($0) }),
            "moved": .object(moved.mapValues { .int(Int64($0)) }),
        ]
    }
}
