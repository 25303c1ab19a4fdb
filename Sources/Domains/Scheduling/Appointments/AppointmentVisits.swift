internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// Visits for the calendars of those who go.
struct AppointmentVisits: VisitCalendar {
    private static let columns: SQL = """
        a.id, a.version, a.starts_at, a.ends_at, a.status, t.name as job_type, c.name as customer_name, c.phone,
        s.one_line, a.notes, a.updated_at
        """
    private static let joins: SQL = """
        join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
        join customers c on c.org_id = a.org_id and c.id = a.customer_id
        left join sites s on s.org_id = a.org_id and s.id = a.site_id
        """

    func visits(
        of member: ID<User>, from: Instant, until: Instant, in work: Work
    ) async throws -> [CalendarVisit] {
        try await work.query(
            """
            select \(Self.columns) from appointments a \(Self.joins)
            where a.org_id = app_org() and a.technician_id = \(member) and a.starts_at >= \(from)
              and a.starts_at < \(until) order by a.starts_at, a.id limit 1000
            """
        ).map(Self.visit)
    }

    func visit(_ id: ID<Appointment>, in work: Work) async throws -> CalendarVisit {
        try Self.visit(
            try await work.query(
                """
                select \(Self.columns) from appointments a \(Self.joins) where a.org_id = app_org() and a.id = \(id)
                """
            ).one("appointment"))
    }

    private static func visit(_ row: Row) throws -> CalendarVisit {
        CalendarVisit(
            id: try row.get("id"), revision: try row.get("version"), start: try row.get("starts_at"),
            end: try row.get("ends_at"), status: try row.get("status"), jobType: try row.get("job_type"),
            customerName: try row.get("customer_name"), customerPhone: try row.optional("phone"),
            address: try row.optional("one_line"), notes: try row.get("notes"), updatedAt: try row.get("updated_at"))
    }
}
