public import Core

/// What the dialogue wants done, in order. A turn is any number of `say`, then exactly one other step, the last:
/// either something to wait for on the line (`gather`, `recordVoicemail`, `transfer`), an effect to perform at once
/// and answer with the `Heard` it names, or `end`.
public enum Step: Codable, Sendable, Hashable {
    /// Speak. Plain text, a sentence or two.
    case say(String)
    /// Listen. → `.speech`, `.digits`, `.silence` or `.hangUp`
    case gather(Gather)
    /// → `.slots`
    case findSlots(SlotSearch)
    /// → `.booked` or `.bookingFailed`
    case book(Booking)
    /// → `.rescheduled` or `.bookingFailed`
    case reschedule(appointment: Identifier, to: OfferedSlot)
    /// → `.cancelled` or `.bookingFailed`
    case cancel(appointment: Identifier)
    /// → `.alertSent` or `.alertFailed`. A second one in a call updates the first with what was learnt since.
    case alertOwner(EmergencyAlert)
    /// → `.callbackQueued` or `.callbackFailed`
    case queueCallback(CallbackRequest)
    /// Record until silence or a key. → `.voicemailRecorded` or `.hangUp`
    case recordVoicemail(maximumSeconds: Int)
    /// Connect the caller. → `.transferred` or `.transferFailed`
    case transfer(TransferTarget)
    /// The call is over; hang up if the caller has not. Nothing follows.
    case end(Outcome)
}

/// How to listen for an answer.
public struct Gather: Codable, Sendable, Hashable {
    /// Speech is always listened for unless this is set: a noisy line, keys only.
    public var keysOnly: Bool
    /// Keys expected at most; nil where keys make no sense.
    public var digits: Int?
    /// Seconds to wait for the caller to begin.
    public var timeout: Int
    /// Phrases that help recognition.
    public var hints: [String]

    public init(keysOnly: Bool = false, digits: Int? = nil, timeout: Int = 5, hints: [String] = []) {
        self.keysOnly = keysOnly
        self.digits = digits
        self.timeout = timeout
        self.hints = hints
    }
}

/// Free times wanted.
public struct SlotSearch: Codable, Sendable, Hashable {
    /// `JobOffer.code`.
    public var jobType: String
    /// When the caller would like it; nil means as soon as possible.
    public var window: Range<Instant>?
    public var address: String?
    /// Not to be offered again.
    public var declined: [String]
    /// The visit that moves, whose own time counts as free.
    public var moving: Identifier?

    public init(
        jobType: String, window: Range<Instant>?, address: String?, declined: [String] = [],
        moving: Identifier? = nil
    ) {
        self.jobType = jobType
        self.window = window
        self.address = address
        self.declined = declined
        self.moving = moving
    }
}

/// A visit the caller has agreed to.
public struct Booking: Codable, Sendable, Hashable {
    public var slot: OfferedSlot
    public var name: String
    public var address: String
    /// E.164 or as spoken; nil only if the caller withheld it and gave none.
    public var phone: String?
    public var jobType: String
    /// The problem in the caller's words.
    public var problem: String

    public init(
        slot: OfferedSlot, name: String, address: String, phone: String?, jobType: String, problem: String
    ) {
        self.slot = slot
        self.name = name
        self.address = address
        self.phone = phone
        self.jobType = jobType
        self.problem = problem
    }
}

/// What the owner must know at once.
public struct EmergencyAlert: Codable, Sendable, Hashable {
    public var category: EmergencyCategory
    public var level: EmergencyLevel
    /// Codes of what was heard: `burst_pipe`, `gas_smell`, …
    public var reasons: [String]
    /// The caller's words.
    public var words: String
    public var phone: String?
    public var name: String?
    public var address: String?

    public init(
        category: EmergencyCategory, level: EmergencyLevel, reasons: [String], words: String, phone: String?,
        name: String?, address: String?
    ) {
        self.category = category
        self.level = level
        self.reasons = reasons
        self.words = words
        self.phone = phone
        self.name = name
        self.address = address
    }
}

/// Somebody to call back.
public struct CallbackRequest: Codable, Sendable, Hashable {
    public enum Reason: String, Codable, Sendable, Hashable, CaseIterable {
        case asked, voicemail, notUnderstood = "not_understood", noSlots = "no_slots", failure, person, billing
        case outsideServiceArea = "outside_service_area", question, status, change
    }
    public var reason: Reason
    public var phone: String?
    public var name: String?
    /// What they wanted, in their words.
    public var about: String

    public init(reason: Reason, phone: String?, name: String?, about: String) {
        self.reason = reason
        self.phone = phone
        self.name = name
        self.about = about
    }
}

/// Whom a caller is connected to.
public struct TransferTarget: Codable, Sendable, Hashable {
    /// "Rosa", "the office".
    public var name: String
    /// E.164.
    public var phone: String

    public init(name: String, phone: String) {
        self.name = name
        self.phone = phone
    }
}
