internal import Core
internal import Interface
internal import Phone

/// Values as people in the organisation write them.
enum Words {
    /// An E.164 number as it is written in the organisation's country.
    static func phone(_ number: String, _ context: Context) -> String {
        do { return try PhoneNumber(parsing: number, country: context.country).text(in: context.country) } catch {
            // What the carrier sent is shown as it came.
            return number
        }
    }

    /// `callback_queued` → "Callback queued".
    static func label(_ value: String) -> String {
        let words = value.spaced.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Why somebody is to be called back, as the assistant noted it.
    static func callbackReason(_ reason: String) -> String {
        switch reason {
        case "asked": "Asked for a call"
        case "voicemail": "Left a message"
        case "not_understood": "Was not understood"
        case "no_slots": "Found no time that suits"
        case "failure": "Something went wrong in the call"
        case "person": "Wants to speak to a person"
        case "billing": "Has a question about a bill"
        case "outside_service_area": "Lives outside the service area"
        case "question": "Has a question"
        case "status": "Asks how things stand"
        case "change": "Wants to change something"
        default: label(reason)
        }
    }

    /// `14:00–15:30`.
    static func span(_ start: Instant, _ end: Instant, _ zone: Zone) -> String {
        "\(zone.local(start).time)–\(zone.local(end).time)"
    }

    /// `1 visit`, `3 visits`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// `1 entry`, `3 entries`.
    static func count(_ number: Int, _ noun: String, _ plural: String) -> String {
        "\(number) \(number == 1 ? noun : plural)"
    }
}
