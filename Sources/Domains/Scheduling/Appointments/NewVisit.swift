internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A visit to be agreed.
struct NewVisit {
    let customer: ID<Customer>
    let site: ID<Site>?
    let jobType: ID<JobType>
    let technician: ID<User>
    let start: Instant
    let notes: String
    let source: String

    /// Books it. The very same visit booked again is the one that is there already.
    /// Throws 409 `slot_taken` and leaves the transaction usable; 404 or 422 for what does not exist.
    func book(in work: Work) async throws -> ID<Appointment> {
        TechnicianTurn.take(technician, in: work)
        let row = try await facts(in: work).one("job type")
        guard let technicianName: String = try row.optional("technician_name") else {
            throw Problem.invalid("technician_id", "unknown_record", "The technician must be an active member.")
        }
        guard try row.get("site_fits") else {
            throw Problem.invalid("site_id", "unknown_record", "The site must be one of the customer's.")
        }
        if let same: ID<Appointment> = try row.optional("same") { return same }
        if try row.get("is_off") { throw TechnicianTurn.taken }
        let end = start + .minutes(try row.get("duration_minutes"))
        let occupied = InstantRange(start, end + .minutes(try row.get("buffer_minutes")))
        let id = work.context.newID(Appointment.self)
        let inserted = try await work.query(
            """
            insert into appointments (org_id, id, customer_id, site_id, job_type_id, technician_id, during, occupies, notes,
              source, created_at)
            values (app_org(), \(id), \(customer), \(site), \(jobType), \(technician), \(InstantRange(start, end)),
              \(occupied), \(notes), \(source), \(work.now))
            on conflict on constraint appointments_technician_excl do nothing returning id
            """)
        if inserted.isEmpty { throw TechnicianTurn.taken }
        try work.emit(
            EventKinds.appointmentBooked, "appointments", id.value, customer: customer,
            [
                "job_type": .string(try row.get("name")), "starts_at": .text(start), "ends_at": .text(end),
                "technician_name": .string(technicianName), "technician_id": .text(technician),
                "source": .string(source),
            ])
        return id
    }

    private func facts(in work: Work) async throws -> Rows {
        try await work.query(
            """
            select t.name, t.duration_minutes, t.buffer_minutes, m.name as technician_name,
              (\(site)::uuid is null or exists (select 1 from sites where org_id = app_org() and id = \(site)
                and customer_id = \(customer) and deleted_at is null)) as site_fits,
              (select id from appointments where org_id = app_org() and technician_id = \(technician)
                and starts_at = \(start) and customer_id = \(customer) and job_type_id = \(jobType)
                and status in ('new', 'booked', 'confirmed') limit 1) as same,
              exists (select 1 from time_off where org_id = app_org() and technician_id = \(technician)
                and ends_at > \(start) and starts_at < \(start)::timestamptz + make_interval(mins => t.duration_minutes))
                as is_off
            from job_types t
            left join members m on m.org_id = t.org_id and m.id = \(technician) and m.is_active and m.deleted_at is null
            where t.org_id = app_org() and t.id = \(jobType) and t.deleted_at is null
            """)
    }
}
