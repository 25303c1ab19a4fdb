internal import Core

/// How likely two customers are one, from 0 to 99, and why. The keys in their order: phone, e-mail, name with address. A
/// name alone is a hint to whoever types it, and no more: it never brings a pair into the queue.
struct DuplicateScore: Sendable, Hashable {
    let value: Int
    let reasons: [String]

    /// From here on a pair waits for a person to decide.
    static let queued = 50
    /// From here on it is shown to whoever is typing.
    static let shown = 30

    /// - Parameter shareWord: whether any word of the two names is the same.
    init(phone: Bool, email: Bool, name: Bool, address: Bool, shareWord: Bool) {
        var (sum, reasons): (Int, [String]) = (0, [])
        if phone {
            sum += 90
            reasons.append("Same phone number")
        }
        if email {
            sum += 65
            reasons.append("Same e-mail")
        }
        if name {
            sum += 30
            reasons.append("Same name")
        }
        if address {
            sum += 25
            reasons.append("Same address")
        }
        if phone || email, !name, !shareWord {
            // A family, or an office with one line.
            sum = min(sum, 90) - 15
            reasons.append("Different names")
        }
        value = min(sum, 99)
        self.reasons = reasons
    }
}
