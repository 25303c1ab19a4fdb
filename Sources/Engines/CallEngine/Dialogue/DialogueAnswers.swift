internal import Core

extension Dialogue {
    /// What an answer leads to; nil if it does not answer the question.
    mutating func understood(_ text: String, _ confidence: Double, _ question: Question, _ facts: DialogueFacts)
        -> [Step]?
    {
        switch question {
        case .intent: return intentHeard(text, facts)
        case .job:
            absorb(text, facts)
            note(text)
            if jobType == nil {
                if YesNo(in: text) == .no || Words(text).list.count < 2 { return nil }
                jobType = Dialogue.generalJob(facts)
            }
            return proceed(facts)
        case .name:
            absorb(text, facts)
            guard let found = SpokenName.find(in: text, asked: true) else { return nil }
            name = found
            return proceed(facts)
        case .address:
            guard let found = SpokenAddress.find(in: text) else { return nil }
            address = found
            return proceed(facts)
        case .phone:
            guard let number = Dialogue.phoneNumber(in: text) else { return nil }
            phone = number
            return proceed(facts)
        case .window: return windowHeard(text, facts)
        case .slot: return slotHeard(text, confidence, facts)
        case .bookingConfirm:
            switch YesNo(in: text) {
            case .yes: return chosen.map { commit($0, facts) } ?? proceed(facts)
            case .no: return otherTimes(text, facts)
            case nil: return nil
            }
        case .cancelConfirm: return cancelAnswered(text, facts)
        case .houseNumber: return houseNumberHeard(text, facts)
        case .emergencyConfirm: return emergencyAnswered(text, facts)
        case .emergencyAddress:
            // In a hurry any words that hold a number are better than none.
            address = SpokenAddress.find(in: text) ?? (text.contains(where: \.isNumber) ? text : nil)
            return address == nil ? nil : afterEmergencyAddress(facts)
        case .emergencyPhone:
            guard let number = Dialogue.phoneNumber(in: text) else { return nil }
            phone = number
            return alert(facts)
        case .anythingElse: return moreHeard(text, facts)
        case .messageOrEmergency: return heardForMessage(.speech(text, confidence: confidence), facts)
        }
    }

    static func phoneNumber(in text: String) -> String? {
        let digits = SpokenNumber.digits(Words(text).list)
        return (7...15).contains(digits.count) ? digits : nil
    }

    private mutating func intentHeard(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        let found = IntentMatch.find(text, facts, hasVisit: caller?.appointment != nil)
        if found == .fallback {
            absorb(text, facts)
            // "Hi, this is Ada": greeted back, and asked.
            let isGreeting = Words(text).list.allSatisfy {
                ["hi", "hello", "hey", "good", "morning", "afternoon", "evening", "there", "yes", "yeah"].contains($0)
            }
            guard isGreeting || (name != nil && caller == nil && SpokenName.find(in: text, asked: false) != nil),
                strikes < 2
            else { return nil }
            strikes += 1
            return [.say(Wording.question(.intent, self, facts)), .gather(gather(.intent, facts))]
        }
        return wants(found, text, facts)
    }

    private mutating func moreHeard(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        let found = IntentMatch.find(text, facts, hasVisit: caller?.appointment != nil)
        if found != .fallback, YesNo(in: text) != .no { return wants(found, text, facts) }
        switch YesNo(in: text) {
        case .yes where intent == .question && jobType != nil: return wants(.schedule, text, facts)
        case .yes where !Words(text).containsAny(["thats it", "good", "great", "perfect", "fine", "wonderful"]):
            return ask(.intent, facts)
        default: return finish(achieved ?? .answered, [Wording.goodbye])
        }
    }

    /// Starts on what the caller wants.
    mutating func wants(_ wanted: Intent, _ text: String, _ facts: DialogueFacts) -> [Step] {
        // Where the telephone is narrowed, everything but an emergency is a message.
        if takesMessagesOnly, wanted != .emergency {
            problem = problem.isEmpty ? text : problem
            return takeMessage(facts, after: [])
        }
        if intent != wanted { (offers, declined, chosen, window, searches, failures) = ([], [], nil, nil, 0, 0) }
        if achieved != nil, achieved != .answered { (jobType, problem) = (nil, "") }
        intent = wanted
        note(text)
        switch wanted {
        case .schedule:
            guard facts.canBook, !facts.jobs.isEmpty else {
                return takeMessage(facts, after: ["Let me have someone call you back about that."])
            }
            absorb(text, facts)
            return proceed(facts)
        case .reschedule, .cancel, .status: return aboutVisit(text, facts)
        case .question: return answerQuestion(text, facts)
        case .emergency: return askEmergency(text, facts)
        case .billing:
            if let answer = prepared(text, facts) { return told(answer, facts) }
            return speakPerson(facts, .billing, ["Let me get someone who can look at your account."])
        case .person: return speakPerson(facts, .person, [])
        case .message: return takeMessage(facts, after: ["Of course."])
        case .wrongNumber: return finish(achieved ?? .answered, [Wording.wrongNumber])
        case .fallback: return askAgain(.intent, facts)
        }
    }

    private mutating func note(_ text: String) {
        guard !text.isEmpty, problem.count + text.count < 600 else { return }
        problem = problem.isEmpty ? text : problem + " / " + text
    }

    /// Keeps what was said in passing: name, address, job, time.
    mutating func absorb(_ text: String, _ facts: DialogueFacts) {
        if name == nil { name = SpokenName.find(in: text, asked: false) }
        if let found = SpokenAddress.find(in: text) { address = found }
        if jobType == nil { jobType = JobMatch.find(in: text, among: facts.jobs)?.code }
        if let found = SpokenTime(now: facts.now, zone: facts.zone).window(in: text) { window = found }
    }

    private func prepared(_ text: String, _ facts: DialogueFacts) -> String? {
        let words = Words(text)
        return facts.answers.first { words.containsAny($0.words.map { Words($0).joined }) }?.answer
    }

    private mutating func told(_ answer: String, _ facts: DialogueFacts) -> [Step] {
        achieved = achieved ?? .answered
        return ask(.anythingElse, facts, after: [answer])
    }

    private mutating func answerQuestion(_ text: String, _ facts: DialogueFacts) -> [Step] {
        if let answer = prepared(text, facts) { return told(answer, facts) }
        let words = Words(text)
        if words.containsAny(["hours", "open", "close", "closed", "weekends", "saturdays", "sundays"]),
            !facts.hoursText.isEmpty
        {
            return told("We're open \(facts.hoursText).", facts)
        }
        if words.containsAny(["emergency", "emergencies"]) {
            return told("Yes. Tell me what's happening and I'll alert the person on call right away.", facts)
        }
        if words.containsAny(["do you", "can you", "are you able"]),
            let job = JobMatch.find(in: text, among: facts.jobs)
        {
            jobType = job.code
            return told("Yes, we do \(job.name). I can book you a visit if you like.", facts)
        }
        return speakPerson(facts, .question, ["Good question. I'd rather have someone give you the right answer."])
    }
}
