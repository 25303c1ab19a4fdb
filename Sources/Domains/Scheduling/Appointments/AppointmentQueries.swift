internal import Contracts
internal import Core
internal import Postgres

/// What pages read of appointments.
struct AppointmentQueries: DaySchedule {
    let database: Database

    func day(_ date: LocalDate, zone: Zone, _ context: Context) async throws -> [DayVisit] {
        let from = zone.startOfDay(date)
        let until = zone.startOfDay(date.adding(days: 1))
        let rows = try await database.read(
            context,
            """
            select a.id, a.starts_at, a.ends_at, a.status, t.name as job_type, t.colour, a.customer_id,
              c.name as customer_name, c.phone, s.one_line, a.technician_id, m.name as technician_name, a.notes
            from appointments a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            join customers c on c.org_id = a.org_id and c.id = a.customer_id
            left join sites s on s.org_id = a.org_id and s.id = a.site_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.starts_at >= \(from - .hours(24)) and a.starts_at < \(until)
              and a.ends_at > \(from) and a.status <> 'cancelled'
            order by a.starts_at, m.name, a.id limit 1000
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
