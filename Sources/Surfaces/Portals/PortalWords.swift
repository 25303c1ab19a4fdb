internal import Interface

/// Where things stand, as somebody outside says it.
enum PortalWords {
    static func label(_ status: String) -> String {
        switch status {
        case "en_route": "On the way"
        case "on_site": "There now"
        case "sent", "viewed": "To answer"
        case "converted": "Accepted"
        default: status.prefix(1).uppercased() + status.dropFirst().replacing("_", with: " ")
        }
    }

    static func tone(ofVisit status: String) -> Tone {
        switch status {
        case "en_route", "on_site": .good
        case "confirmed": .info
        default: .neutral
        }
    }

    static func tone(ofQuote status: String) -> Tone {
        switch status {
        case "sent", "viewed": .info
        case "accepted", "converted": .good
        case "declined": .bad
        default: .neutral
        }
    }
}
