/// What one check found, and what to do about it.
struct Finding: Sendable {
    enum Level: String, Sendable { case ok, warn, fail }

    let level: Level
    let subject: String
    let text: String
    var remedy: String?

    static func ok(_ subject: String, _ text: String) -> Finding { Finding(level: .ok, subject: subject, text: text) }
    static func warn(_ subject: String, _ text: String, _ remedy: String) -> Finding {
        Finding(level: .warn, subject: subject, text: text, remedy: remedy)
    }
    static func fail(_ subject: String, _ text: String, _ remedy: String) -> Finding {
        Finding(level: .fail, subject: subject, text: text, remedy: remedy)
    }

    /// One line, and one more with the remedy.
    var line: String {
        let word = level == .ok ? "ok  " : level.rawValue
        return "\(word)  \(subject): \(text)" + (remedy.map { "\n      What to do: \($0)" } ?? "")
    }
}
