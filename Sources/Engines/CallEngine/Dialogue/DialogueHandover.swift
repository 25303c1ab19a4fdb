internal import Core

/// Giving the caller to a person: now, by message, or by calling back.
extension Dialogue {
    /// Connects to whoever is free; else takes a message (asked for a person) or queues a callback.
    mutating func speakPerson(_ facts: DialogueFacts, _ reason: CallbackRequest.Reason, _ words: [String]) -> [Step] {
        if let person = facts.person {
            stage = .transferring
            return words.map(Step.say) + [.say("One moment, I'm connecting you to \(person.name)."), .transfer(person)]
        }
        if reason == .person { return takeMessage(facts, after: words + ["Nobody is free to talk right now."]) }
        guard phone != nil else { return takeMessage(facts, after: words) }
        let steps = queueCallback(reason, then: .callbackQueued)
        return words.map(Step.say) + steps
    }

    mutating func takeMessage(_ facts: DialogueFacts, after words: [String]) -> [Step] {
        stage = .recording
        return words.map(Step.say) + [.say(Wording.voicemail), .recordVoicemail(maximumSeconds: 180)]
    }

    mutating func voicemailRecorded(_ seconds: Int, _ facts: DialogueFacts) -> [Step] {
        if seconds > 0 { return queueCallback(.voicemail, then: .voicemail) }
        guard phone != nil else { return finish(settled, [Wording.goodbye]) }
        return queueCallback(.asked, then: .callbackQueued)
    }

    mutating func queueCallback(_ reason: CallbackRequest.Reason, then outcome: Outcome) -> [Step] {
        stage = .queueing(outcome)
        return [.queueCallback(CallbackRequest(reason: reason, phone: phone, name: name, about: problem))]
    }

    mutating func callbackQueued(_ outcome: Outcome, _ facts: DialogueFacts) -> [Step] {
        let words =
            outcome == .voicemail
            ? "Thank you, I've got your message. We'll call you back."
            : "I've asked for someone to call you back. Thanks for calling!"
        return finish(alerted ? .emergencyEscalated : achieved ?? outcome, [words])
    }

    mutating func transferFailed(_ facts: DialogueFacts) -> [Step] {
        takeMessage(facts, after: ["I'm sorry, nobody could pick up."])
    }
}
