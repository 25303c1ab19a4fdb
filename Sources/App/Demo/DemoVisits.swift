internal import Contracts
internal import Core

/// A visit as it is being made up.
struct DemoVisit: Sendable {
    let id: Identifier
    let customer: Int
    let site: DemoCustomer.Site
    let job: DemoFacts.Job
    let technician: DemoFacts.Person
    let start: Instant
    let bookedAt: Instant
    let story: String
    let problem: DemoSpeech.Problem
    let source: String
    var status = "booked"

    var end: Instant { start + .minutes(job.minutes) }

    /// What its events tell.
    var payload: [String: JSON] {
        [
            "job_type": .string(job.name), "starts_at": .text(start), "ends_at": .text(end),
            "technician_name": .string(technician.name), "technician_id": .text(technician.id),
        ]
    }
}

extension DemoBook {
    /// Hour and minute at which each technician's four turns of the day begin: the longest job and its way fit between.
    private static let turns = [(8, 0), (10, 15), (13, 0), (15, 15)]
    static let firstDay = -364
    static let lastDay = 13

    /// A year of working days for every technician, and two weeks to come.
    mutating func addVisits() {
        for day in Self.firstDay...Self.lastDay {
            for technician in facts.technicians {
                for turn in Self.turns.indices where random.chance(load(day, turn)) { addVisit(day, turn, technician) }
            }
        }
    }

    /// How much of a turn is taken, in percent: mornings are busy, the business grows, and the days to come fill up.
    private func load(_ day: Int, _ turn: Int) -> Int {
        let isMorning = turn < 2
        guard facts.isWorkday(day) else { return day == 0 && isMorning ? 50 : 0 }
        switch day {
        case 0: return isMorning ? 80 : 60
        case 1...3: return isMorning ? 66 : 34
        case 4...: return isMorning ? 32 : 16
        case -21..<0: return isMorning ? 54 : 34
        default: return (isMorning ? 36 : 22) + 12 * (day - Self.firstDay) / 364
        }
    }

    private mutating func addVisit(_ day: Int, _ turn: Int, _ technician: DemoFacts.Person) {
        let problem = random.pick(DemoSpeech.problems)
        guard let job = facts.jobs[problem.job] else { return }
        let (hour, minute) = Self.turns[turn]
        let start = facts.time(day, hour, minute + (job.minutes <= 90 ? random.pick([0, 0, 15, 30]) : 0))
        let lead = random.pick([1, 1, 1, 2, 2, 3, 4, 6])
        let asked = facts.time(day - lead, random.number(7...19), random.number(0...58))
        let bookedAt = asked < facts.now - .minutes(20) ? asked : facts.now - .minutes(random.number(20...9000))
        let source = random.pick(["call", "call", "call", "call", "workspace", "booking"])
        let story = source == "call" ? "call-CA\(hex(32))" : "\(source)-\(id(at: bookedAt))"
        let isNew = customers.count < Self.customerCount - Self.prospectCount && random.chance(38)
        guard let customer = isNew ? newcomer(source, bookedAt, story) : regular(before: bookedAt, day) else { return }
        var visit = DemoVisit(
            id: id(at: bookedAt), customer: customer, site: random.pick(customers[customer].sites), job: job,
            technician: technician, start: start, bookedAt: bookedAt, story: story, problem: problem, source: source)
        visit.status = status(of: visit)
        customers[customer].visits += 1
        customers[customer].lastVisit = max(day, customers[customer].lastVisit ?? day)
        if job.name == "Broadband installation", !customers[customer].tags.contains("Broadband") {
            customers[customer].tags.append("Broadband")
        }
        record(visit, isNewcomer: isNew)
    }

    mutating func hex(_ count: Int) -> String {
        String((0..<count).map { _ in random.pick(Array("0123456789abcdef")) })
    }

    private mutating func newcomer(_ source: String, _ bookedAt: Instant, _ story: String) -> Int {
        let actor =
            source == "call" ? Self.assistant : source == "workspace" ? random.pick(facts.desk).actor : "system:booking"
        let told = ["call": "call", "booking": "booking"][source] ?? "referral"
        return addCustomer(source: told, at: bookedAt + .seconds(source == "call" ? 55 : 0), by: actor, story: story)
    }

    /// Somebody who has been here before, but not just now. nil if nobody turns up.
    private mutating func regular(before time: Instant, _ day: Int) -> Int? {
        for _ in 0..<30 {
            let index = random.number(0...(customers.count - 1))
            let customer = customers[index]
            let limit = customer.who.industry == nil ? 4 : 7
            guard customer.createdAt < time - .days(2), customer.visits < limit else { continue }
            if let last = customer.lastVisit, day - last < 24 { continue }
            return index
        }
        return nil
    }

    private mutating func status(of visit: DemoVisit) -> String {
        if visit.start > facts.now {
            if random.chance(4) { return "cancelled" }
            if visit.start - facts.now < .minutes(40) { return "en_route" }
            return visit.start - facts.now < .days(4) && random.chance(60) ? "confirmed" : "booked"
        }
        if visit.end > facts.now { return "on_site" }
        let fate = random.number(0...99)
        return fate < 4 ? "cancelled" : fate < 7 ? "no_show" : "completed"
    }

    private mutating func record(_ visit: DemoVisit, isNewcomer: Bool) {
        let cancelledAt = min(visit.bookedAt + .hours(random.number(1...8)), facts.now - .minutes(5))
        let isDone = visit.status == "completed"
        let doneAt = min(visit.end - .minutes(random.number(0...20)), facts.now)
        let arrived = ["completed", "on_site"].contains(visit.status)
        let occupies = visit.start + .minutes(visit.job.minutes + visit.job.buffer)
        visits.append([
            "id": .text(visit.id), "customer_id": .text(customers[visit.customer].id), "site_id": .text(visit.site.id),
            "job_type_id": .text(visit.job.id), "technician_id": .text(visit.technician.id),
            "during": .string("[\(visit.start),\(visit.end))"), "occupies": .string("[\(visit.start),\(occupies))"),
            "status": .string(visit.status), "source": .string(visit.source),
            "notes": .string(isDone ? visit.problem.words + "\n\n" + visit.problem.remedy : visit.problem.words),
            "arrived_at": arrived ? .text(visit.start) : .null, "completed_at": isDone ? .text(doneAt) : .null,
            "cancelled_at": visit.status == "cancelled" ? .text(cancelledAt) : .null,
            "cancel_reason": visit.status == "cancelled" ? "No longer needed" : .null, "version": 1,
            "created_at": .text(visit.bookedAt), "updated_at": .text(visit.bookedAt),
        ])
        if visit.source == "call" { addBookingCall(visit, isNewcomer: isNewcomer) }
        tellBooking(visit)
        tellCourse(visit, cancelledAt: cancelledAt, doneAt: doneAt)
        if isDone { bill(visit, doneAt) }
    }

    private mutating func tell(
        _ kind: String, _ visit: DemoVisit, by actor: String, at time: Instant, _ more: [String: JSON] = [:]
    ) {
        tell(
            kind, "appointments", visit.id, of: customers[visit.customer].id, by: actor, story: visit.story, at: time,
            .object(visit.payload.merging(more) { $1 }))
    }

    private mutating func tellBooking(_ visit: DemoVisit) {
        let isNewcomer = customers[visit.customer].createdAt >= visit.bookedAt
        let at = visit.bookedAt + .seconds(visit.source != "call" ? 1 : isNewcomer ? 58 : 33)
        let actor =
            visit.source == "call"
            ? Self.assistant : visit.source == "workspace" ? random.pick(facts.desk).actor : "system:booking"
        tell(EventKinds.appointmentBooked, visit, by: actor, at: at, ["source": .string(visit.source)])
        confirmByText(visit, at: at + .seconds(4))
    }

    private mutating func tellCourse(_ visit: DemoVisit, cancelledAt: Instant, doneAt: Instant) {
        let technician = visit.technician.actor
        if visit.status == "cancelled" {
            return tell(
                EventKinds.appointmentCancelled, visit, by: random.pick(facts.desk).actor, at: cancelledAt,
                ["reason": "No longer needed"])
        }
        if visit.status != "booked", random.chance(60) || visit.status == "confirmed" {
            let at =
                visit.bookedAt
                + .minutes(
                    random.number(6...min(1200, max(7, Int((facts.now - visit.bookedAt).components.seconds / 60)))))
            if at < visit.start {
                tell(EventKinds.appointmentConfirmed, visit, by: random.pick(facts.desk).actor, at: at)
            }
        }
        guard !["booked", "confirmed"].contains(visit.status) else { return }
        tell(
            EventKinds.appointmentDeparted, visit, by: technician,
            at: min(visit.start - .minutes(random.number(12...28)), facts.now))
        if visit.status == "no_show" {
            return tell(EventKinds.appointmentMissed, visit, by: technician, at: visit.start + .minutes(20))
        }
        guard visit.status != "en_route" else { return }
        tell(EventKinds.appointmentArrived, visit, by: technician, at: visit.start)
        guard visit.status == "completed" else { return }
        tell(
            EventKinds.appointmentCompleted, visit, by: technician, at: doneAt,
            [
                "job_type_id": .text(visit.job.id), "price_minor": .int(visit.job.price), "currency": "USD",
                "notes": .string(visit.problem.remedy),
            ])
    }
}
