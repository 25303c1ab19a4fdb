public import Core
internal import Foundation
internal import Glibc

/// A file that is written piece by piece and has its name only once it is whole. Blocks: for workers.
public final class OutputFile: @unchecked Sendable {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    /// Throws `Problem` 503.
    public init(_ path: String) throws {
        self.path = path
        temporary = "\(path).\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.refused }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Throws `Problem` 503 if the disk refuses.
    public func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.refused }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
    }

    /// Gives the file its name. Throws `Problem` 503.
    public func finish() throws {
        guard descriptor >= 0 else { return }
        let isWritten = fsync(descriptor) == 0
        close(descriptor)
        descriptor = -1
        guard isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw Self.refused
        }
    }

    private static let refused = Problem.unavailable(
        "The file could not be stored. See whether the disk is full, then try again.", retryAfter: 30)
}
