import CallEngine
import Core
import Testing

/// A caller and a business to talk to: performs every effect at once, keeps what was said and done.
struct DialogueBench {
    var dialogue = Dialogue()
    var facts: DialogueFacts
    var said: [String] = []
    var effects: [Step] = []
    var last: Step?
    /// What the next writes answer; succeeds when empty.
    var failures: [BookingFailure] = []
    var noSlots = false
    var alertFails = false

    static let zone = Zone("America/New_York") ?? .utc
    /// Wednesday 4 March 2026, 10:00.
    static let now = Instant(seconds: 1_772_636_400)

    init(person: TransferTarget? = nil) {
        facts = DialogueFacts(
            businessName: "Bright Plumbing", now: DialogueBench.now, zone: DialogueBench.zone,
            jobs: [
                JobOffer(code: "leak", name: "leak repair", words: ["leak", "drip", "faucet"]),
                JobOffer(code: "drain", name: "drain cleaning", words: ["drain", "clog", "toilet"]),
                JobOffer(code: "general", name: "service call", words: ["visit", "look", "broken"]),
            ],
            hoursText: "Monday to Friday, eight to six", person: person,
            answers: [PreparedAnswer(words: ["how much", "price", "cost"], answer: "A visit is 89 dollars.")])
    }

    static let appointment = UpcomingAppointment(
        id: Identifier(high: 1, low: 1), start: now + .days(1), end: now + .days(1) + .hours(1), jobType: "leak",
        technician: "Sam", address: "14 Elm Street, Austin")

    var outcome: Outcome? { dialogue.outcome }
    var transcript: String { said.joined(separator: "\n") }

    mutating func start(
        number: String? = "+15125550100", caller: KnownCaller? = nil, open: Bool = true, blocked: Bool = false
    ) throws {
        try hear(.start(CallStart(callerNumber: number, caller: caller, isBusinessOpen: open, isBlocked: blocked)))
    }

    mutating func say(_ text: String, confidence: Double = 0.9) throws {
        said.append("> " + text)
        try hear(.speech(text, confidence: confidence))
    }

    mutating func hear(_ heard: Heard) throws {
        var next: Heard? = heard
        while let now = next {
            // The state rests as JSON between any two things heard.
            let json = try JSONCoding.encode(dialogue)
            dialogue = try JSONCoding.decode(Dialogue.self, json)
            let steps = dialogue.hear(now, facts: facts)
            try #require(!steps.isEmpty)
            for step in steps.dropLast() {
                guard case .say(let text) = step else { throw BenchError.notLast(step) }
                said.append(text)
            }
            last = steps.last
            next = steps.last.flatMap { perform($0) }
        }
    }

    private mutating func perform(_ step: Step) -> Heard? {
        switch step {
        case .say, .gather, .end, .transfer, .recordVoicemail: return nil
        case .findSlots(let search):
            effects.append(step)
            return .slots(noSlots ? [] : slots(search))
        case .book(let booking):
            effects.append(step)
            if !failures.isEmpty { return .bookingFailed(failures.removeFirst()) }
            return .booked(
                BookingReceipt(
                    appointment: Identifier(high: 2, low: 2), start: booking.slot.start, end: booking.slot.end))
        case .reschedule(let id, let slot):
            effects.append(step)
            if !failures.isEmpty { return .bookingFailed(failures.removeFirst()) }
            return .rescheduled(BookingReceipt(appointment: id, start: slot.start, end: slot.end))
        case .cancel:
            effects.append(step)
            return failures.isEmpty ? .cancelled : .bookingFailed(failures.removeFirst())
        case .alertOwner:
            effects.append(step)
            return alertFails ? .alertFailed : .alertSent
        case .queueCallback:
            effects.append(step)
            return .callbackQueued
        }
    }

    /// Two a day at 1 and 2 in the afternoon, and 9 in the morning, inside what is wanted.
    private func slots(_ search: SlotSearch) -> [OfferedSlot] {
        let today = DialogueBench.zone.local(DialogueBench.now).date
        return (1...14).flatMap { day in
            [9, 13, 14].compactMap { hour in
                LocalTime(hour: hour, minute: 0).map {
                    let start = DialogueBench.zone.instant(LocalDateTime(today.adding(days: day), $0))
                    return OfferedSlot(id: "\(day)-\(hour)", start: start, end: start + .hours(1))
                }
            }
        }.filter { search.window?.contains($0.start) ?? true }
    }

    func did(_ test: (Step) -> Bool) -> Bool { effects.contains(where: test) }
    var booking: Booking? {
        effects.compactMap { if case .book(let booking) = $0 { booking } else { nil } }.last
    }
    var alerts: [EmergencyAlert] {
        effects.compactMap { if case .alertOwner(let alert) = $0 { alert } else { nil } }
    }
    var callbacks: [CallbackRequest] {
        effects.compactMap { if case .queueCallback(let request) = $0 { request } else { nil } }
    }
}

enum BenchError: Error { case notLast(Step) }
