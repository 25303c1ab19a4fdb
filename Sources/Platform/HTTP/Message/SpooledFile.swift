internal import Core
internal import Glibc

/// A received file on disk. It is removed when the last reference goes, unless `move` has given it another place.
public final class SpooledFile: @unchecked Sendable {
    public let path: String
    /// Written by the receiver alone, before anyone else sees the file.
    public private(set) var size = 0
    private var descriptor: Int32

    /// Makes an empty file in `directory`, readable by the owner alone. Throws `Problem` 503 if the disk refuses.
    init(directory: String) throws {
        var template = Array("\(directory)/upload-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw SpooledFile.refused }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        unlink(path)
    }

    /// Throws `Problem` 503 if the disk is full.
    func append(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let written = write(descriptor, rest.baseAddress, rest.count)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw SpooledFile.refused }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
            size += written
        }
    }

    func finish() {
        close(descriptor)
        descriptor = -1
    }

    /// The whole file. Throws `Problem` 503 if it cannot be read.
    public func contents() throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SpooledFile.refused }
        defer { close(file) }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(file, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { return failed = true }
                count += got
            }
        }
        if failed { throw SpooledFile.refused }
        return bytes
    }

    /// Its bytes without bringing them into memory. Throws what `body` throws, or `Problem` 503.
    func mapped<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SpooledFile.refused }
        defer { close(file) }
        guard size > 0, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw SpooledFile.refused
        }
        defer { munmap(start, size) }
        return try body(UnsafeRawBufferPointer(start: start, count: size))
    }

    /// Gives the file a lasting place on the same file system. Throws `Problem` 503 if that fails.
    public func move(to destination: String) throws {
        guard rename(path, destination) == 0 else { throw SpooledFile.refused }
    }

    private static let refused = Problem.unavailable("The upload could not be stored. Try again later.", retryAfter: 30)
}
