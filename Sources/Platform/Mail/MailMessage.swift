public import Core

/// A message as it is written. Its bytes depend on nothing but its members: sent again, it is the same message.
public struct MailMessage: Sendable {
    public struct Attachment: Sendable {
        public let name: String
        /// A media type such as `application/pdf`.
        public let contentType: String
        public let bytes: [UInt8]

        public init(name: String, contentType: String, bytes: [UInt8]) {
            self.name = name
            self.contentType = contentType
            self.bytes = bytes
        }
    }

    public struct Header: Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Becomes the Message-ID, together with the sender's domain.
    public let id: Identifier
    public let date: Instant
    public let from: MailAddress
    public let to: [MailAddress]
    public var cc: [MailAddress] = []
    /// Get the message without being named in it.
    public var bcc: [MailAddress] = []
    public var replyTo: MailAddress?
    public let subject: String
    /// Always there: for readers without HTML, previews and search.
    public let text: String
    public var html: String?
    public var attachments: [Attachment] = []
    /// Such as `In-Reply-To`, `List-Unsubscribe` or `Auto-Submitted`; values in ASCII, at most 900 characters.
    public var headers: [Header] = []

    public init(
        id: Identifier, date: Instant, from: MailAddress, to: [MailAddress], subject: String, text: String,
        html: String? = nil, attachments: [Attachment] = []
    ) {
        self.id = id
        self.date = date
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
    }

    /// `<id@domain>`
    public var messageID: String { "<\(id)@\(from.domain)>" }

    /// Everyone who gets it.
    var recipients: [MailAddress] { to + cc + bcc }

    /// The message as it travels (RFC 5322, MIME). Throws `MailError.invalidHeader` or `.noRecipients`.
    public func encoded() throws -> [UInt8] {
        try check()
        let out = ByteWriter(capacity: 4096)
        func line(_ name: String, _ value: String) { out.append("\(name): \(value)\r\n") }
        line("Date", MailHeader.date(date))
        line("Message-ID", messageID)
        line("From", MailHeader.mailbox(from))
        if !to.isEmpty { line("To", MailHeader.mailboxes(to)) }
        if !cc.isEmpty { line("Cc", MailHeader.mailboxes(cc)) }
        if let replyTo { line("Reply-To", MailHeader.mailbox(replyTo)) }
        line("Subject", MailHeader.text(subject))
        for header in headers { line(header.name, header.value) }
        line("MIME-Version", "1.0")
        if attachments.isEmpty { writeBody(into: out) } else { writeMixed(into: out) }
        return out.array
    }

    private static let ownHeaders: Set<String> = [
        "date", "message-id", "from", "to", "cc", "bcc", "reply-to", "subject", "mime-version", "content-type",
        "content-transfer-encoding", "content-disposition", "sender", "return-path", "received",
    ]

    private func check() throws {
        guard !recipients.isEmpty else { throw MailError.noRecipients }
        guard !MailHeader.breaksLine(subject) else { throw MailError.invalidHeader("Subject") }
        for header in headers {
            let isName = !header.name.isEmpty && header.name.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 58 }
            // These headers have a grammar of their own, where encoded words are not allowed.
            let isValue = header.value.utf8.count <= 900 && header.value.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
            guard isName, isValue, !Self.ownHeaders.contains(header.name.lowercased()) else {
                throw MailError.invalidHeader(header.name)
            }
        }
        for attachment in attachments {
            let type = attachment.contentType
            guard type.contains("/"), type.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }),
                !MailHeader.breaksLine(attachment.name)
            else { throw MailError.invalidHeader("attachment \(attachment.name)") }
        }
    }

    // Boundaries start with "=_", which neither base64 nor quoted-printable can produce (RFC 2045 §6.7): they need
    // no random part, and the same message has the same bytes.

    private func writeMixed(into out: ByteWriter) {
        out.append("Content-Type: multipart/mixed; boundary=\"=_mixed\"\r\n\r\n--=_mixed\r\n")
        writeBody(into: out)
        for attachment in attachments {
            out.append(
                "\r\n--=_mixed\r\nContent-Type: \(attachment.contentType)\r\nContent-Transfer-Encoding: base64\r\n")
            out.append("Content-Disposition: \(MailHeader.attachment(named: attachment.name))\r\n\r\n")
            TransferEncoding.base64(attachment.bytes, into: out)
        }
        out.append("\r\n--=_mixed--\r\n")
    }

    private func writeBody(into out: ByteWriter) {
        guard let html else { return writeText("plain", text, into: out) }
        out.append("Content-Type: multipart/alternative; boundary=\"=_alternative\"\r\n\r\n--=_alternative\r\n")
        writeText("plain", text, into: out)
        out.append("\r\n--=_alternative\r\n")
        writeText("html", html, into: out)
        out.append("\r\n--=_alternative--\r\n")
    }

    private func writeText(_ kind: String, _ text: String, into out: ByteWriter) {
        out.append("Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
        TransferEncoding.quotedPrintable(text, into: out)
    }
}
