public import Core

/// What reaches the dialogue: the caller, or the result of an effect it asked for.
public enum Heard: Codable, Sendable, Hashable {
    /// The call was picked up. Always the first.
    case start(CallStart)
    /// Recognised speech; confidence 0…1 as the carrier reports it.
    case speech(String, confidence: Double)
    /// Keys pressed: `0`–`9`, `*`, `#`.
    case digits(String)
    /// A gather ended with nothing.
    case silence
    case hangUp
    /// Answers `Step.findSlots`, best first; empty when nothing is free.
    case slots([OfferedSlot])
    /// Answers `Step.book`.
    case booked(BookingReceipt)
    /// Answers `Step.book`, `.reschedule` or `.cancel` when it did not happen.
    case bookingFailed(BookingFailure)
    /// Answers `Step.reschedule`.
    case rescheduled(BookingReceipt)
    /// Answers `Step.cancel`.
    case cancelled
    /// Answers `Step.alertOwner`: the alert is stored and on its way.
    case alertSent
    /// Answers `Step.alertOwner`: the alert could not even be stored.
    case alertFailed
    /// Answers `Step.queueCallback`.
    case callbackQueued
    /// Answers `Step.queueCallback` when it could not be stored.
    case callbackFailed
    /// Answers `Step.recordVoicemail`: whole seconds recorded, 0 if the caller said nothing.
    case voicemailRecorded(seconds: Int)
    /// Answers `Step.transfer`: the person took the call (and it has ended since).
    case transferred
    /// Answers `Step.transfer`: nobody took it; the caller is back with us.
    case transferFailed
}

/// What is known when the call is picked up.
public struct CallStart: Codable, Sendable, Hashable {
    /// E.164; nil when withheld.
    public var callerNumber: String?
    public var caller: KnownCaller?
    /// The organisation does not take calls from this number.
    public var isBlocked: Bool
    public var isBusinessOpen: Bool
    /// Whether there is a conversation, or a message is all that is taken.
    public var handling: CallHandling

    public init(
        callerNumber: String?, caller: KnownCaller? = nil, isBusinessOpen: Bool = true, isBlocked: Bool = false,
        handling: CallHandling = .conversation
    ) {
        self.callerNumber = callerNumber
        self.caller = caller
        self.isBusinessOpen = isBusinessOpen
        self.isBlocked = isBlocked
        self.handling = handling
    }
}

/// A customer recognised by number.
public struct KnownCaller: Codable, Sendable, Hashable {
    public var name: String
    /// One line, as it would be spoken.
    public var address: String?
    /// The carrier attests the number (STIR/SHAKEN A) or the caller gave a code. Without it only the name is used;
    /// before an appointment is told or changed, the caller names the house number.
    public var isVerified: Bool
    public var appointment: UpcomingAppointment?

    public init(
        name: String, address: String? = nil, isVerified: Bool = false, appointment: UpcomingAppointment? = nil
    ) {
        self.name = name
        self.address = address
        self.isVerified = isVerified
        self.appointment = appointment
    }
}

/// The caller's next visit.
public struct UpcomingAppointment: Codable, Sendable, Hashable {
    public var id: Identifier
    public var start: Instant
    public var end: Instant
    /// `JobOffer.code`.
    public var jobType: String
    public var technician: String?
    public var address: String?

    public init(
        id: Identifier, start: Instant, end: Instant, jobType: String, technician: String? = nil,
        address: String? = nil
    ) {
        self.id = id
        self.start = start
        self.end = end
        self.jobType = jobType
        self.technician = technician
        self.address = address
    }
}

/// A free time the caller may be offered.
public struct OfferedSlot: Codable, Sendable, Hashable {
    /// Opaque to the dialogue; handed back in `Booking.slot`.
    public var id: String
    public var start: Instant
    public var end: Instant
    public var technician: String?

    public init(id: String, start: Instant, end: Instant, technician: String? = nil) {
        self.id = id
        self.start = start
        self.end = end
        self.technician = technician
    }
}

/// Proof that a booking is in the database.
public struct BookingReceipt: Codable, Sendable, Hashable {
    public var appointment: Identifier
    public var start: Instant
    public var end: Instant
    /// What the caller may quote later, if the organisation uses references.
    public var reference: String?

    public init(appointment: Identifier, start: Instant, end: Instant, reference: String? = nil) {
        self.appointment = appointment
        self.start = start
        self.end = end
        self.reference = reference
    }
}

/// Why a write did not happen.
public enum BookingFailure: String, Codable, Sendable, Hashable, CaseIterable {
    /// Somebody else was faster: offer others.
    case slotTaken = "slot_taken"
    /// The address could not be found: ask again.
    case addressNotFound = "address_not_found"
    case outsideServiceArea = "outside_service_area"
    /// The system could not do it: a person calls back.
    case unavailable
}
