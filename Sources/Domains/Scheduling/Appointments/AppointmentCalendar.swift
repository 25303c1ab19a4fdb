internal import Contracts
internal import Core
internal import Postgres
internal import Records
internal import SlotEngine

/// Finds free times and books visits.
struct AppointmentCalendar: AppointmentBook {
    var rules = BookingRules.standard

    func jobTypes(in work: Work) async throws -> [JobTypeSummary] {
        try await offered(in: work).map { try JobTypeSummary(row: $0) }
    }

    func jobType(for description: String, in work: Work) async throws -> JobTypeSummary {
        let rows = try await offered(in: work)
        guard let general = rows.last else {
            throw Problem.conflict("no_job_types", "There are no job types to book. Add one under Settings, Job types.")
        }
        let matching = JobTypeMatching(description)
        var best = general
        var bestScore = 0
        for row in rows {
            let score = matching.score([try row.get("name")] + (try row.get("keywords")))
            if score > bestScore { (best, bestScore) = (row, score) }
        }
        return try JobTypeSummary(row: best)
    }

    /// Those that can be booked, the general one last.
    private func offered(in work: Work) async throws -> [Row] {
        Array(
            try await work.query(
                """
                select id, name, keywords, duration_minutes from job_types
                where org_id = app_org() and is_active and deleted_at is null order by is_general, name
                """))
    }

    func slots(
        for jobType: ID<JobType>, from: Instant, until: Instant, limit: Int, excluding: ID<Appointment>?, in work: Work
    ) async throws -> [FreeSlot] {
        let request = try await request(for: jobType, window: from..<max(from, until), in: work)
        let bounds =
            max(
                from, work.now + rules.notice)..<max(
                from, work.now + rules.notice, min(until, work.now + rules.horizon))
        guard !bounds.isEmpty else { return [] }
        let availability = try await Availability.load(bounds, excluding: excluding?.value, in: work)
        return availability.finder(now: work.now).slots(for: request).spread(limit).map { availability.free($0) }
    }

    /// A technician who is free at `start`, the least busy first. Throws 409 `slot_taken` if there is none.
    func technician(for jobType: ID<JobType>, at start: Instant, excluding: ID<Appointment>? = nil, in work: Work)
        async throws
        -> ID<User>
    {
        var request = try await request(for: jobType, window: start..<(start + .minutes(1)), in: work)
        request.minimumNotice = .zero
        request.granularity = 1
        let availability = try await Availability.load(
            start..<(start + .minutes(1)), excluding: excluding?.value, in: work)
        let finder = availability.finder(now: min(work.now, start))
        guard let slot = finder.slots(for: request, limit: 1).first else { throw TechnicianTurn.taken }
        return ID(slot.technician)
    }

    private func request(for jobType: ID<JobType>, window: Range<Instant>, in work: Work) async throws -> SlotRequest {
        let row = try await work.query(
            """
            select duration_minutes, buffer_minutes from job_types
            where org_id = app_org() and id = \(jobType) and deleted_at is null
            """
        ).one("job type")
        return SlotRequest(
            duration: .minutes(try row.get("duration_minutes")), bufferAfter: .minutes(try row.get("buffer_minutes")),
            minimumNotice: rules.notice, horizon: rules.horizon, granularity: rules.granularity, window: window)
    }

    func checkFree(_ slot: FreeSlot, for jobType: ID<JobType>, in work: Work) async throws {
        let isTaken: Bool = try await work.query(
            """
            select exists (select from appointments a
                where a.org_id = app_org() and a.technician_id = \(slot.technician) and a.starts_at < visit.ends
                  and a.starts_at >= \(slot.start - Availability.longestVisit) and a.status not in ('cancelled', 'no_show')
                  and a.occupies && tstzrange(\(slot.start), visit.ends)) as is_taken
            from (select \(slot.start)::timestamptz + make_interval(mins => duration_minutes + buffer_minutes) as ends
              from job_types where org_id = app_org() and id = \(jobType)) visit
            """
        ).one("job type").get("is_taken")
        if isTaken { throw TechnicianTurn.taken }
    }

    func book(
        customer: ID<Customer>, site: ID<Site>?, jobType: ID<JobType>, slot: FreeSlot, notes: String, source: String,
        in work: Work
    ) async throws -> ID<Appointment> {
        try await NewVisit(
            customer: customer, site: site, jobType: jobType, technician: slot.technician, start: slot.start,
            notes: notes,
            source: source
        ).book(in: work)
    }

    func reschedule(_ appointment: ID<Appointment>, to slot: FreeSlot, in work: Work) async throws {
        try await MovedVisit(appointment: appointment, start: slot.start, technician: slot.technician).move(in: work)
    }

    func cancel(_ appointment: ID<Appointment>, reason: String, in work: Work) async throws {
        let visit = try await Visit.lock(appointment, in: work)
        try await visit.move(
            to: .cancelled, from: [.new, .booked, .confirmed, .enRoute, .onSite],
            ", cancelled_at = \(work.now), cancel_reason = \(reason)", event: EventKinds.appointmentCancelled,
            payload: [
                "job_type": .string(visit.jobTypeName), "starts_at": .text(visit.start), "reason": .string(reason),
            ],
            in: work)
    }

    func upcoming(for customer: ID<Customer>, in work: Work) async throws -> [AppointmentSummary] {
        let rows = try await work.query(
            """
            select t.id, t.name, t.duration_minutes, t.keywords, a.id as appointment, a.starts_at, a.ends_at, a.status,
              coalesce(m.name, '') as technician_name
            from appointments a
            join job_types t on t.org_id = a.org_id and t.id = a.job_type_id
            left join members m on m.org_id = a.org_id and m.id = a.technician_id
            where a.org_id = app_org() and a.customer_id = \(customer) and a.starts_at > \(work.now)
              and a.status in ('new', 'booked', 'confirmed', 'en_route')
            order by a.starts_at, a.id limit 50
            """)
        return try rows.map { row in
            AppointmentSummary(
                id: try row.get("appointment"), jobType: try JobTypeSummary(row: row), start: try row.get("starts_at"),
                end: try row.get("ends_at"), technicianName: try row.get("technician_name"),
                status: try row.get("status"))
        }
    }

    func openness(at time: Instant, in work: Work) async throws -> (isOpen: Bool, opensNext: Instant?) {
        let availability = try await Availability.load(time..<time, excluding: nil, in: work)
        let isOpen = availability.hours.isOpen(at: time, in: availability.zone)
        return (isOpen, isOpen ? nil : availability.hours.nextOpening(from: time, in: availability.zone))
    }

    func hoursInWords(in work: Work) async throws -> String {
        let availability = try await Availability.load(work.now..<work.now, excluding: nil, in: work)
        return HoursInWords(availability.hours).text
    }
}

extension JobTypeSummary {
    /// Reads `id`, `name`, `duration_minutes` and `keywords`.
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), duration: .minutes(try row.get("duration_minutes")),
            words: try row.get("keywords"))
    }
}

extension Availability {
    fileprivate func free(_ slot: Slot) -> FreeSlot {
        FreeSlot(
            start: slot.start, end: slot.end, technician: ID(slot.technician),
            technicianName: names[slot.technician] ?? "")
    }
}
