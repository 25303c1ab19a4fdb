internal import Core
internal import Crypto
internal import Foundation
internal import Glibc

/// The installation's secret: what database passwords, pay links and the simulated providers' secrets are derived from.
struct SealingKeyFile: Sendable {
    let bytes: [UInt8]

    /// Reads the key, or makes one that only this system user can read. Throws `ProgramError`.
    init(path: String) throws {
        if let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }) {
            guard let bytes = Hex.decode(text.filter { !$0.isWhitespace }), bytes.count == 32 else {
                throw ProgramError(
                    "The sealing key \(path) does not hold 64 hexadecimal digits.",
                    "Restore the file from its copy. With another one, pay links that were sent lead nowhere.")
            }
            self.bytes = bytes
            return
        }
        bytes = Random.bytes(32)
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ProgramError(
                "The sealing key \(path) cannot be made: \(String(cString: strerror(errno))).",
                "Check who may write there.")
        }
        defer { close(descriptor) }
        let line = Array((Hex.encode(bytes) + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
            throw ProgramError("The sealing key \(path) cannot be written.", "Free some space and try again.")
        }
    }

    /// A secret of its own for each purpose, in hexadecimal.
    func derive(_ purpose: String) -> String { Hex.encode(HMAC.sha256(purpose.utf8, key: bytes)) }
}
