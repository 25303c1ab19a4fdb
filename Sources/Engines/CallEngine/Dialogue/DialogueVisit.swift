internal import Core

/// Moving, cancelling and asking about the caller's next visit.
extension Dialogue {
    mutating func aboutVisit(_ text: String, _ facts: DialogueFacts) -> [Step] {
        guard let visit = caller?.appointment else {
            return speakPerson(facts, .change, ["I can't find an upcoming visit for this number."])
        }
        if intent == .reschedule, let found = newTime(in: text, facts) { window = found }
        guard isTrusted else {
            guard Dialogue.houseNumber(of: visit.address ?? caller?.address) != nil else {
                return speakPerson(facts, .change, ["To keep your details safe, I'd like someone to check with you."])
            }
            return ask(.houseNumber, facts)
        }
        let time = SpokenMoment.text(visit.start, facts)
        switch intent {
        case .cancel: return ask(.cancelConfirm, facts)
        case .status:
            achieved = achieved ?? .answered
            let who = visit.technician.map { " with \($0)" } ?? ""
            return ask(.anythingElse, facts, after: ["Your visit is \(time)\(who)."])
        default: return window == nil ? ask(.window, facts, after: ["Sure. Your visit is \(time)."]) : search(facts)
        }
    }

    static func houseNumber(of address: String?) -> String? {
        guard let address else { return nil }
        let digits = address.drop { !$0.isNumber }.prefix(while: \.isNumber)
        return digits.isEmpty ? nil : String(digits)
    }

    mutating func houseNumberHeard(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        let said = SpokenNumber.digits(Words(text).list)
        guard !said.isEmpty else { return nil }
        guard said == Dialogue.houseNumber(of: caller?.appointment?.address ?? caller?.address) else {
            failures += 1
            guard failures < 2 else {
                return speakPerson(
                    facts, .change, ["That doesn't match what I have, so I'd like someone to check with you."])
            }
            return nil
        }
        isTrusted = true
        failures = 0
        return aboutVisit("", facts)
    }

    mutating func cancelAnswered(_ text: String, _ facts: DialogueFacts) -> [Step]? {
        if IntentMatch.find(text, facts, hasVisit: true) == .reschedule { return wants(.reschedule, text, facts) }
        switch YesNo(in: text) {
        case .yes:
            guard let visit = caller?.appointment, isTrusted else { return aboutVisit("", facts) }
            stage = .cancelling
            return [.cancel(appointment: visit.id)]
        case .no:
            achieved = achieved ?? .answered
            return ask(.anythingElse, facts, after: ["Okay, your visit stays as it is."])
        case nil:
            // "Cancel it" says yes once more.
            guard Words(text).contains("cancel"), let visit = caller?.appointment, isTrusted else { return nil }
            stage = .cancelling
            return [.cancel(appointment: visit.id)]
        }
    }

    mutating func visitCancelled(_ facts: DialogueFacts) -> [Step] {
        achieved = .cancelled
        caller?.appointment = nil
        if isGone { return finish(.cancelled, []) }
        return ask(.anythingElse, facts, after: ["Done, your visit is cancelled."])
    }

    mutating func moved(_ receipt: BookingReceipt, _ facts: DialogueFacts) -> [Step] {
        achieved = .rescheduled
        caller?.appointment?.start = receipt.start
        caller?.appointment?.end = receipt.end
        if isGone { return finish(.rescheduled, []) }
        return ask(.anythingElse, facts, after: ["Done. Your visit is now \(SpokenMoment.text(receipt.start, facts))."])
    }
}
