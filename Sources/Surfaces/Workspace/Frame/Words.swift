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
        let words = value.replacing("_", with: " ").replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// `14:00–15:30`.
    static func span(_ start: Instant, _ end: Instant, _ zone: Zone) -> String {
        "\(zone.local(start).time)–\(zone.local(end).time)"
    }

    /// `1 visit`, `3 visits`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
