import Core
import Mail

/// A message with fixed members.
func sampleMessage(
    _ change: (inout MailMessage) -> Void = { _ in }, subject: String = "Hello", text: String = "Hi"
) throws -> MailMessage {
    var message = MailMessage(
        id: Identifier(high: 1, low: 2), date: Instant(seconds: 1_772_373_900),
        from: try MailAddress("desk@example.com", name: "Front Desk"), to: [try MailAddress("ada@example.org")],
        subject: subject, text: text)
    change(&message)
    return message
}
