internal import Core
internal import Crypto

/// A code for when the device is gone: `abcd-efgh-ijkl`, 60 random bits, used once.
struct RecoveryCode: Sendable {
    static let count = 10
    /// Without the hyphens, in small letters.
    let text: String

    init() {
        text = String(Base32.encode(Random.bytes(8)).prefix(12)).lowercased()
    }

    /// nil unless it has the form of one, however it is spaced and written.
    init?(shown: String) {
        let bare = shown.lowercased().filter { $0 != "-" && $0 != " " }
        guard bare.utf8.count == 12,
            bare.utf8.allSatisfy({ (97...122).contains($0) || (50...55).contains($0) })
        else { return nil }
        text = bare
    }

    var shown: String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Keyed, so that a stolen database does not let them be guessed, and bound to the person.
    func hash(of user: ID<User>, _ key: [UInt8]) -> [UInt8] {
        HMAC.sha256(Array(user.description.utf8) + [0] + Array(text.utf8), key: key)
    }
}
