/// A way in which the organisation and the world reach each other, each of which can be narrowed or shut on its own.
public enum Channel: String, Sendable, CaseIterable, Hashable, Codable {
    /// Calls that come in.
    case voice
    /// Text messages that go out.
    case sms
    /// E-mails to customers.
    case email
    /// The widget on the organisation's web site.
    case chat
    /// Programs with keys.
    case api
    /// Calls that are placed.
    case outboundCall = "outbound_call"
    /// What Mainline does by itself: reminders, follow-ups, campaigns.
    case automation

    /// For tables and pages.
    public var label: String {
        switch self {
        case .voice: "Calls in"
        case .sms: "Text messages"
        case .email: "E-mails"
        case .chat: "Web chat"
        case .api: "API"
        case .outboundCall: "Calls out"
        case .automation: "Automation"
        }
    }

    /// What the owner is told where it is narrowed.
    public var degradedWords: String {
        switch self {
        case .voice: "Callers hear that nobody can talk now and leave a message; a callback is queued."
        case .sms: "Only answers to STOP, START and HELP and emergency alerts are texted."
        case .email: "Only emergencies and messages to your own people are e-mailed."
        case .chat: "Visitors can leave a message and get no answers."
        case .api: "Programs can read and export; changes are refused."
        case .outboundCall: "Only emergency alerts are placed."
        case .automation: "Only what is under way is finished."
        }
    }

    /// What the owner is told where it is shut.
    public var blockedWords: String {
        switch self {
        case .voice: "Calls are not taken."
        case .sms: "No texts are sent but answers to STOP, START and HELP and emergency alerts."
        case .email: "No e-mails are sent but emergencies and messages to your own people."
        case .chat: "The chat on your web site is off."
        case .api: "Programs with keys are refused."
        case .outboundCall: "No calls are placed but emergency alerts."
        case .automation: "Reminders, follow-ups and campaigns have stopped."
        }
    }
}
