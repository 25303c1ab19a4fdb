internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Puts everything that is held of a customer into an archive.
struct ExportCustomerData: Action {
    static let name = "customers.export-data"
    static let title = "Export all data"
    static let access: Access = .admins
    static let confirmation: String? =
        "An archive with everything held of this customer is made. It can be downloaded for seven days."
    static let fields: [Field] = [
        .reference("customer", to: "customers", required: true), .text("reason", max: 1000),
    ]
    private let customer: ID<Customer>
    private let reason: String?

    init(_ input: Input) throws {
        customer = try input.id("customer")
        reason = input.optionalText("reason")
    }

    func perform(in work: Work) async throws -> JSON {
        _ = try await work.query(
            "select from customers where org_id = app_org() and id = \(customer) and deleted_at is null"
        ).one("customer")
        return try PrivacyRequest.add("export", of: customer, reason: reason, in: work)
    }
}

/// Forgets a customer for good: what is personal goes, issued invoices stay.
struct EraseCustomer: Action {
    static let name = "customers.erase"
    static let title = "Erase personal data"
    static let access: Access = .admins
    static let isDestructive = true
    static let confirmation: String? =
        "Name, numbers, addresses, notes, messages and recordings go for good; issued invoices stay. It cannot be undone."
    static let fields: [Field] = [
        .reference("customer", to: "customers", required: true),
        .text("confirm", label: "Type the customer's name", required: true),
        .text("reason", max: 1000, hint: "Why and who asked; without names."),
    ]
    private let customer: ID<Customer>
    private let confirm: String
    private let reason: String?

    init(_ input: Input) throws {
        customer = try input.id("customer")
        confirm = try input.text("confirm")
        reason = input.optionalText("reason")
    }

    func perform(in work: Work) async throws -> JSON {
        let name: String = try await work.query(
            "select name from customers where org_id = app_org() and id = \(customer) and deleted_at is null for update"
        ).one("customer").get("name")
        guard name.lowercased() == confirm.lowercased() else {
            throw Problem.invalid("confirm", "mismatch", "This is not the customer's name. Nothing was erased.")
        }
        let open = try await work.query(
            """
            select from privacy_requests where org_id = app_org() and subject_id = \(customer) and kind = 'erase'
              and status = 'queued'
            """)
        guard open.isEmpty else { throw Problem.conflict("under_way", "This customer is being erased already.") }
        return try PrivacyRequest.add("erase", of: customer, reason: reason, in: work)
    }
}

/// What an `ID<PrivacyRequest>` is of.
enum PrivacyRequest {
    static func add(_ kind: String, of customer: ID<Customer>, reason: String?, in work: Work) throws -> JSON {
        let id = work.context.newID(PrivacyRequest.self)
        work.queue(
            """
            insert into privacy_requests (org_id, id, kind, subject_id, reason, created_at)
            values (app_org(), \(id), \(kind), \(customer), \(reason), \(work.now))
            """)
        try work.emit(
            "privacy_request.created", "privacy_requests", id.value, customer: customer, ["title": .string(kind)])
        try work.enqueue(NewJob(PrivacyJob.name, payload: ["request": .text(id)], idempotencyKey: "privacy/\(id)"))
        return ["id": .text(id), "status": "queued"]
    }
}
