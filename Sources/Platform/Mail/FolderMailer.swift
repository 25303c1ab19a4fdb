internal import Core
internal import Glibc

/// Writes each message into a folder as an `.eml` file that any mail program opens: what happens to mail while no
/// mail server is set. A message sent again replaces its file.
public struct FolderMailer: Mailer {
    public let path: String

    /// The folder is made at the first message if it is not there; its parent must be.
    public init(path: String) { self.path = path }

    public func send(_ message: MailMessage) async throws {
        let recipients = message.recipients.map(\.address).joined(separator: ",\r\n ")
        let bytes = try Array("X-Envelope-To: \(recipients)\r\n".utf8) + message.encoded()
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure() }
        let name = "\(path)/\(message.date.seconds)-\(message.id).eml"
        let unfinished = name + ".part"
        let file = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        let isWritten = Self.write(bytes, to: file) && fsync(file) == 0
        let failed = isWritten ? nil : failure()
        close(file)
        if let failed {
            unlink(unfinished)
            throw failed
        }
        guard rename(unfinished, name) == 0 else { throw failure() }
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    private func failure() -> MailError { .folder(path: path, reason: String(cString: strerror(errno))) }
}
