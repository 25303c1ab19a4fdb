/// What the carrier's documentation allows of the verbs that Mainline speaks.
enum TwiMLRules {
    /// What an attribute's value must be.
    private enum Kind {
        case text
        case address
        case number(ClosedRange<Int>)
        case numberOrAuto
        case one(Set<String>)
        case flag
    }

    private struct Rule {
        var attributes: [String: Kind] = [:]
        var required: Set<String> = []
        var nested: Set<String> = []
        var hasText = false
    }

    private static let method = Kind.one(["GET", "POST"])

    private static let rules: [String: Rule] = [
        "Say": Rule(attributes: ["voice": .text, "language": .text, "loop": .number(0...1000)], hasText: true),
        "Play": Rule(attributes: ["loop": .number(0...1000), "digits": .text], hasText: true),
        "Pause": Rule(attributes: ["length": .number(0...600)]),
        "Gather": Rule(
            attributes: [
                "input": .one(["dtmf", "speech", "dtmf speech"]), "action": .address, "method": method,
                "timeout": .number(1...600),
                "speechTimeout": .numberOrAuto, "language": .text, "actionOnEmptyResult": .flag,
                "numDigits": .number(1...100),
                "hints": .text, "finishOnKey": .text, "bargeIn": .flag, "profanityFilter": .flag, "enhanced": .flag,
                "speechModel": .text,
            ],
            nested: ["Say", "Play", "Pause"]),
        "Record": Rule(
            attributes: [
                "action": .address, "method": method, "timeout": .number(1...600), "maxLength": .number(1...14400),
                "playBeep": .flag,
                "finishOnKey": .text, "transcribe": .flag, "recordingStatusCallback": .address,
                "trim": .one(["trim-silence", "do-not-trim"]),
            ]),
        "Dial": Rule(
            attributes: [
                "action": .address, "method": method, "timeout": .number(5...600), "callerId": .text,
                "hangupOnStar": .flag, "record": .text,
                "timeLimit": .number(1...86400), "answerOnBridge": .flag,
            ],
            nested: ["Number"], hasText: true),
        "Number": Rule(attributes: ["url": .address, "statusCallback": .address], hasText: true),
        "Redirect": Rule(attributes: ["method": method], hasText: true),
        "Reject": Rule(attributes: ["reason": .one(["rejected", "busy"])]),
        "Hangup": Rule(),
        "Message": Rule(attributes: ["to": .text, "from": .text], hasText: true),
    ]

    private static let nestedOnly: Set = ["Number"]

    static func check(_ verb: TwiMLVerb, inside parent: String?) throws {
        guard let rule = rules[verb.name] else { throw TwiMLError("there is no verb <\(verb.name)>") }
        if let parent, rules[parent]?.nested.contains(verb.name) != true {
            throw TwiMLError("<\(verb.name)> cannot stand in <\(parent)>")
        }
        if parent == nil, nestedOnly.contains(verb.name) { throw TwiMLError("<\(verb.name)> cannot stand alone") }
        for (name, value) in verb.attributes {
            guard let kind = rule.attributes[name] else {
                throw TwiMLError("<\(verb.name)> has no attribute “\(name)”")
            }
            guard allows(kind, value) else {
                throw TwiMLError("<\(verb.name) \(name)=“\(value)”> is not a value the carrier takes")
            }
        }
        if !rule.hasText, !verb.text.isEmpty { throw TwiMLError("<\(verb.name)> takes no text") }
        if rule.hasText, verb.text.isEmpty, verb.children.isEmpty { throw TwiMLError("<\(verb.name)> is empty") }
        if verb.text.count > 4096 { throw TwiMLError("<\(verb.name)> has more than 4096 characters") }
        for child in verb.children { try check(child, inside: verb.name) }
    }

    private static func allows(_ kind: Kind, _ value: String) -> Bool {
        switch kind {
        case .text: true
        case .address: value.hasPrefix("/") || value.hasPrefix("http://") || value.hasPrefix("https://")
        case .number(let range): Int(value).map { range.contains($0) } ?? false
        case .numberOrAuto: value == "auto" || Int(value).map { (1...60).contains($0) } ?? false
        case .one(let values): values.contains(value)
        case .flag: value == "true" || value == "false"
        }
    }
}
