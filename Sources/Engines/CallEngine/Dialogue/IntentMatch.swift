/// What a caller wants, from what they say first.
enum IntentMatch {
    private static let message = [
        "leave a message", "take a message", "leave message", "voicemail", "voice mail", "call me back", "a callback",
        "a call back",
        "call back later", "get back to me", "give me a call", "just a message", "have someone call",
        "have somebody call", "leave him a message",
        "leave her a message", "return my call", "pass on a message", "pass along a message", "message for",
    ]
    private static let person = [
        "a person", "a human", "real person", "representative", "operator", "speak to someone", "talk to someone",
        "speak with someone",
        "talk with someone", "someone real", "speak to somebody", "talk to somebody", "a manager", "the manager",
        "the owner", "your boss", "an agent", "live agent",
        "receptionist", "the office", "customer service", "not a robot", "not a machine", "are you a robot",
        "transfer me", "put me through",
    ]
    private static let reschedule = [
        "reschedule", "rescheduled", "rescheduling", "move my", "move the", "move it", "change my appointment",
        "change the appointment", "change my visit", "change the time",
        "push back", "push it", "push my", "different day", "different time", "another day instead", "postpone",
        "change the date", "switch my", "bring forward", "cant make it", "wont be home",
        "cant make my", "cant be there", "change my booking", "move our", "change our", "shift my", "switch the",
        "move up my", "come earlier instead", "come later instead",
    ]
    private static let cancel = [
        "cancel", "cancelled", "canceled", "cancelling", "call off", "dont need the appointment",
        "dont need you to come", "no longer need", "dont need anyone",
    ]
    private static let status = [
        "where is the", "wheres the", "where is my", "wheres my", "on his way", "on her way", "on the way",
        "on their way", "running late", "when is my", "whens my", "what time is my",
        "status of", "confirm my", "is my appointment", "when are you coming", "when is the technician", "when is he",
        "when is someone coming", "supposed to be here", "still coming",
        "be here soon", "check on my appointment", "my appointment still", "eta", "how long until", "nobody showed",
        "no one showed", "hasnt shown", "havent shown", "hasnt arrived", "when will the technician", "when will he",
        "what day is my", "do i have an appointment", "technician coming", "guy coming",
    ]
    private static let billing = [
        "bill", "billing", "invoice", "payment", "my balance", "refund", "overcharged", "charged me", "charged twice",
        "pay my", "make a payment", "receipt", "statement",
        "credit card on", "pay by", "late fee", "double charged", "what i owe", "do i owe", "i owe",
        "my account balance",
    ]
    private static let question = [
        "your hours", "what hours", "are you open", "you open", "when do you open", "when do you close",
        "what time do you", "how late are you", "how much", "what do you charge", "do you charge",
        "price", "pricing", "cost", "rates", "where are you", "your address", "located", "do you do", "do you offer",
        "do you service", "do you work", "do you cover", "do you have",
        "do you take", "do you accept", "do you guys", "are you licensed", "insured", "warranty", "guarantee",
        "free estimate", "question", "wondering if you", "do you fix", "do you repair", "do you install",
        "do you handle",
        "can you tell me", "what services", "what areas", "do you provide", "senior discount", "discount",
        "are you hiring", "hours",
    ]
    private static let schedule = [
        "schedule", "book", "appointment", "make an appointment", "set up", "come out", "someone come", "somebody come",
        "send someone", "send somebody", "need someone", "need somebody",
        "get someone", "a visit", "look at", "take a look", "need help with", "fix", "repair", "install", "installed",
        "installation", "replace", "replaced", "broken", "broke", "leaking", "leak", "leaks", "clogged", "not working",
        "isnt working", "doesnt work", "stopped working", "wont start", "wont turn", "quit working", "service call",
        "maintenance", "tune up", "inspection", "estimate", "quote", "making a noise", "noise", "dripping", "backed up",
        "running constantly",
        "technician", "plumber", "electrician", "come by", "serviced", "checked", "wont flush", "wont drain",
        "problem with", "trouble with", "issue with", "out of order", "acting up", "needs fixing", "need a",
    ]

    static func anytime(_ words: Words) -> Intent? {
        if words.containsAny(message) { return .message }
        return words.containsAny(person) ? .person : nil
    }

    /// `.fallback` when nothing is recognised.
    static func find(_ text: String, _ facts: DialogueFacts, hasVisit: Bool) -> Intent {
        let words = Words(text)
        if words.containsAny(["wrong number", "misdialed"]) { return .wrongNumber }
        if let intent = anytime(words) { return intent }
        let asks = asksAbout(words)
        if words.containsAny(reschedule) { return .reschedule }
        if words.containsAny(cancel), !asks || words.contains("my") { return .cancel }
        if words.containsAny(status) { return .status }
        if words.containsAny(billing) { return .billing }
        if asks || words.containsAny(question) {
            // "Do you have anything tomorrow?" asks for a visit; "how much to fix a leak?" does not.
            let time = SpokenTime(now: facts.now, zone: facts.zone).window(in: text)
            let wantsVisit = words.containsAny([
                "come", "available", "availability", "anything", "appointment", "opening", "openings", "schedule",
                "book", "slot",
            ])
            if time != nil && wantsVisit && !words.containsAny(["hours", "how much", "open on"]) { return .schedule }
            return .question
        }
        if words.containsAny(schedule) || JobMatch.find(in: text, among: facts.jobs) != nil { return .schedule }
        if facts.answers.contains(where: { words.containsAny($0.words.map { Words($0).joined }) }) { return .question }
        if words.containsAny(["emergency", "emergencies"]) { return .emergency }
        if SpokenTime(now: facts.now, zone: facts.zone).window(in: text) != nil,
            words.containsAny(["come", "available", "free"])
        {
            return .schedule
        }
        return .fallback
    }

    private static func asksAbout(_ words: Words) -> Bool {
        words.containsAny([
            "do you", "how much", "are you", "what are your", "what is your", "whats your", "is there a",
        ])
            && !words.containsAny(["my sink", "my toilet", "my heater", "is leaking", "i need", "we need"])
    }

    private static let abuse: Set<String> = [
        "fuck", "fucking", "fucker", "shit", "bullshit", "asshole", "bitch", "bastard", "idiot", "idiots", "moron",
        "morons", "stupid", "useless", "crap", "damn", "scammers", "dumb",
    ]

    /// Something is said to be out of order, so that nobody asks what the matter is.
    static func describesFault(_ words: Words) -> Bool {
        words.containsAny([
            "not working", "isnt working", "doesnt work", "stopped working", "quit working", "broken", "broke", "wont",
            "leaking", "noise", "acting up", "out of order", "not heating", "not cooling", "problem with my",
        ])
    }

    static func isAbusive(_ words: Words) -> Bool { words.list.contains { abuse.contains($0) } }

    static func isGoodbye(_ words: Words) -> Bool {
        guard words.list.count <= 6 else { return false }
        return words.containsAny([
            "bye", "goodbye", "never mind", "nevermind", "forget it", "hang up", "thats all", "nothing else", "im good",
            "im all set",
        ])
    }
}
