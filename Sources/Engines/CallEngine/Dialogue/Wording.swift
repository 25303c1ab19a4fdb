internal import Core

/// What the assistant says. Short sentences; one question at a time.
enum Wording {
    static func greeting(_ facts: DialogueFacts, name: String?, isOpen: Bool) -> String {
        let hello =
            name.map { "Hi \(firstName($0)), thanks for calling \(facts.businessName)." }
            ?? "Thanks for calling \(facts.businessName)."
        if isOpen { return hello + " How can I help?" }
        let hours = facts.hoursText.isEmpty ? "" : " Our hours are \(facts.hoursText)."
        let visit = facts.canBook ? "I can book you a visit or take a message" : "I can take a message"
        return hello
            + " We're closed right now.\(hours) \(visit), and if it's an emergency, just tell me what's happening."
    }

    /// Said first where the telephone only takes messages.
    static func cannotTalk(_ facts: DialogueFacts) -> String {
        "Thanks for calling \(facts.businessName). Nobody can take your call right now."
    }

    static func callOutside(_ facts: DialogueFacts) -> String {
        "If anyone is in danger, hang up and call \(facts.emergencyNumber)."
    }

    static func question(_ question: Question, _ dialogue: Dialogue, _ facts: DialogueFacts) -> String {
        switch question {
        case .intent: "What can I do for you?"
        case .job: "What do you need help with?"
        case .name: "May I have your name, please?"
        case .address: "What's the street address for the visit?"
        case .phone, .emergencyPhone: "What's the best number to reach you?"
        case .window: "What day and time would suit you?"
        case .slot: offer(dialogue, facts)
        case .bookingConfirm:
            dialogue.chosen.map { "Just to be sure: \(SpokenMoment.text($0.start, facts)). Is that right?" }
                ?? "Is that right?"
        case .cancelConfirm:
            dialogue.caller?.appointment.map {
                "You have a visit \(SpokenMoment.text($0.start, facts)). Shall I cancel it?"
            } ?? "Shall I cancel it?"
        case .houseNumber: "So I know it's you: what's the house number of your address with us?"
        case .emergencyConfirm: "Is this an emergency, with danger or damage happening right now?"
        case .emergencyAddress: "What's the address?"
        case .anythingElse: "Is there anything else?"
        case .messageOrEmergency:
            "If this is an emergency, press 1 or say emergency. To leave a message, say message or stay on the line."
        }
    }

    static func offer(_ dialogue: Dialogue, _ facts: DialogueFacts) -> String {
        let offers = dialogue.offers
        guard let first = offers.first else { return "What day and time would suit you?" }
        let place = dialogue.address.map { " at \($0)" } ?? ""
        let moving = dialogue.intent == .reschedule
        guard offers.count > 1 else {
            let time = SpokenMoment.text(first.start, facts)
            return moving
                ? "I can move you to \(time). Shall I do that?"
                : "I can have someone\(place) \(time). Shall I book that?"
        }
        let times = SpokenMoment.pair(first.start, offers[1].start, facts)
        return moving
            ? "I can move you to \(times). Shall I take the first one?"
            : "I can have someone\(place) \(times). Shall I book the first one?"
    }

    static func keys(_ question: Question, _ dialogue: Dialogue) -> String? {
        switch question {
        case .intent:
            "You can also use your keypad. Press 1 to book a visit, 2 to change a visit, 3 to leave a "
                + "message, or 0 for a person."
        case .slot where dialogue.offers.count > 1:
            "Press 1 for the first time, 2 for the second, or 3 for another time."
        case .slot: "Press 1 to take it, or 3 for another time."
        case .bookingConfirm, .cancelConfirm, .emergencyConfirm: "Press 1 for yes or 2 for no."
        case .phone, .emergencyPhone: "Please type the number on your keypad, then press pound."
        case .houseNumber: "Please type the number on your keypad."
        case .anythingElse: "Press 1 for yes or 2 for no."
        case .job, .name, .address, .window, .emergencyAddress, .messageOrEmergency: nil
        }
    }

    static func safety(_ category: EmergencyCategory?, _ facts: DialogueFacts) -> String {
        let number = facts.emergencyNumber.map(String.init).joined(separator: "-")
        switch category {
        case .gas:
            return
                "That can be dangerous. Please leave the building right now, don't touch any switches or "
                + "flames, and call \(number) or your gas company from outside."
        case .carbonMonoxide:
            return "Please get everyone out into fresh air right now and call \(number) from outside. Don't go back in."
        case .fire: return "Please get everyone out right now and call \(number) from outside."
        case .medical: return "Please hang up and call \(number) right now; they can help fastest."
        case .electrical:
            return
                "Please keep away from it and don't touch any water near it. If you can safely reach the "
                + "breaker panel, switch off the main. If you see fire, get out and call \(number)."
        case .plumbing:
            return
                "I'm sorry, let's act fast. If you can, shut off the main water valve, and keep away from "
                + "anything electrical that's wet."
        case .hvac:
            return
                "I'm sorry, that's no fun. Keep everyone warm and safe for now, in one room if you can; no "
                + "ovens or grills for heating."
        case .other, nil: return "I'm sorry to hear that. If anyone is in danger, hang up and call \(number) first."
        }
    }

    static func retry(_ strikes: Int, silent: Bool) -> String {
        if silent { return strikes == 1 ? "Are you still there?" : "I still can't hear you." }
        return strikes == 1 ? "Sorry, I didn't quite catch that." : "I'm sorry, the line isn't great."
    }

    static let voicemail = "Please leave a message after the tone, with your name and number, and we'll call you back."
    static let goodbye = "Thanks for calling. Take care!"
    static let callbackFailed = "I'm sorry, I couldn't save that just now. Please call us again a little later."
    static let wrongNumber = "No problem at all. Have a good day!"
    static let blocked = "We can't take this call. Goodbye."

    static func firstName(_ name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }
}
