/// Who a message is from or to.
public struct MailAddress: Sendable, Hashable {
    /// As people see it; may be empty.
    public let name: String
    /// `ada@example.com`
    public let address: String

    /// Throws `MailError.invalidAddress`, also for addresses outside ASCII: too few servers carry them.
    public init(_ address: String, name: String = "") throws {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = address.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"<>()[],;:\\\"".utf8.contains($0) }
        guard isPlain, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            (1...255).contains(parts[1].utf8.count),
            !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].hasPrefix("-"), !parts[1].contains("..")
        else { throw MailError.invalidAddress(address) }
        guard !MailHeader.breaksLine(name) else { throw MailError.invalidHeader("name of \(address)") }
        self.address = address
        self.name = name
    }

    var domain: Substring { address[address.index(after: address.firstIndex(of: "@") ?? address.startIndex)...] }
}
