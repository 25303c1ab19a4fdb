internal import CallEngine
internal import Contracts
internal import Core
internal import Jobs
internal import Phone
internal import Postgres
internal import Records

/// Performs what the conversation asks for and tells it what came of it. Each effect is an action of a domain in the
/// call's own transaction: what the caller is told has happened, has.
struct CallEffects: Sendable {
    let desk: CallDesk
    let work: Work

    /// Performs an effect; nil for steps that are for the line.
    func perform(_ step: Step, _ call: inout CallRecord) async throws -> Heard? {
        switch step {
        case .findSlots(let search): return .slots(try await findSlots(search))
        case .book(let booking): return try await attempt(&call) { try await book(booking, &$0) }
        case .reschedule(let appointment, let slot):
            return try await attempt(&call) { try await reschedule(ID(appointment), to: slot, &$0) }
        case .cancel(let appointment):
            return try await attempt(&call) { call in
                try await desk.appointments.cancel(
                    ID(appointment), reason: "Cancelled by the customer on the phone", in: work)
                call.appointment = appointment
                return .cancelled
            }
        case .alertOwner(let alert): return try await raise(alert, &call)
        case .queueCallback(let request): return try await queueCallback(request, &call)
        case .say, .gather, .recordVoicemail, .transfer, .end: return nil
        }
    }

    /// A write that may be refused: then nothing of it stays and the caller hears why.
    private func attempt(
        _ call: inout CallRecord, _ write: (inout CallRecord) async throws -> Heard
    ) async throws -> Heard {
        let before = call
        do {
            var changed = call
            let heard = try await work.savepoint { try await write(&changed) }
            call = changed
            return heard
        } catch let error as PostgresError where error.state.hasPrefix("23") {
            call = before
            return .bookingFailed(error.state == "23P01" ? .slotTaken : .unavailable)
        } catch let problem as Problem where problem.status < 500 {
            call = before
            return .bookingFailed(problem.code == "slot_taken" ? .slotTaken : .unavailable)
        }
    }

    // MARK: - Appointments

    /// The two best times. A caller without a wish gets the earliest, and another soon after it.
    private func findSlots(_ search: SlotSearch) async throws -> [OfferedSlot] {
        let jobType = try await jobType(search.jobType)
        let wanted = 2 + search.declined.count
        let moving = search.moving.map { ID<Appointment>($0) }
        var from = work.now
        var until = work.now + .days(14)
        if let window = search.window {
            from = max(window.lowerBound, work.now)
            until = window.upperBound
        } else {
            let earliest = try await desk.appointments.slots(
                for: jobType, from: from, until: until, limit: 1, excluding: moving, in: work)
            if let first = earliest.first { until = min(until, first.start + .hours(30)) }
        }
        let slots = try await desk.appointments.slots(
            for: jobType, from: from, until: until, limit: wanted, excluding: moving, in: work)
        return slots.map(Self.offered).filter { !search.declined.contains($0.id) }.prefix(2).map { $0 }
    }

    private func jobType(_ code: String) async throws -> ID<JobType> {
        if let id = ID<JobType>(code) { return id }
        return try await desk.appointments.jobType(for: code, in: work).id
    }

    private func book(_ booking: Booking, _ call: inout CallRecord) async throws -> Heard {
        let slot = try Self.slot(booking.slot)
        let jobType = try await jobType(booking.jobType)
        try await desk.appointments.checkFree(slot, for: jobType, in: work)
        let customer = try await self.customer(name: booking.name, number: booking.phone ?? call.theirNumber, &call)
        let site = try await desk.customers.site(of: customer, address: booking.address, in: work)
        let appointment = try await desk.appointments.book(
            customer: customer, site: site, jobType: jobType, slot: slot, notes: booking.problem, source: "call",
            in: work)
        call.appointment = appointment.value
        call.summary = "Booked \(moment(slot.start)) with \(slot.technicianName): “\(booking.problem)”"
        try await confirm(customer, appointment, "is booked for", slot)
        return .booked(BookingReceipt(appointment: appointment.value, start: slot.start, end: slot.end))
    }

    private func reschedule(_ appointment: ID<Appointment>, to offered: OfferedSlot, _ call: inout CallRecord)
        async throws -> Heard
    {
        let slot = try Self.slot(offered)
        try await desk.appointments.reschedule(appointment, to: slot, in: work)
        call.appointment = appointment.value
        call.summary = "Moved the visit to \(moment(slot.start))"
        if let customer = call.customer { try await confirm(customer, appointment, "has been moved to", slot) }
        return .rescheduled(BookingReceipt(appointment: appointment.value, start: slot.start, end: slot.end))
    }

    private func confirm(_ customer: ID<Customer>, _ appointment: ID<Appointment>, _ what: String, _ slot: FreeSlot)
        async throws
    {
        let summary = try await desk.customers.summary(customer, in: work)
        guard let number = summary.phone else { return }
        let business = try await desk.store.profile(work.context.organisation).name
        try await desk.messages.sendText(
            to: number,
            "\(business): your visit \(what) \(moment(slot.start)) with \(slot.technicianName)."
                + (summary.address.map { " Address: \($0)." } ?? "") + " Reply STOP to opt out.",
            customer: customer, about: ("appointments", appointment.value), in: work)
    }

    /// The number a caller gave, if it is one; else the one they call from.
    private func number(said: String?, in call: CallRecord) -> String? {
        guard let said else { return call.theirNumber }
        do { return try PhoneNumber(parsing: said, country: work.context.country).e164 } catch {
            return call.theirNumber
        }
    }

    /// The caller's customer, made or given a name if need be.
    private func customer(name: String, number: String?, _ call: inout CallRecord) async throws -> ID<Customer> {
        if let known = call.customer { return known }
        let e164 = self.number(said: number, in: call)
        if let e164, let found = try await desk.customers.find(phone: e164, in: work) {
            call.customer = found.id
            return found.id
        }
        let customer = try await desk.customers.create(name: name, phone: e164, email: nil, source: "call", in: work)
        call.customer = customer
        return customer
    }

    // MARK: - Emergencies and callbacks

    private func raise(_ alert: EmergencyAlert, _ call: inout CallRecord) async throws -> Heard {
        if call.customer == nil, let name = alert.name {
            _ = try await customer(name: name, number: alert.phone, &call)
        }
        let id = work.context.newID(Emergency.self)
        let rows = try await work.query(
            """
            insert into emergencies (org_id, id, call_id, customer_id, category, reasons, words, number, name, address, raised_at,
              correlation_id)
            values (app_org(), \(id), \(call.id), \(call.customer), \(alert.category.rawValue), \(alert.reasons), \(alert.words),
              \(alert.phone ?? call.theirNumber), \(alert.name), \(alert.address), \(work.now), \(work.context.correlation))
            on conflict on constraint emergencies_call_key do update set reasons = excluded.reasons, words = excluded.words,
              customer_id = coalesce(excluded.customer_id, emergencies.customer_id),
              name = coalesce(excluded.name, emergencies.name), address = coalesce(excluded.address, emergencies.address)
            returning id, version = 1 as is_new
            """)
        let row = try rows.one("emergency")
        let emergency: Identifier = try row.get("id")
        call.summary = "Emergency (\(alert.category.rawValue)): “\(alert.words)”"
        if try row.get("is_new") {
            try work.emit(
                EventKinds.emergencyRaised, "emergencies", emergency, customer: call.customer,
                [
                    "category": .string(alert.category.rawValue), "words": .string(alert.words),
                    "address": .text(alert.address), "call_id": .text(call.id),
                ])
            try work.enqueue(
                NewJob(
                    EmergencyAlertJob.name, payload: ["emergency": .text(emergency), "step": 0], priority: .urgent,
                    idempotencyKey: "alert/\(emergency)/0"))
        }
        return .alertSent
    }

    private func queueCallback(_ request: CallbackRequest, _ call: inout CallRecord) async throws -> Heard {
        let number = self.number(said: request.phone, in: call)
        // What was said of a number that cannot be dialled is all there is to go by.
        let said = number == nil ? request.phone.map { "Number as said: \($0)" } : nil
        let about = [request.about, said ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
        if call.customer == nil, let name = request.name { _ = try await customer(name: name, number: number, &call) }
        let rows = try await work.query(
            """
            insert into callbacks (org_id, id, call_id, customer_id, number, name, reason, about, correlation_id)
            values (app_org(), \(work.context.newID(Callback.self)), \(call.id), \(call.customer), \(number), \(request.name),
              \(request.reason.rawValue), \(about), \(work.context.correlation))
            on conflict (org_id, number) where status = 'open' do update set reason = excluded.reason,
              about = concat_ws(E'\\n', nullif(callbacks.about, ''), nullif(excluded.about, '')), call_id = excluded.call_id
            returning id
            """)
        if call.summary == nil {
            call.summary = "Asked to be called back" + (request.about.isEmpty ? "" : ": “\(request.about)”")
        }
        try work.emit(
            EventKinds.callbackQueued, "callbacks", try rows.one("callback").get("id"), customer: call.customer,
            ["reason": .string(request.reason.rawValue), "number": .text(number), "name": .text(request.name)])
        return .callbackQueued
    }

    // MARK: - Slots by name

    /// "Tue, Nov 24 at 2:00 PM".
    private func moment(_ time: Instant) -> String { WrittenTime.moment(time, work.context.zone) }

    private static func offered(_ slot: FreeSlot) -> OfferedSlot {
        OfferedSlot(
            id: "\(slot.technician)/\(slot.start.microseconds)/\(slot.end.microseconds)", start: slot.start,
            end: slot.end,
            technician: slot.technicianName)
    }

    private static func slot(_ offered: OfferedSlot) throws -> FreeSlot {
        let parts = offered.id.split(separator: "/")
        guard parts.count == 3, let technician = ID<User>(parts[0]) else {
            throw Problem.conflict("slot_taken", "That time is no longer known.")
        }
        return FreeSlot(
            start: offered.start, end: offered.end, technician: technician, technicianName: offered.technician ?? "")
    }
}

/// Somebody's emergency, and somebody to be called back.
enum Emergency {}
enum Callback {}
