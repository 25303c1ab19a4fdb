internal import Contracts
internal import Core
internal import Postgres

/// Reads a portal page in one round trip. The conditions narrow; what may be seen at all, the policies say.
struct PortalReading {
    let database: Database
    let context: Context

    private static let limit = 50

    /// Of whoever is signed in; for a reseller, with what its customers have.
    func home() async throws -> PortalContent {
        guard let whom = context.customer ?? context.reseller else { throw Problem.notFound("portal") }
        return try await read(whom, others: context.role == .reseller, rows: "true")
    }

    /// Of one customer of a reseller. Throws `Problem` 404.
    func customer(_ id: ID<Customer>) async throws -> PortalContent {
        try await read(id, others: false, rows: "t.customer_id = \(id)")
    }

    private func read(_ whom: ID<Customer>, others: Bool, rows: SQL) async throws -> PortalContent {
        let answers = try await database.batch(
            context,
            [
                "select name from organisations where id = app_org()",
                """
                select id, name, phone, email from customers
                where org_id = app_org() and id = \(whom) and deleted_at is null
                """,
                """
                select one_line from sites where org_id = app_org() and customer_id = \(whom) and deleted_at is null
                order by created_at limit 20
                """,
                visits(rows), bills(rows), offers(rows),
                """
                select id, name, phone, email from customers
                where org_id = app_org() and reseller_id = \(whom) and deleted_at is null and \(others)
                order by created_at desc, id desc limit 200
                """,
            ])
        return PortalContent(
            organisation: try answers[0].one("organisation").get("name"),
            person: try person(try answers[1].one("customer")),
            sites: try answers[2].map { try $0.get("one_line") }, visits: try answers[3].map(visit),
            bills: try answers[4].map(bill), offers: try answers[5].map(offer),
            customers: try answers[6].map(person))
    }

    private func visits(_ rows: SQL) -> SQL {
        """
        select t.starts_at, t.ends_at, t.status, j.name as title, c.name as customer, s.one_line
        from appointments t
        join job_types j on j.org_id = t.org_id and j.id = t.job_type_id
        join customers c on c.org_id = t.org_id and c.id = t.customer_id
        left join sites s on s.org_id = t.org_id and s.id = t.site_id
        where t.org_id = app_org() and t.ends_at > \(context.now) and t.status not in ('cancelled', 'no_show', 'new')
          and \(rows)
        order by t.starts_at, t.id limit \(Self.limit)
        """
    }

    private func bills(_ rows: SQL) -> SQL {
        """
        select t.id, t.number, t.status, t.currency, t.total_minor, t.total_minor - t.paid_minor as open_minor, t.due_on,
          t.pay_token_hash is not null as has_link, c.name as customer
        from invoices t join customers c on c.org_id = t.org_id and c.id = t.customer_id
        where t.org_id = app_org() and t.status <> 'draft' and t.number is not null and \(rows)
        order by t.created_at desc, t.id desc limit \(Self.limit)
        """
    }

    private func offers(_ rows: SQL) -> SQL {
        """
        select t.id, t.title, t.status, t.currency, t.total_minor, t.valid_until, c.name as customer
        from quotes t join customers c on c.org_id = t.org_id and c.id = t.customer_id
        where t.org_id = app_org() and t.deleted_at is null and t.status <> 'draft' and \(rows)
        order by t.created_at desc, t.id desc limit \(Self.limit)
        """
    }

    private func person(_ row: Row) throws -> PortalContent.Person {
        PortalContent.Person(
            id: try row.get("id"), name: try row.get("name"), phone: try row.optional("phone"),
            email: try row.optional("email"))
    }

    private func visit(_ row: Row) throws -> PortalContent.Visit {
        PortalContent.Visit(
            start: try row.get("starts_at"), end: try row.get("ends_at"), title: try row.get("title"),
            customer: try row.get("customer"), address: try row.optional("one_line"), status: try row.get("status"))
    }

    private func bill(_ row: Row) throws -> PortalContent.Bill {
        let status: String = try row.get("status")
        return PortalContent.Bill(
            id: try row.get("id"), number: try row.get("number"), customer: try row.get("customer"),
            status: InvoiceStatus(rawValue: status) ?? .issued, total: try row.money("total_minor"),
            open: try row.money("open_minor"), dueOn: try row.optional("due_on"), hasLink: try row.get("has_link"))
    }

    private func offer(_ row: Row) throws -> PortalContent.Offer {
        PortalContent.Offer(
            id: try row.get("id"), title: try row.get("title"), customer: try row.get("customer"),
            status: try row.get("status"), total: try row.money("total_minor"),
            validUntil: try row.optional("valid_until"))
    }
}
