internal import Core

extension Dialogue {
    mutating func ask(_ question: Question, _ facts: DialogueFacts, after words: [String] = []) -> [Step] {
        stage = .asking(question)
        strikes = 0
        return words.map(Step.say) + [.say(Wording.question(question, self, facts)), .gather(gather(question, facts))]
    }

    mutating func greet(_ start: CallStart, _ facts: DialogueFacts) -> [Step] {
        phone = start.callerNumber
        caller = start.caller
        isBusinessOpen = start.isBusinessOpen
        if start.isBlocked { return finish(.blocked, [Wording.blocked]) }
        handling = start.handling
        name = start.caller?.name
        isTrusted = start.caller?.isVerified ?? false
        if isTrusted { address = start.caller?.address }
        if takesMessagesOnly { return greetForMessage(facts) }
        stage = .asking(.intent)
        return [
            .say(Wording.greeting(facts, name: name, isOpen: isBusinessOpen)), .gather(gather(.intent, facts)),
        ]
    }

    func gather(_ question: Question, _ facts: DialogueFacts, keysOnly: Bool = false) -> Gather {
        var gather = Gather(keysOnly: keysOnly)
        switch question {
        case .intent:
            gather.digits = 1
            gather.hints = ["appointment", "reschedule", "cancel", "emergency", "message"] + facts.jobs.map(\.name)
        case .slot, .bookingConfirm, .cancelConfirm, .emergencyConfirm, .anythingElse:
            gather.digits = 1
            gather.hints = ["yes", "no", "the first one", "the second one"]
        case .phone, .emergencyPhone: (gather.digits, gather.timeout) = (15, 8)
        case .houseNumber: (gather.digits, gather.timeout) = (6, 8)
        case .address, .emergencyAddress:
            gather.timeout = 8
            gather.hints = ["street", "avenue", "road", "drive", "apartment"]
        case .window: gather.hints = ["tomorrow", "morning", "afternoon", "next week"]
        case .job: gather.hints = facts.jobs.map(\.name)
        case .messageOrEmergency:
            (gather.digits, gather.timeout) = (1, 4)
            gather.hints = ["emergency", "message"]
        case .name: break
        }
        return gather
    }

    /// Asks again: in other words, then by keypad, and at last takes a message.
    mutating func askAgain(_ question: Question, _ facts: DialogueFacts, silent: Bool = false) -> [Step] {
        strikes += 1
        if strikes >= 3 { return giveUp(question, facts, silent: silent) }
        var words = [Wording.retry(strikes, silent: silent)]
        let keys = strikes == 2 ? Wording.keys(question, self) : nil
        words.append(keys ?? Wording.question(question, self, facts))
        return words.map(Step.say) + [.gather(gather(question, facts, keysOnly: keys != nil && !silent))]
    }

    private mutating func giveUp(_ question: Question, _ facts: DialogueFacts, silent: Bool) -> [Step] {
        switch question {
        case .emergencyAddress, .emergencyPhone: return alert(facts)
        // Better a false alarm than a caller who could not answer.
        case .emergencyConfirm: return escalate(facts)
        case .anythingElse: return finish(achieved ?? .answered, [Wording.goodbye])
        default: break
        }
        if silent {
            if intent == nil || phone == nil {
                return finish(settled, ["I can't hear you, so I'll hang up. Please call again any time."])
            }
            return queueCallback(.notUnderstood, then: .callbackQueued)
        }
        return takeMessage(facts, after: ["I don't want to keep you guessing, so let's do it this way."])
    }

    mutating func callerSaid(_ heard: Heard, to question: Question, _ facts: DialogueFacts) -> [Step] {
        if question == .messageOrEmergency { return heardForMessage(heard, facts) }
        switch heard {
        case .digits(let keys): return pressed(keys.filter { $0 != "#" }, question, facts)
        case .speech(let text, let confidence):
            if Words(text).isEmpty { return askAgain(question, facts, silent: true) }
            if let steps = interrupted(text, confidence, question, facts) { return steps }
            guard confidence >= Dialogue.audible else { return askAgain(question, facts) }
            return understood(text, confidence, question, facts) ?? askAgain(question, facts)
        default: return askAgain(question, facts, silent: true)
        }
    }

    /// What may be said at any time, whatever the question was.
    private mutating func interrupted(
        _ text: String, _ confidence: Double, _ question: Question, _ facts: DialogueFacts
    ) -> [Step]? {
        let words = Words(text)
        if !alerted, question != .emergencyConfirm, let steps = emergencyHeard(text, confidence, facts) { return steps }
        guard confidence >= Dialogue.audible else { return nil }
        if words.containsAny(["wrong number", "misdialed", "dialed wrong"]) {
            return finish(achieved ?? .answered, [Wording.wrongNumber])
        }
        if words.containsAny(["say that again", "repeat that", "come again", "what did you say", "pardon"])
            || words.joined == "what"
        {
            return [.say(Wording.question(question, self, facts)), .gather(gather(question, facts))]
        }
        if words.containsAny(["español", "espanol", "habla español", "hablas español"]) {
            return speakPerson(facts, .person, ["Un momento, por favor. Una persona le ayudará."])
        }
        if question != .emergencyAddress, question != .emergencyPhone,
            let steps = IntentMatch.isAbusive(words) ? calm(text, question, facts) : nil
        {
            return steps
        }
        switch IntentMatch.anytime(words) {
        case .person where question != .name: return wants(.person, text, facts)
        case .message: return wants(.message, text, facts)
        default: break
        }
        if IntentMatch.isGoodbye(words), question != .emergencyAddress {
            return finish(achieved ?? (intent == nil ? .answered : .abandoned), [Wording.goodbye])
        }
        return nil
    }

    /// Abuse is met calmly once, then the call is given to a person or ended. Swearing about the problem is no abuse.
    private mutating func calm(_ text: String, _ question: Question, _ facts: DialogueFacts) -> [Step]? {
        if question == .intent, IntentMatch.find(text, facts, hasVisit: caller?.appointment != nil) != .fallback {
            return nil
        }
        hostility += 1
        switch hostility {
        case 1:
            return [
                .say("I'm sorry this has been frustrating. I'd like to help, or I can have someone call you back."),
                .say(Wording.question(question, self, facts)), .gather(gather(question, facts)),
            ]
        case 2 where phone != nil: return queueCallback(.asked, then: .callbackQueued)
        default: return finish(.blocked, ["I'm going to end the call now. You're welcome to call again."])
        }
    }

    private mutating func pressed(_ keys: String, _ question: Question, _ facts: DialogueFacts) -> [Step] {
        guard let key = keys.first else { return askAgain(question, facts, silent: keys.isEmpty) }
        switch question {
        case .phone, .emergencyPhone, .houseNumber:
            return understood(keys, 1, question, facts) ?? askAgain(question, facts)
        case .intent:
            switch key {
            case "1": return wants(.schedule, "", facts)
            case "2": return wants(.reschedule, "", facts)
            case "3": return wants(.message, "", facts)
            case "0": return wants(.person, "", facts)
            default: return askAgain(question, facts)
            }
        case .slot:
            if key == "1", let first = offers.first { return accept(first, facts) }
            if key == "2", offers.count > 1 { return accept(offers[1], facts) }
            if key == "3" { return otherTimes("", facts) }
        case .bookingConfirm, .cancelConfirm, .emergencyConfirm, .anythingElse:
            if key == "1" { return understood("yes", 1, question, facts) ?? askAgain(question, facts) }
            if key == "2" { return understood("no", 1, question, facts) ?? askAgain(question, facts) }
        case .job, .name, .address, .window, .emergencyAddress, .messageOrEmergency: break
        }
        return key == "0" ? wants(.person, "", facts) : askAgain(question, facts)
    }
}
