internal import Core

/// How much of the conversation there is.
public enum CallHandling: String, Codable, Sendable, Hashable, CaseIterable {
    /// Everything.
    case conversation
    /// The caller hears that nobody can talk, leaves a message, and is called back. An emergency is still passed on.
    case voicemail
    /// The same, where the organisation has chosen to hear of no emergencies while it is narrowed.
    case voicemailOnly = "voicemail_only"
}

/// Calls of an organisation whose telephone is narrowed: a message and a callback, and emergencies all the same.
extension Dialogue {
    var takesMessagesOnly: Bool { (handling ?? .conversation) != .conversation }

    mutating func greetForMessage(_ facts: DialogueFacts) -> [Step] {
        guard handling == .voicemail else {
            return takeMessage(facts, after: [Wording.cannotTalk(facts), Wording.callOutside(facts)])
        }
        stage = .asking(.messageOrEmergency)
        return [
            .say(Wording.cannotTalk(facts)), .say(Wording.question(.messageOrEmergency, self, facts)),
            .gather(gather(.messageOrEmergency, facts)),
        ]
    }

    /// Whatever does not sound like an emergency leads to the message: nobody is asked twice.
    mutating func heardForMessage(_ heard: Heard, _ facts: DialogueFacts) -> [Step] {
        switch heard {
        case .digits(let keys) where keys.first == "1":
            problem = "The caller pressed 1 for an emergency."
            return escalate(facts)
        case .speech(let text, let confidence) where !Words(text).isEmpty:
            // Whoever says the word has done what the greeting asked for: nobody asks again whether it is one.
            let isNamed = Self.namesEmergency(Words(text))
            if isNamed { emergency = EmergencyScore(of: text, table: facts.emergencies) }
            if !isNamed, let steps = emergencyHeard(text, confidence, facts) { return steps }
            absorb(text, facts)
            problem = text
            if isNamed { return escalate(facts) }
        default: break
        }
        return takeMessage(facts, after: [])
    }

    /// The word itself, as the greeting asks for it.
    private static func namesEmergency(_ words: Words) -> Bool {
        words.contains("emergency")
            && !words.containsAny([
                "not an emergency", "no emergency", "isnt an emergency", "not a emergency", "not emergency",
            ])
    }
}
