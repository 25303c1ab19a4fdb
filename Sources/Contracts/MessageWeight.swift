/// What a message may not be kept back by.
public enum MessageWeight: String, Sendable, CaseIterable {
    /// To customers, or anybody: waits for consent, the plan and lockdowns.
    case ordinary
    /// To the organisation's own people: goes out whatever the plan leaves of the channel, unless they asked for no texts.
    case member
    /// The answer that a keyword must have: STOP, START, HELP.
    case mandatory
    /// An emergency, to those who must know: nothing holds it back.
    case emergency

    /// Whether somebody who asked for no more gets it all the same.
    public var passesOptOut: Bool { self == .mandatory || self == .emergency }
    /// Whether it goes out on a channel that is narrowed or shut.
    public var passesGate: Bool { self != .ordinary }
}
