internal import Core
internal import Interface
internal import Phone

/// Where things stand, as somebody outside says it.
enum PortalWords {
    static func label(_ status: String) -> String {
        switch status {
        case "en_route": "On the way"
        case "on_site": "There now"
        case "sent", "viewed": "To answer"
        case "converted": "Accepted"
        default: status.prefix(1).uppercased() + status.dropFirst().spaced
        }
    }

    /// A number as it is written in the organisation's country.
    static func phone(_ number: String, _ context: Context) -> String {
        do { return try PhoneNumber(parsing: number, country: context.country).text(in: context.country) } catch {
            // What is no number of any plan is shown as it is.
            return number
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
