internal import Core
internal import Crypto

/// How a message's parts travel in short lines of ASCII (RFC 2045 §6), each ending in CRLF.
enum TransferEncoding {
    /// For files.
    static func base64(_ bytes: [UInt8], into out: ByteWriter) {
        // 57 bytes make a line of 76 characters.
        for start in stride(from: 0, to: bytes.count, by: 57) {
            out.append(Base64.standard.encode(bytes[start..<min(start + 57, bytes.count)]))
            out.append("\r\n" as StaticString)
        }
    }

    /// For text: what is ASCII stays readable. Any kind of line break becomes CRLF.
    static func quotedPrintable(_ text: String, into out: ByteWriter) {
        for line in text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
        {
            let bytes = Array(line.utf8)
            var column = 0
            for (index, byte) in bytes.enumerated() {
                let isBlankAtEnd = (byte == 32 || byte == 9) && index == bytes.count - 1
                let isPlain = (byte >= 32 && byte < 127 && byte != 61 || byte == 9) && !isBlankAtEnd
                let width = isPlain ? 1 : 3
                // A line has at most 76 characters, the soft break's "=" included.
                if column + width > 75 {
                    out.append("=\r\n" as StaticString)
                    column = 0
                }
                if isPlain { out.append(byte) } else { out.append("=" + Hex.encode([byte]).uppercased()) }
                column += width
            }
            out.append("\r\n" as StaticString)
        }
    }
}
