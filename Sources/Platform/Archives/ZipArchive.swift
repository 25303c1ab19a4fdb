internal import CZip
internal import Glibc

/// Files put together in one ZIP archive on the disk. Blocks: use it on a `WorkerPool`.
public final class ZipArchive {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    private let archive: OpaquePointer
    private var isClosed = false

    /// Makes an archive at `path`; what is there is replaced. Throws `Failure`.
    public init(creating path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else {
            throw Failure(description: "the archive \(path) cannot be made (\(code))")
        }
        self.archive = archive
    }

    deinit { if !isClosed { zip_discard(archive) } }

    /// Adds a file with these bytes. Folders in `name` are made. Throws `Failure`.
    public func add(_ name: String, _ bytes: [UInt8]) throws {
        // The library frees what it was given, when the archive is written.
        guard let copy = malloc(max(bytes.count, 1)) else { throw Failure(description: "there is no memory") }
        bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) } }
        guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            free(copy)
            throw failure()
        }
        try add(name, source)
    }

    /// Adds the file at `path`, which must stay there until the archive is closed. Throws `Failure`.
    public func add(_ name: String, fileAt path: String) throws {
        guard let source = zip_source_file(archive, path, 0, -1) else { throw failure() }
        try add(name, source)
    }

    /// Writes the archive. Throws `Failure`; then there is none.
    public func close() throws {
        guard zip_close(archive) == 0 else { throw failure() }
        isClosed = true
    }

    private func add(_ name: String, _ source: OpaquePointer) throws {
        guard zip_file_add(archive, name, source, UInt32(ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8)) >= 0 else {
            zip_source_free(source)
            throw failure()
        }
    }

    private func failure() -> Failure { Failure(description: String(cString: zip_strerror(archive))) }
}
