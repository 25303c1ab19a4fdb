public import Core
internal import Crypto
public import EventLoop
internal import Foundation
internal import Glibc
public import Postgres

/// A stored file.
public enum File {}

/// What is known of a stored file.
public struct FileDescription: Sendable {
    public let id: ID<File>
    public let name: String
    public let contentType: String
    /// Bytes.
    public let size: Int
    /// Where the bytes lie on this machine.
    public let path: String
    /// Hexadecimal; the file's ETag.
    public let hash: String
}

/// Files of organisations, kept in the data directory under their hash, so that the same bytes are kept once.
/// Bytes are on the disk before the row that names them is committed.
public final class FileStore: Sendable {
    private let database: Database
    private let directory: String
    private let workers: WorkerPool

    /// The largest file kept, in bytes.
    public static let sizeLimit = 25 << 20

    public init(database: Database, directory: String, workers: WorkerPool) {
        self.database = database
        self.directory = directory
        self.workers = workers
    }

    /// Keeps `bytes` and names them in the transaction. Throws `Problem` 413, or 503 if the disk is full.
    public func save(_ bytes: [UInt8], name: String, contentType: String, in transaction: Transaction) async throws
        -> ID<File>
    {
        guard bytes.count <= Self.sizeLimit else {
            throw Problem(status: 413, code: "too_large", "The file is larger than \(Self.sizeLimit >> 20) MiB.")
        }
        let context = transaction.context
        let hash = SHA256.hash(bytes)
        let path = path(context.organisation, Hex.encode(hash))
        try await workers.run { try Self.write(bytes, to: path) }
        let id = context.newID(File.self)
        transaction.queue(
            """
            insert into files (org_id, id, name, content_type, size, sha256)
            values (app_org(), \(id), \(name), \(contentType), \(bytes.count), \(Bytea(hash)))
            """)
        return id
    }

    /// Keeps the file at `path`, which may be removed afterwards. Throws like the other `save`.
    public func save(
        contentsOf path: String, name: String, contentType: String, in transaction: Transaction
    ) async throws -> ID<File> {
        let bytes = try await workers.run { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
        return try await save(bytes, name: name, contentType: contentType, in: transaction)
    }

    /// Keeps what somebody sent: its type is told from its bytes, whatever its name or its sender say.
    /// Throws like the other `save`.
    public func save(upload path: String, name: String, in transaction: Transaction) async throws
        -> (id: ID<File>, contentType: String)
    {
        let (bytes, type) = try await workers.run {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            return (bytes, FileType.of(bytes))
        }
        let id = try await save(bytes, name: RecordFiles.cleaned(name), contentType: type, in: transaction)
        return (id, type)
    }

    /// Forgets a file. Its bytes go too, unless another file has the same; one that is referred to stays.
    /// Doing it again does no harm.
    public func remove(_ id: ID<File>, in transaction: Transaction) async throws {
        let rows: Rows
        do {
            rows = try await transaction.savepoint {
                try await transaction.query(
                    "delete from files where org_id = app_org() and id = \(id) returning sha256")
            }
        } catch let error as PostgresError where error.state == "23503" {
            return
        }
        guard let hash = try rows.first?.get("sha256", as: Bytea.self) else { return }
        let others = try await transaction.query(
            "select from files where org_id = app_org() and sha256 = \(hash) limit 1")
        guard others.isEmpty else { return }
        let path = path(transaction.context.organisation, Hex.encode(hash.bytes))
        try await workers.run {
            guard unlink(path) == 0 || errno == ENOENT else { throw Self.failure("remove", path) }
        }
    }

    /// Throws `Problem` 404.
    public func describe(_ id: ID<File>, _ context: Context) async throws -> FileDescription {
        let rows = try await database.read(
            context, "select name, content_type, size, sha256 from files where org_id = app_org() and id = \(id)")
        let row = try rows.one("file")
        let hash = Hex.encode(try row.get("sha256", as: Bytea.self).bytes)
        return FileDescription(
            id: id, name: try row.get("name"), contentType: try row.get("content_type"), size: try row.get("size"),
            path: path(context.organisation, hash), hash: hash)
    }

    /// The file's bytes. Throws `Problem` 404, or 500 if the disk no longer holds what was stored.
    public func read(_ id: ID<File>, _ context: Context) async throws -> [UInt8] {
        let file = try await describe(id, context)
        let bytes = try await workers.run { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path))) }
        guard SHA256.hex(bytes) == file.hash else {
            throw Problem(
                status: 500, code: "damaged_file", "The stored file \(file.name) is damaged. Restore it from a backup.")
        }
        return bytes
    }

    private func path(_ organisation: ID<Organisation>, _ hash: String) -> String {
        "\(directory)/\(organisation)/\(hash.prefix(2))/\(hash)"
    }

    /// Writes beside and renames, so that a file is either whole or not there.
    private static func write(_ bytes: [UInt8], to path: String) throws {
        if access(path, R_OK) == 0 { return }
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", temporary) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            guard count > 0 else {
                unlink(temporary)
                throw failure("write", temporary)
            }
            written += count
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            defer { unlink(temporary) }
            throw failure("keep", temporary)
        }
        try keepName(in: folder)
    }

    /// A rename is on the disk once its folder is.
    private static func keepName(in folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("keep", folder) }
    }

    private static func failure(_ verb: String, _ path: String) -> Problem {
        let isFull = errno == ENOSPC || errno == EDQUOT
        return isFull
            ? .unavailable(
                "The disk is full: the file could not be stored. Free some space and try again.", retryAfter: 60)
            : Problem(status: 500, code: "storage", "Could not \(verb) \(path): \(String(cString: strerror(errno))).")
    }
}
