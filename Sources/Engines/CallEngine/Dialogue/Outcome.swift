/// How a call ended. Every call ends in exactly one of these.
public enum Outcome: String, Codable, Sendable, Hashable, CaseIterable {
    case booked
    case rescheduled
    case cancelled
    case answered
    case transferred
    case callbackQueued = "callback_queued"
    case voicemail
    case emergencyEscalated = "emergency_escalated"
    case abandoned
    case blocked
}
