internal import Core
internal import Crypto

/// Header lines of a message (RFC 5322), with words outside ASCII encoded (RFC 2047, RFC 2231).
enum MailHeader {
    static func breaksLine(_ text: String) -> Bool { text.utf8.contains { $0 == 13 || $0 == 10 || $0 == 0 } }

    /// Free text such as a subject.
    static func text(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && !text.contains("=?") && text.utf8.count <= 70
        return isPlain ? text : encodedWords(text)
    }

    /// `Ada Lovelace <ada@example.com>`
    static func mailbox(_ address: MailAddress) -> String {
        guard !address.name.isEmpty else { return address.address }
        let isPlain = address.name.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && !address.name.contains("=?")
        guard isPlain, address.name.utf8.count <= 70 else {
            return "\(encodedWords(address.name)) <\(address.address)>"
        }
        let quoted = address.name.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(quoted)\" <\(address.address)>"
    }

    /// Each on its own line.
    static func mailboxes(_ addresses: [MailAddress]) -> String { addresses.map(mailbox).joined(separator: ",\r\n ") }

    /// `Sun, 01 Mar 2026 14:05:00 +0000`
    static func date(_ time: Instant) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let local = LocalDateTime(secondsSince1970: time.seconds)
        let (year, month, day) = local.date.civil
        let weekday = local.date.weekday.name.prefix(3)
        return "\(weekday), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(local.time.withSeconds) +0000"
    }

    /// `attachment; filename="…"`, with the exact name beside it where ASCII cannot say it.
    static func attachment(named name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar in
                scalar.value >= 32 && scalar.value < 127 && scalar != "\"" && scalar != "\\" && scalar != "/"
                    ? Character(scalar) : "_"
            })
        let simple = "attachment; filename=\"\(plain)\""
        return plain == name ? simple : simple + ";\r\n filename*=UTF-8''" + percentEncoded(name)
    }

    /// Words of at most 75 characters, cut between characters.
    private static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var chunk: [UInt8] = []
        func flush() {
            if !chunk.isEmpty { words.append("=?UTF-8?B?\(Base64.standard.encode(chunk))?=") }
            chunk = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunk.count + bytes.count > 42 { flush() }
            chunk += bytes
        }
        flush()
        return words.joined(separator: "\r\n ")
    }

    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122) || "-._".utf8.contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hex.encode([byte]).uppercased()
        }.joined()
    }
}
