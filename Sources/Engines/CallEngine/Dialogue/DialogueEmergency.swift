internal import Core

extension Dialogue {
    /// Listens for trouble in whatever was said; nil if there is none to act on.
    mutating func emergencyHeard(_ text: String, _ confidence: Double, _ facts: DialogueFacts) -> [Step]? {
        let score = EmergencyScore(of: text, table: facts.emergencies)
        guard score.level > .none else { return nil }
        if score.level == .confirmed, confidence >= Dialogue.audible || score.isLifeSafety {
            emergency = score
            problem = problem.isEmpty ? text : problem + " / " + text
            absorb(text, facts)
            return escalate(facts)
        }
        guard !emergencyDenied else { return nil }
        emergency = score
        if problem.isEmpty { problem = text }
        absorb(text, facts)
        return ask(.emergencyConfirm, facts)
    }

    /// The caller calls it an emergency without saying what it is.
    mutating func askEmergency(_ text: String, _ facts: DialogueFacts) -> [Step] {
        if !text.isEmpty { absorb(text, facts) }
        return ask(.emergencyConfirm, facts)
    }

    mutating func emergencyAnswered(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        let score = EmergencyScore(of: text, table: facts.emergencies)
        if score.level == .confirmed {
            emergency = score
            problem += " / " + text
            return escalate(facts)
        }
        switch YesNo(in: text) {
        case .yes:
            absorb(text, facts)
            return escalate(facts)
        case .no:
            emergencyDenied = true
            emergency = nil
            let found = IntentMatch.find(problem, facts, hasVisit: caller?.appointment != nil)
            return wants(found == .fallback || found == .emergency ? .schedule : found, "", facts)
        case nil: return nil
        }
    }

    /// Safety words first, then the alert at once: the address follows.
    mutating func escalate(_ facts: DialogueFacts) -> [Step] {
        intent = .emergency
        let steps = alert(facts)
        return [.say(Wording.safety(emergency?.category, facts))] + steps
    }

    mutating func alert(_ facts: DialogueFacts) -> [Step] {
        stage = .alerting
        strikes = 0
        return [
            .alertOwner(
                EmergencyAlert(
                    category: emergency?.category ?? .other, level: .confirmed, reasons: emergency?.reasons ?? [],
                    words: problem,
                    phone: phone, name: name, address: address))
        ]
    }

    mutating func alertSent(_ facts: DialogueFacts) -> [Step] {
        let isUpdate = alerted
        alerted = true
        if isGone { return finish(.emergencyEscalated, []) }
        if !isUpdate {
            if address == nil { return ask(.emergencyAddress, facts, after: ["I've alerted our on-call team."]) }
            if phone == nil { return ask(.emergencyPhone, facts, after: ["I've alerted our on-call team."]) }
        }
        let number = phone == nil ? "" : " They'll call you back on this number in a few minutes."
        return finish(.emergencyEscalated, ["Our on-call team has been alerted.\(number) Stay safe."])
    }

    mutating func afterEmergencyAddress(_ facts: DialogueFacts) -> [Step] {
        phone == nil ? ask(.emergencyPhone, facts) : alert(facts)
    }

    mutating func alertFailed(_ facts: DialogueFacts) -> [Step] {
        if isGone { return phone == nil ? finish(settled, []) : queueCallback(.failure, then: .callbackQueued) }
        // The first alert stands even if its update did not get through.
        if alerted { return finish(.emergencyEscalated, ["Our on-call team has been alerted. Stay safe."]) }
        return speakPerson(facts, .failure, ["I couldn't reach the on-call team yet."])
    }
}
