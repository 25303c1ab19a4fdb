/// What a caller wants.
public enum Intent: String, Codable, Sendable, Hashable, CaseIterable {
    case schedule, reschedule, cancel, question, emergency, status, billing, person
    /// Leave a message and be called back.
    case message
    case wrongNumber = "wrong_number"
    /// Nothing we recognise.
    case fallback
}
