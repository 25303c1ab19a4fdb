internal import Glibc

/// A file open for reading; closed with the last reference unless `take` has handed the descriptor on.
final class OpenFile: @unchecked Sendable {
    private var descriptor: Int32
    /// Bytes.
    let size: UInt64
    /// Seconds since 1970.
    let modified: Int64

    /// nil if there is no such regular file.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        size = UInt64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The descriptor, which the caller closes from now on.
    func take() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }
}
