public import Core

/// What the organisation tells its assistant; the same for every call of an organisation but `now`.
public struct DialogueFacts: Sendable {
    public var businessName: String
    public var now: Instant
    public var zone: Zone
    public var jobs: [JobOffer]
    /// "Monday to Friday, eight to six": read out as it is.
    public var hoursText: String
    /// Whom a caller may be connected to now; nil when nobody is free.
    public var person: TransferTarget?
    public var answers: [PreparedAnswer]
    public var emergencies: EmergencyTable
    /// Whether visits can be booked by phone.
    public var canBook: Bool
    /// Spoken where life is at risk.
    public var emergencyNumber: String

    public init(
        businessName: String, now: Instant, zone: Zone, jobs: [JobOffer], hoursText: String,
        person: TransferTarget? = nil, answers: [PreparedAnswer] = [], emergencies: EmergencyTable = .standard,
        canBook: Bool = true, emergencyNumber: String = "911"
    ) {
        self.businessName = businessName
        self.now = now
        self.zone = zone
        self.jobs = jobs
        self.hoursText = hoursText
        self.person = person
        self.answers = answers
        self.emergencies = emergencies
        self.canBook = canBook
        self.emergencyNumber = emergencyNumber
    }
}

/// A job the business does.
public struct JobOffer: Codable, Sendable, Hashable {
    /// Stable key.
    public var code: String
    /// "leak repair".
    public var name: String
    /// Words that point to it: `["leak", "dripping", "faucet"]`.
    public var words: [String]

    public init(code: String, name: String, words: [String]) {
        self.code = code
        self.name = name
        self.words = words
    }
}

/// A question the business has answered beforehand.
public struct PreparedAnswer: Codable, Sendable, Hashable {
    /// Words of which one must be said: `["price", "cost", "how much"]`.
    public var words: [String]
    public var answer: String

    public init(words: [String], answer: String) {
        self.words = words
        self.answer = answer
    }
}
