internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Answers who a caller is, and takes in new ones.
struct CustomerRegister: CustomerDirectory {
    private static let summary: SQL = """
        select c.id, c.name, c.phone, c.email, s.id as site_id, s.one_line from customers c
        left join lateral (select id, one_line from sites where org_id = c.org_id and customer_id = c.id
          and deleted_at is null order by created_at desc, id desc limit 1) s on true
        where c.org_id = app_org() and c.deleted_at is null
        """

    func find(phone: String, in work: Work) async throws -> CustomerSummary? {
        try await work.query(.plannedAnew("\(Self.summary) and c.phone = \(phone)")).first.map(
            CustomerSummary.init(row:))
    }

    func find(email: String, in work: Work) async throws -> CustomerSummary? {
        try await work.query(
            .plannedAnew("\(Self.summary) and c.email = \(email) order by c.created_at desc, c.id desc limit 1")
        ).first.map(CustomerSummary.init(row:))
    }

    func own(_ customer: ID<Customer>, by owner: ID<User>, in work: Work) async throws {
        try await work.query(
            "update customers set owner_id = \(owner) where org_id = app_org() and id = \(customer) and owner_id is null"
        )
    }

    func addContact(
        _ name: String, phone: String?, email: String?, to customer: ID<Customer>, in work: Work
    ) async throws {
        let id = work.context.newID(Customer.self)
        let rows = try await work.query(
            """
            insert into contacts (org_id, id, customer_id, name, phone, email, created_at)
            select app_org(), \(id), \(customer), \(name), \(phone), \(email), \(work.now)
            where not exists (select from contacts where org_id = app_org() and customer_id = \(customer)
              and lower(name) = lower(\(name)) and deleted_at is null) returning id
            """)
        if rows.isEmpty { return }
        try work.emit("contact.created", "contacts", id.value, customer: customer, ["title": .string(name)])
    }

    func note(_ body: String, channel: String, on customer: ID<Customer>, in work: Work) async throws {
        let id = work.context.newID(Customer.self)
        try await work.query(
            """
            insert into notes (org_id, id, customer_id, body, channel, created_at)
            values (app_org(), \(id), \(customer), \(body), \(channel), \(work.now))
            """)
        try work.emit(
            "note.created", "notes", id.value, customer: customer, ["title": .string(String(body.prefix(80)))])
    }

    func summary(_ customer: ID<Customer>, in work: Work) async throws -> CustomerSummary {
        try CustomerSummary(row: await work.query("\(Self.summary) and c.id = \(customer)").one("customer"))
    }

    /// Of two callers at once with one number the second gets the first's customer.
    func create(name: String, phone: String?, email: String?, source: String, in work: Work) async throws -> ID<
        Customer
    > {
        let id = work.context.newID(Customer.self)
        let rows = try await work.query(
            """
            insert into customers (org_id, id, name, phone, email, source, created_at)
            values (app_org(), \(id), \(name), \(phone), \(email), \(source), \(work.now))
            on conflict (org_id, phone) where phone is not null and deleted_at is null do nothing returning id
            """)
        if rows.isEmpty {
            let known = try await work.query(
                "select id from customers where org_id = app_org() and phone = \(phone) and deleted_at is null")
            guard let row = known.first else {
                // There is one that this role may not see.
                throw Problem.conflict("phone_taken", "Another customer already has this phone number.")
            }
            return try row.get("id")
        }
        try work.emit(
            EventKinds.customerCreated, "customers", id.value, customer: id,
            ["name": .string(name), "phone": .text(phone), "source": .string(source)])
        return id
    }

    func rename(_ customer: ID<Customer>, to name: String, in work: Work) async throws {
        let rows = try await work.query(
            """
            update customers set name = \(name)
            where org_id = app_org() and id = \(customer) and deleted_at is null and name <> \(name) returning id
            """)
        guard rows.isEmpty else {
            return try work.emit(
                "customer.updated", "customers", customer.value, customer: customer, ["title": .string(name)])
        }
        _ = try await summary(customer, in: work)
    }

    /// An address that only adds the town to one that is known, or leaves it out, is the same.
    func site(of customer: ID<Customer>, address: String, in work: Work) async throws -> ID<Site> {
        let known = try await work.query(
            """
            select id from sites, (select address_matching(\(address)) as said) a
            where org_id = app_org() and customer_id = \(customer) and deleted_at is null
              and (matching = said or starts_with(matching, said || ' ') or starts_with(said, matching || ' '))
            order by created_at desc, id desc limit 1
            """)
        if let row = known.first { return try row.get("id") }
        let id = work.context.newID(Site.self)
        let rows = try await work.query(
            """
            insert into sites (org_id, id, customer_id, line1, as_spoken, created_at)
            values (app_org(), \(id), \(customer), \(address), \(address), \(work.now))
            on conflict (org_id, customer_id, matching) where deleted_at is null do update set as_spoken = excluded.as_spoken
            returning id
            """)
        let site: ID<Site> = try rows.one("site").get("id")
        if site == id {
            try work.emit("site.created", "sites", id.value, customer: customer, ["title": .string(address)])
        }
        return site
    }
}

extension CustomerSummary {
    /// Reads a row of `CustomerRegister.summary`.
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), phone: try row.optional("phone"),
            email: try row.optional("email"), address: try row.optional("one_line"), site: try row.optional("site_id"))
    }
}
