internal import Core

extension Dialogue {
    /// The next thing missing, or the search for times.
    mutating func proceed(_ facts: DialogueFacts) -> [Step] {
        if intent == .reschedule { return window == nil ? ask(.window, facts) : search(facts) }
        if jobType == nil, facts.jobs.count == 1 || IntentMatch.describesFault(Words(problem)) {
            jobType = Dialogue.generalJob(facts)
        }
        guard jobType != nil else { return ask(.job, facts, after: ["Happy to help."]) }
        guard name != nil else { return ask(.name, facts, after: ["Sure, let's get someone out to you."]) }
        guard address != nil else { return ask(.address, facts, after: ["Thanks, \(Wording.firstName(name ?? ""))."]) }
        guard phone != nil else { return ask(.phone, facts) }
        guard window != nil else { return ask(.window, facts) }
        return search(facts)
    }

    mutating func windowHeard(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        guard let found = newTime(in: text, facts) else {
            // "I don't mind": as soon as possible.
            guard
                Words(text).containsAny([
                    "dont mind", "dont care", "up to you", "you tell me", "what do you have", "whats available",
                    "not sure",
                ])
            else { return nil }
            window = SpokenWindow(range: facts.now..<(facts.now + .days(14)), precision: .vague, certainty: 0.6)
            return search(facts)
        }
        window = found
        return search(facts)
    }

    /// The time a caller wants, where they may name the old one as well: "from Tuesday to Friday".
    func newTime(in text: String, _ facts: DialogueFacts) -> SpokenWindow? {
        let time = SpokenTime(now: facts.now, zone: facts.zone)
        let words = text.split(separator: " ")
        if intent == .reschedule,
            let last = words.lastIndex(where: { ["to", "until", "for"].contains($0.lowercased()) }),
            let found = time.window(in: words[(last + 1)...].joined(separator: " ")),
            found.precision != .time || words.count - last > 2
        {
            return found
        }
        return time.window(in: text)
    }

    mutating func search(_ facts: DialogueFacts) -> [Step] {
        searches += 1
        if searches > 6 { return speakPerson(facts, .noSlots, ["Let's have someone find a time with you."]) }
        stage = .searching
        let range = window.flatMap { $0.precision == .vague ? nil : $0.range }
        let visit = intent == .reschedule ? caller?.appointment : nil
        let job = visit?.jobType ?? jobType ?? facts.jobs.first?.code ?? ""
        return [
            .findSlots(
                SlotSearch(
                    jobType: job, window: range, address: visit?.address ?? address, declined: declined,
                    moving: visit?.id))
        ]
    }

    mutating func offer(_ slots: [OfferedSlot], _ facts: DialogueFacts) -> [Step] {
        var times: Set<Instant> = []
        offers = Array(slots.filter { !declined.contains($0.id) && times.insert($0.start).inserted }.prefix(2))
        guard !offers.isEmpty else {
            guard let wanted = window, wanted.precision != .vague else {
                return speakPerson(facts, .noSlots, ["I'm sorry, I can't find a free time."])
            }
            window = SpokenWindow(
                range: facts.now..<(facts.now + .days(14)), precision: .vague, certainty: wanted.certainty)
            return search(facts)
        }
        let missed = window?.precision == .vague && searches > 1 && declined.isEmpty && failures == 0
        return ask(.slot, facts, after: missed ? ["I have nothing free then, but here's the closest."] : [])
    }

    mutating func slotHeard(_ text: String, _ confidence: Double, _ facts: DialogueFacts) -> [Step]? {
        if intent == .schedule, let corrected = SpokenAddress.find(in: text), corrected != address {
            address = corrected
            return ask(.slot, facts, after: ["Thanks, I've changed the address."])
        }
        let time = SpokenTime(now: facts.now, zone: facts.zone)
        switch SlotChoice.find(in: text, offers: offers, time: time) {
        case .chosen(let index):
            guard offers.indices.contains(index) else { return nil }
            if confidence >= Dialogue.sure { return accept(offers[index], facts) }
            chosen = offers[index]
            return ask(.bookingConfirm, facts)
        case .neither: return otherTimes(text, facts)
        case nil: return nil
        }
    }

    mutating func otherTimes(_ text: String, _ facts: DialogueFacts) -> [Step] {
        declined += offers.map(\.id)
        chosen = nil
        if Words(text).containsAny(["never mind", "nevermind", "forget it"]) {
            return finish(achieved ?? .abandoned, [Wording.goodbye])
        }
        if let found = sameDay(text, facts) ?? newTime(in: text, facts) {
            window = found
            return search(facts)
        }
        window = nil
        return ask(.window, facts, after: ["No problem."])
    }

    /// A time named without a day means the day just offered.
    private func sameDay(_ text: String, _ facts: DialogueFacts) -> SpokenWindow? {
        guard let offered = offers.first?.start else { return nil }
        let today = facts.zone.local(facts.now).date
        guard SpokenDayFinder(today: today).find(in: Words(text)).day == nil else { return nil }
        let morning = max(facts.now, facts.zone.startOfDay(facts.zone.local(offered).date))
        let found = SpokenTime(now: morning, zone: facts.zone).window(in: text)
        return found?.precision == .time || found?.precision == .partOfDay ? found : nil
    }

    /// The job for a problem that no job's words describe.
    static func generalJob(_ facts: DialogueFacts) -> String? {
        let general = facts.jobs.first { ["general", "visit", "service_call", "service"].contains($0.code) }
        return (general ?? facts.jobs.first)?.code
    }

    mutating func accept(_ slot: OfferedSlot, _ facts: DialogueFacts) -> [Step] {
        chosen = slot
        return commit(slot, facts)
    }

    /// The caller has agreed to `slot`: writes it.
    mutating func commit(_ slot: OfferedSlot, _ facts: DialogueFacts) -> [Step] {
        if intent == .reschedule {
            guard let visit = caller?.appointment, isTrusted else { return aboutVisit("", facts) }
            stage = .moving
            return [.reschedule(appointment: visit.id, to: slot)]
        }
        guard let name, let address, let jobType else { return proceed(facts) }
        stage = .booking
        return [
            .book(Booking(slot: slot, name: name, address: address, phone: phone, jobType: jobType, problem: problem))
        ]
    }

    mutating func booked(_ receipt: BookingReceipt, _ facts: DialogueFacts) -> [Step] {
        achieved = .booked
        if isGone { return finish(.booked, []) }
        let who = chosen?.technician.map { "\($0) will be there" } ?? "Someone will be there"
        let reference = receipt.reference.map { " Your reference is \($0)." } ?? ""
        let thanks = name.map { "You're all set, \(Wording.firstName($0))." } ?? "You're all set."
        return ask(
            .anythingElse, facts, after: ["\(thanks) \(who) \(SpokenMoment.text(receipt.start, facts)).\(reference)"])
    }

    mutating func writeFailed(_ failure: BookingFailure, _ facts: DialogueFacts) -> [Step] {
        if isGone { return phone == nil ? finish(settled, []) : queueCallback(.failure, then: .callbackQueued) }
        failures += 1
        switch failure {
        case .slotTaken where failures <= 2 && stage != .cancelling:
            if let chosen { declined.append(chosen.id) }
            chosen = nil
            let steps = search(facts)
            return [.say("Oh, that one was taken just now. Let me look again.")] + steps
        case .addressNotFound where failures <= 2 && stage == .booking:
            (address, chosen) = (nil, nil)
            return ask(
                .address, facts,
                after: ["I couldn't find that address. Let's try once more, with the house number, street and town."])
        case .outsideServiceArea:
            return speakPerson(
                facts, .outsideServiceArea,
                ["I'm sorry, that's outside the area we usually cover. Let me have someone check for you."])
        case .slotTaken, .addressNotFound, .unavailable:
            return speakPerson(facts, .failure, ["I'm sorry, I couldn't complete that just now."])
        }
    }
}
