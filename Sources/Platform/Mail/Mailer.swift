/// Hands messages to whoever carries them on.
public protocol Mailer: Sendable {
    /// Returns when the message has been accepted for every recipient. Throws `MailError`,
    /// or `CancellationError` when the task is cancelled.
    func send(_ message: MailMessage) async throws
}
