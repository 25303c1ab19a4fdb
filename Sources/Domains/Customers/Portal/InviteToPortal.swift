internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Lets somebody in to the portal for a customer and mails them a link. Whoever was invited before gets a new one.
struct InviteToPortal: Action {
    static let name = "customers.invite-to-portal"
    static let title = "Invite to portal"
    static let access: Access = .agents
    static let fields: [Field] = [
        .reference("customer", to: "customers", required: true),
        Field("email", .email, label: "E-mail", hint: "Empty for the customer's own."),
        .text("name", max: 200, hint: "Who it is, where the customer is a business."),
        Field(
            "kind", .choice(PortalIdentityResource.kinds), label: "Comes as", required: true, default: "customer",
            hint: "A reseller sees the customers it brought too."),
    ]

    private let input: Input

    init(_ input: Input) throws { self.input = input }

    func perform(in work: Work) async throws -> JSON {
        let customer: ID<Customer> = try input.id("customer")
        let row = try await work.query(
            "select name, email from customers where org_id = app_org() and id = \(customer) and deleted_at is null for update"
        ).one("customer")
        guard let email = try input.optionalText("email") ?? row.optional("email") else {
            throw Problem.invalid("email", "required", "The customer has no e-mail address. Enter one.")
        }
        let name: String = try input.optionalText("name") ?? row.get("name")
        let kind = try input.text("kind")
        let identity = try await self.identity(customer, email, name, kind, in: work)
        try work.enqueue(NewJob("portals.invitation", payload: ["identity": .text(identity)], priority: .urgent))
        try work.emit(
            "customer.invited_to_portal", "customers", customer.value, customer: customer,
            ["email": .string(email), "kind": .string(kind)])
        return ["id": .text(identity), "email": .string(email)]
    }

    /// Who was invited before is let in again. Two at once wait for each other at the customer's row.
    private func identity(
        _ customer: ID<Customer>, _ email: String, _ name: String, _ kind: String, in work: Work
    ) async throws -> Identifier {
        let known = try await work.query(
            """
            update portal_identities set is_active = true, name = \(name), kind = \(kind)
            where org_id = app_org() and customer_id = \(customer) and lower(email) = lower(\(email)) returning id
            """)
        if let id: Identifier = try known.first?.get("id") { return id }
        let id = work.context.ids.next(at: work.now)
        work.queue(
            """
            insert into portal_identities (org_id, id, customer_id, email, name, kind)
            values (app_org(), \(id), \(customer), \(email), \(name), \(kind))
            """)
        return id
    }
}
