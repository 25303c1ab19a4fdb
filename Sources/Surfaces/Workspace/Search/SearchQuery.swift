internal import Core
internal import Interface
internal import Postgres

/// What is looked for, where, and what was found.
struct SearchQuery {
    struct Hit {
        let title: String
        let path: String
        let detail: String
    }

    struct Group {
        let title: String
        let icon: Icon
        let hits: [Hit]
    }

    private let words: String
    private let digits: String
    private let limit: Int

    /// - Parameter limit: of each kind.
    init(_ text: String, _ context: Context, limit: Int) {
        words = text
        digits = text.filter { $0.isASCII && $0.isNumber }
        self.limit = limit
    }

    /// One letter fits too much.
    var isEmpty: Bool { words.count < 2 }

    private var pattern: String {
        "%" + words.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_") + "%"
    }

    /// Looked for at the end of a number; a pattern that fits nothing where there are too few digits.
    private var number: String { digits.count >= 4 ? "%\(digits)" : "-" }

    var reads: [SQL] {
        let customers: SQL = """
            select id, name, coalesce(phone, email, '') as contact, status from customers where org_id = app_org() and deleted_at is null
              and (name ilike \(pattern) or email ilike \(pattern) or phone like \(number)) order by name, id limit \(limit)
            """
        let leads: SQL = """
            select id, name, coalesce(phone, email, '') as contact, status from leads where org_id = app_org() and deleted_at is null
              and (name ilike \(pattern) or company ilike \(pattern) or email ilike \(pattern) or phone like \(number)) order by name, id limit \(limit)
            """
        let visits: SQL = """
            select a.id, c.name, t.name as job_type, a.starts_at, a.status from appointments a
            join customers c on c.org_id = a.org_id and c.id = a.customer_id
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            where a.org_id = app_org() and (c.name ilike \(pattern) or c.phone like \(number)) order by a.starts_at desc limit \(limit)
            """
        let calls: SQL = """
            select k.id, coalesce(c.name, k.their_number, 'Withheld number') as name, k.started_at, k.outcome from calls k
            left join customers c on c.org_id = k.org_id and c.id = k.customer_id
            where k.org_id = app_org() and (c.name ilike \(pattern) or k.their_number like \(number)) order by k.started_at desc limit \(limit)
            """
        let invoices: SQL = """
            select i.id, coalesce(i.number, 'Draft') as number, c.name, i.total_minor, i.currency, i.status from invoices i
            join customers c on c.org_id = i.org_id and c.id = i.customer_id
            where i.org_id = app_org() and (c.name ilike \(pattern) or i.number ilike \(pattern)) order by i.created_at desc limit \(limit)
            """
        return [customers, leads, visits, calls, invoices]
    }

    func found(_ rows: [Rows], _ context: Context) throws -> [Group] {
        guard rows.count == 5 else { return [] }
        func contact(_ row: Row) throws -> String {
            let contact: String = try row.get("contact")
            return contact.hasPrefix("+") ? Words.phone(contact, context) : contact
        }
        func people(_ rows: Rows, _ base: String) throws -> [Hit] {
            try rows.map { row in
                let parts = [try contact(row), Words.label(try row.get("status"))].filter { !$0.isEmpty }
                return Hit(
                    title: try row.get("name"), path: "\(base)/\(try row.get("id", as: Identifier.self))",
                    detail: parts.joined(separator: " · "))
            }
        }
        let visits = try rows[2].map { row in
            Hit(
                title: try row.get("name"), path: "/appointments/\(try row.get("id", as: Identifier.self))",
                detail:
                    "\(try row.get("job_type", as: String.self)) · \(Moment.dayAndTime(try row.get("starts_at"), context.zone)) · \(VisitStatus.label(try row.get("status")))"
            )
        }
        let calls = try rows[3].map { row in
            let name: String = try row.get("name")
            let outcome: String? = try row.optional("outcome")
            return Hit(
                title: name.hasPrefix("+") ? Words.phone(name, context) : name,
                path: "/calls/\(try row.get("id", as: Identifier.self))",
                detail: [Moment.dayAndTime(try row.get("started_at"), context.zone), outcome.map { Words.label($0) }]
                    .compactMap { $0 }.joined(separator: " · "))
        }
        let bills = try rows[4].map { row in
            Hit(
                title: try row.get("number"), path: "/invoices/\(try row.get("id", as: Identifier.self))",
                detail:
                    "\(try row.get("name", as: String.self)) · \(try row.money("total_minor")) · \(Words.label(try row.get("status")))"
            )
        }
        return [
            Group(title: "Customers", icon: .user, hits: try people(rows[0], "/customers")),
            Group(title: "Leads", icon: .userPlus, hits: try people(rows[1], "/leads")),
            Group(title: "Visits", icon: .calendar, hits: visits), Group(title: "Calls", icon: .phone, hits: calls),
            Group(title: "Invoices", icon: .invoice, hits: bills),
        ]
    }
}
