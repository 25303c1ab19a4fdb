internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Takes the latest merge into a customer back, or the one that is named: what has not been changed since goes back.
struct UnmergeCustomer: Action {
    static let name = "customers.unmerge"
    static let title = "Undo merge"
    static let access: Access = .managers
    static let confirmation: String? = "The merged customer comes back with what was moved. What was added since stays."
    static let fields: [Field] = [
        .reference("customer", to: "customers", required: true),
        .reference("merge", to: "customer_merges", label: "Merge"),
    ]

    private let customer: ID<Customer>
    private let merge: Identifier?

    init(_ input: Input) throws {
        customer = try input.id("customer")
        merge = input.optionalID("merge").map { (id: ID<Customer>) in id.value }
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            select id, merged_id, merged_name, snapshot, undoable_until from customer_merges
            where org_id = app_org() and survivor_id = \(customer) and undone_at is null
              and (\(merge)::uuid is null or id = \(merge)::uuid)
            order by created_at desc, id desc limit 1 for update
            """)
        let row = try rows.one("merge to undo")
        guard try row.get("undoable_until", as: Instant.self) > work.now else {
            throw Problem.conflict("too_late", "A merge can be undone for 30 days. This one is older.")
        }
        let standing = try await work.query(
            "select from customers where org_id = app_org() and id = \(customer) and deleted_at is null for update")
        guard !standing.isEmpty else {
            throw Problem.conflict(
                "merged_on", "The customer that stayed was itself merged or deleted. Undo that first.")
        }
        var undo = MergeUndo(
            survivor: customer.value, merged: try row.get("merged_id"),
            snapshot: MergeSnapshot(try row.get("snapshot")),
            work: work)
        do {
            try await undo.perform()
        } catch let error as PostgresError where ["23505", "23P01"].contains(error.state) {
            throw CustomerMerge.conflict(error)
        }
        try await finish(try row.get("id"), undo, name: try row.get("merged_name"), in: work)
        return [
            "id": .text(customer), "restored": .text(undo.merged), "put_back": .int(Int64(undo.putBack)),
            "could_not": .array(undo.couldNot.map { .string($0) }),
        ]
    }

    private func finish(_ merge: Identifier, _ undo: MergeUndo, name: String, in work: Work) async throws {
        try await Redirects.remove("customers", from: undo.merged, in: work)
        work.queue(
            """
            update customer_merges set undone_at = \(work.now), undone_by = app_user()
            where org_id = app_org() and id = \(merge)
            """)
        let payload: JSON = [
            "title": .string(name), "restored_id": .text(undo.merged), "put_back": .int(Int64(undo.putBack)),
        ]
        try work.emit(EventKinds.customerUnmerged, "customers", customer.value, customer: customer, payload)
        try work.emit(EventKinds.customerUnmerged, "customers", undo.merged, customer: ID(undo.merged), payload)
    }
}
