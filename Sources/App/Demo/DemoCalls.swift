internal import Contracts
internal import Core

/// A call as it is being made up.
private struct DemoCall {
    let id: Identifier
    let story: String
    let startedAt: Instant
    let number: String
    let customer: Identifier?
    let customerName: String?
    var outcome: String
    var intent: String
    var summary: String?
    var appointment: Identifier?
    var lines: [(speaker: String, text: String)] = []
}

extension DemoBook {
    private static let greeting = "Thanks for calling Harbor Home Services. How can I help?"

    /// The call in which a visit was booked.
    mutating func addBookingCall(_ visit: DemoVisit, isNewcomer: Bool) {
        let customer = customers[visit.customer]
        let when = WrittenTime.moment(visit.start, facts.zone)
        var call = DemoCall(
            id: id(at: visit.bookedAt), story: visit.story, startedAt: visit.bookedAt, number: customer.who.phone,
            customer: customer.id, customerName: isNewcomer ? nil : customer.who.name, outcome: "booked",
            intent: "schedule")
        call.summary = "Booked \(when) with \(visit.technician.name): “\(visit.problem.words)”"
        call.appointment = visit.id
        let first = customer.who.contact.prefix { $0 != " " }
        call.lines = [
            (
                "assistant",
                isNewcomer ? Self.greeting : "Hi \(first), thanks for calling Harbor Home Services. How can I help?"
            ),
            ("caller", visit.problem.words),
        ]
        if isNewcomer {
            call.lines += [
                ("assistant", "May I have your name, please?"), ("caller", "It's \(customer.who.contact)."),
                ("assistant", "What's the street address for the visit?"), ("caller", visit.site.address),
            ]
        }
        call.lines += [
            ("assistant", "I can have someone at \(visit.site.address) \(when). Shall I book that?"),
            ("caller", random.pick(["Yes, please.", "That works.", "Sure, book it.", "Perfect, yes."])),
            (
                "assistant",
                "You're booked for \(when) with \(visit.technician.name). I've sent you a text message. Is there anything else?"
            ),
            ("caller", random.pick(["No, that's all. Thank you.", "No, thanks!", "That's it, thanks."])),
            ("assistant", "Thanks for calling. Goodbye."),
        ]
        add(call)
    }

    /// Calls about other things, and whom to call back.
    mutating func addErrands() {
        for day in DemoBook.firstDay...0 where facts.isWorkday(day) || day == 0 {
            for _ in 0..<random.number(0...2) {
                let at = facts.time(day, random.number(7...19), random.number(0...58))
                if at < facts.now - .minutes(8) { addErrand(random.pick(DemoSpeech.errands), at) }
            }
        }
        // Some wait to be called back whatever the hour.
        for (number, errand) in DemoSpeech.errands.filter({ $0.reason != nil }).enumerated() {
            addErrand(errand, facts.now - .minutes(25 + 55 * number), isOpen: true)
        }
    }

    private mutating func addErrand(_ errand: DemoSpeech.Errand, _ at: Instant, isOpen: Bool = false) {
        let known =
            errand.isKnown
            ? customers.indices.filter { customers[$0].createdAt < at - .days(1) }.randomElement(using: &random) : nil
        let customer = known.map { customers[$0] }
        let number = customer?.who.phone ?? identities.next(&random, businessPercent: 0).phone
        var call = DemoCall(
            id: id(at: at), story: "call-CA\(hex(32))", startedAt: at, number: number, customer: customer?.id,
            customerName: customer?.who.name, outcome: errand.outcome, intent: errand.intent)
        call.summary =
            errand.reason != nil
            ? "Asked to be called back: “\(errand.words)”"
            : errand.outcome == "abandoned" ? nil : "Asked: “\(errand.words)”"
        call.lines = [("assistant", Self.greeting), ("caller", errand.words), ("assistant", errand.answer)]
        if ["answered", "callback_queued"].contains(errand.outcome) {
            call.lines += [("caller", "All right, thank you."), ("assistant", "Thanks for calling. Goodbye.")]
        }
        add(call)
        if let reason = errand.reason { addCallback(call, reason, errand.words, isOpen: isOpen) }
    }

    private mutating func addCallback(_ call: DemoCall, _ reason: String, _ about: String, isOpen: Bool) {
        let at = call.startedAt + .seconds(15)
        let callback = id(at: at)
        let clerk = random.pick(facts.desk).actor
        let done = min(at + .minutes(random.number(20...300)), facts.now)
        let resolution = random.pick(["Called back", "Explained the bill", "Sent an estimate", "Left a message"])
        callbacks.append([
            "id": .text(callback), "call_id": .text(call.id), "customer_id": .text(call.customer),
            "number": .string(call.number),
            "name": .text(call.customerName), "reason": .string(reason), "about": .string(about),
            "status": isOpen ? "open" : "done", "resolution": isOpen ? .null : .string(resolution),
            "resolved_at": isOpen ? .null : .text(done), "resolved_by": isOpen ? .null : .string(clerk),
            "correlation_id": .string(call.story), "version": 1, "created_at": .text(at), "updated_at": .text(at),
        ])
        tell(
            EventKinds.callbackQueued, "callbacks", callback, of: call.customer, by: Self.assistant, story: call.story,
            at: at,
            ["reason": .string(reason), "number": .string(call.number), "name": .text(call.customerName)])
        guard !isOpen else { return }
        tell(
            "callback.resolved", "callbacks", callback, of: call.customer, by: clerk, story: call.story, at: done,
            ["resolution": .string(resolution)])
    }

    /// Last evening's burst pipe, which the admin took on.
    mutating func addEmergency() {
        let at = min(facts.time(-1, 20, 14), facts.now - .hours(3))
        guard
            let index = customers.lastIndex(where: {
                $0.lastVisit.map { $0 < 0 } ?? false && $0.createdAt < at - .days(20)
            })
        else { return }
        let customer = customers[index]
        let words = "A pipe burst in the utility room and water is coming through the ceiling right now!"
        var call = DemoCall(
            id: id(at: at), story: "call-CA\(hex(32))", startedAt: at, number: customer.who.phone,
            customer: customer.id,
            customerName: customer.who.name, outcome: "emergency_escalated", intent: "emergency")
        call.summary = "Emergency (plumbing): “\(words)”"
        call.lines = [
            ("assistant", Self.greeting), ("caller", words),
            ("assistant", "Is this an emergency, with danger or damage happening right now?"),
            ("caller", "Yes, please hurry!"),
            (
                "assistant",
                "I'm alerting our emergency team this moment. If you can, close the main water valve. They will call you right back."
            ),
        ]
        add(call)
        let emergency = id(at: at + .seconds(31))
        let raisedAt = at + .seconds(31)
        let taker = facts.desk.first { $0.role == .admin } ?? facts.desk[0]
        emergencies.append([
            "id": .text(emergency), "call_id": .text(call.id), "customer_id": .text(customer.id),
            "category": "plumbing",
            "reasons": ["burst pipe", "water coming through the ceiling"], "words": .string(words),
            "number": .string(customer.who.phone),
            "name": .string(customer.who.name), "address": .string(customer.sites[0].address), "status": "acknowledged",
            "raised_at": .text(raisedAt), "acknowledged_at": .text(raisedAt + .seconds(74)),
            "acknowledged_by": .string(taker.name),
            "acknowledged_via": "call", "correlation_id": .string(call.story), "version": 1,
            "created_at": .text(raisedAt),
            "updated_at": .text(raisedAt + .seconds(74)),
        ])
        alerts.append([
            "emergency_id": .text(emergency), "step": 0, "contact_name": .string(taker.name), "number": "+15125550102",
            "provider_call_id": .string("CA\(hex(32))"), "at": .text(raisedAt + .seconds(2)),
            "call_status": "completed",
        ])
        tell(
            EventKinds.emergencyRaised, "emergencies", emergency, of: customer.id, by: Self.assistant,
            story: call.story,
            at: raisedAt,
            [
                "category": "plumbing", "words": .string(words), "address": .string(customer.sites[0].address),
                "call_id": .text(call.id),
            ])
        tell(
            EventKinds.emergencyAcknowledged, "emergencies", emergency, of: customer.id, by: "system:alerts",
            story: call.story,
            at: raisedAt + .seconds(74), ["by": .string(taker.name), "via": "call"])
    }

    /// Writes a call down with its transcript and tells of it.
    private mutating func add(_ call: DemoCall) {
        var at = call.startedAt + .seconds(2)
        for (position, line) in call.lines.enumerated() {
            let isCaller = line.speaker == "caller"
            callLines.append([
                "call_id": .text(call.id), "position": .int(Int64(position)), "speaker": .string(line.speaker),
                "text": .string(line.text),
                "confidence": isCaller ? .double(Double(random.number(84...98)) / 100) : .null,
                "at": .text(at),
            ])
            at = at + .seconds(isCaller ? 3 + line.text.count / 12 : 4 + line.text.count / 12)
        }
        let seconds = Int64((at - call.startedAt).components.seconds)
        let turns = Int64(call.lines.count { $0.speaker == "caller" })
        calls.append([
            "id": .text(call.id), "provider_call_id": .string(String(call.story.dropFirst(5))), "direction": "inbound",
            "our_number": .string(Demo.number), "their_number": .string(call.number),
            "customer_id": .text(call.customer),
            "appointment_id": .text(call.appointment), "status": "completed", "outcome": .string(call.outcome),
            "intent": .string(call.intent), "summary": .text(call.summary), "state": facts.callState,
            "dialogue": facts.dialogue, "turn": .int(turns), "started_at": .text(call.startedAt),
            "answered_at": .text(call.startedAt + .seconds(2)), "ended_at": .text(at),
            "duration_seconds": .int(seconds),
            "last_heard_at": .text(at), "correlation_id": .string(call.story), "version": 1,
            "created_at": .text(call.startedAt), "updated_at": .text(at),
        ])
        tell(
            EventKinds.callStarted, "calls", call.id, of: call.customer, by: Self.assistant, story: call.story,
            at: call.startedAt,
            ["from": .string(call.number), "customer_name": .text(call.customerName)])
        tell(
            EventKinds.callEnded, "calls", call.id, of: call.customer, by: Self.assistant, story: call.story, at: at,
            [
                "outcome": .string(call.outcome), "summary": .text(call.summary), "duration_seconds": .int(seconds),
                "turns": .int(turns), "from": .string(call.number),
            ])
    }
}
