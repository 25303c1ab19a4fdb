internal import Contracts
internal import Core
internal import Postgres

/// What pages read of appointments.
struct AppointmentQueries: DaySchedule {
    let database: Database

    func day(_ date: LocalDate, zone: Zone, _ context: Context) async throws -> [DayVisit] {
        let from = zone.startOfDay(date)
        let until = zone.startOfDay(date.adding(days: 1))
        // The day's visits first: under row-level security the planner takes every table for a small one, and might
        // begin with all customers.
        let rows = try await database.read(
            context,
            """
            with a as materialized (
              select org_id, id, starts_at, ends_at, status, job_type_id, customer_id, site_id, technician_id, notes
              from appointments where org_id = app_org() and starts_at >= \(from - .hours(24)) and starts_at < \(until)
                and ends_at > \(from) and status <> 'cancelled' order by starts_at limit 1000)
            select a.id, a.starts_at, a.ends_at, a.status, t.name as job_type, t.colour, a.customer_id,
              c.name as customer_name, c.phone, s.one_line, a.technician_id, m.name as technician_name, a.notes
            from a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            join customers c on c.org_id = a.org_id and c.id = a.customer_id
            left join sites s on s.org_id = a.org_id and s.id = a.site_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            order by a.starts_at, m.name, a.id
            """)
        return try rows.map { row in
            DayVisit(
                id: try row.get("id"), start: try row.get("starts_at"), end: try row.get("ends_at"),
                status: try row.get("status"), jobType: try row.get("job_type"), colour: try row.get("colour"),
                customer: try row.get("customer_id"), customerName: try row.get("customer_name"),
                customerPhone: try row.optional("phone"), address: try row.optional("one_line"),
                technician: try row.optional("technician_id"), technicianName: try row.optional("technician_name"),
                notes: try row.get("notes"))
        }
    }
}
