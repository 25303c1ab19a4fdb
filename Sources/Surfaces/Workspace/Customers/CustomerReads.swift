internal import Core
internal import Postgres

/// What a customer's page reads beside the customer, in one round trip.
struct CustomerReads {
    let events: [EventLine]
    let transcript: Transcript
    let sites: Rows
    let visits: Rows
    let notes: Rows
    let invoices: Rows

    static func sql(_ id: ID<Customer>, story: String?) -> [SQL] {
        // A story may begin before anyone knew whose it was.
        let shown: SQL =
            story.map { "correlation_id = \($0) and (customer_id = \(id) or customer_id is null)" }
            ?? "customer_id = \(id)"
        let invoices: SQL = """
            select id, number, status, total_minor, total_minor - paid_minor as open_minor, currency, due_on from invoices
            where org_id = app_org() and customer_id = \(id) order by created_at desc, id desc limit 5
            """
        return [
            EventLine.select(where: shown, limit: 100),
            Transcript.select(calls: "customer_id = \(id)"),
            """
            select one_line, name, access_notes from sites
            where org_id = app_org() and customer_id = \(id) and deleted_at is null order by created_at desc, id desc limit 10
            """,
            """
            select a.id, a.starts_at, a.ends_at, a.status, t.name as job_type, m.name as technician_name from appointments a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.customer_id = \(id) order by a.starts_at desc limit 6
            """,
            """
            select n.body, n.is_pinned, n.created_at, m.name as author from notes n
            left join members m on m.org_id = n.org_id and m.id = n.created_by
            where n.org_id = app_org() and n.customer_id = \(id) and n.deleted_at is null and n.is_pinned
            order by n.created_at desc limit 5
            """,
            invoices,
        ]
    }

    /// `rows` begins with the customer.
    init(_ rows: [Rows]) throws {
        events = try rows[1].map(EventLine.init(row:))
        transcript = try Transcript(rows[2])
        sites = rows[3]
        visits = rows[4]
        notes = rows[5]
        invoices = rows[6]
    }
}
