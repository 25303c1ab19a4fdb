internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A visit that is to take place at another time, or by another technician.
struct MovedVisit {
    let appointment: ID<Appointment>
    let start: Instant
    let technician: ID<User>

    /// Moves it; one that is there already stays untouched. Its length stays as it was.
    /// Throws 409 `slot_taken` or `wrong_status` and leaves the transaction usable; 404.
    func move(in work: Work) async throws {
        let visit = try await Visit.lock(appointment, in: work)
        if visit.start == start, visit.technician == technician, visit.status.isOpen { return }
        guard [.new, .booked, .confirmed].contains(visit.status) else {
            throw Problem.conflict(
                "wrong_status",
                "This visit is \(visit.status.label.lowercased()): it can no longer be moved. Book a new one.")
        }
        TechnicianTurn.take(technician, in: work)
        let end = start + (visit.end - visit.start)
        let facts = try await work.query(
            """
            select m.name, exists (select 1 from time_off where org_id = app_org() and technician_id = m.id
              and ends_at > \(start) and starts_at < \(end)) as is_off
            from members m where m.org_id = app_org() and m.id = \(technician) and m.is_active and m.deleted_at is null
            """)
        guard let row = facts.first else {
            throw Problem.invalid("technician_id", "unknown_record", "The technician must be an active member.")
        }
        if try row.get("is_off") { throw TechnicianTurn.taken }
        try await write(visit, end, in: work)
        try work.emit(
            EventKinds.appointmentRescheduled, "appointments", appointment.value, customer: visit.customer,
            [
                "job_type": .string(visit.jobTypeName), "starts_at": .text(start), "ends_at": .text(end),
                "technician_name": .string(try row.get("name")), "technician_id": .text(technician),
                "source": .string(visit.source), "previous_starts_at": .text(visit.start),
            ])
    }

    /// What was confirmed was another time, so the visit is booked again, not confirmed.
    private func write(_ visit: Visit, _ end: Instant, in work: Work) async throws {
        do {
            _ = try await work.transaction.savepoint {
                try await work.query(
                    """
                    update appointments set during = \(InstantRange(start, end)),
                      occupies = \(InstantRange(start, end + visit.buffer)), technician_id = \(technician), status = 'booked'
                    where org_id = app_org() and id = \(appointment)
                    """)
            }
        } catch let error as PostgresError where error.constraint == "appointments_technician_excl" {
            throw TechnicianTurn.taken
        }
    }
}
