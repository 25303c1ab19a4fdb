internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// An appointment with what its events tell, locked for the change that follows.
struct Visit {
    let id: ID<Appointment>
    let customer: ID<Customer>
    let status: AppointmentStatus
    let start: Instant
    let end: Instant
    let technician: ID<User>?
    let technicianName: String?
    let jobType: ID<JobType>
    let jobTypeName: String
    let buffer: Duration
    let price: Money
    let notes: String
    let source: String

    /// Locks the appointment's row until the transaction ends, so that of two changes at once the second sees the first.
    /// Throws 404.
    static func lock(_ id: ID<Appointment>, in work: Work) async throws -> Visit {
        let rows = try await work.query(
            """
            select a.id, a.customer_id, a.status, a.starts_at, a.ends_at, a.technician_id, m.name as technician_name,
              a.job_type_id, t.name as job_type, t.buffer_minutes, t.price_minor, t.currency, a.notes, a.source
            from appointments a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.id = \(id) for update of a
            """)
        return try Visit(row: rows.one("appointment"))
    }

    private init(row: Row) throws {
        id = try row.get("id")
        customer = try row.get("customer_id")
        status = try row.get("status")
        start = try row.get("starts_at")
        end = try row.get("ends_at")
        technician = try row.optional("technician_id")
        technicianName = try row.optional("technician_name")
        jobType = try row.get("job_type_id")
        jobTypeName = try row.get("job_type")
        buffer = .minutes(try row.get("buffer_minutes"))
        price = try row.money("price_minor")
        notes = try row.get("notes")
        source = try row.get("source")
    }

    /// Takes the visit to `status` with the further assignments; nothing happens if it is there already.
    /// Throws 409 `wrong_status` unless it is in one of `from`.
    func move(
        to next: AppointmentStatus, from allowed: [AppointmentStatus], _ assignments: SQL = "", event kind: String,
        payload: JSON? = nil, in work: Work
    ) async throws {
        guard status != next else { return }
        guard allowed.contains(status) else {
            throw Problem.conflict(
                "wrong_status",
                "This visit is \(status.label.lowercased()) and cannot become \(next.label.lowercased()). It must be "
                    + allowed.map { $0.label.lowercased() }.joined(separator: " or ") + ".")
        }
        try await work.query(
            "update appointments set status = \(next)\(assignments) where org_id = app_org() and id = \(id)")
        let told =
            payload ?? [
                "job_type": .string(jobTypeName), "starts_at": .text(start), "technician_name": .text(technicianName),
            ]
        try work.emit(kind, "appointments", id.value, customer: customer, told)
    }
}
