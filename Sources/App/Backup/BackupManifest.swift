internal import Core
internal import Crypto
internal import Foundation

/// What a backup holds, with the checksum of each part.
struct BackupManifest: Sendable {
    struct Part: Sendable, Hashable {
        /// Path within the backup.
        let name: String
        let size: Int
        /// SHA-256, hexadecimal.
        let hash: String
    }

    static let name = "manifest.json"
    static let dump = "database.dump"
    static let key = "sealing.key"
    private static let format: Int64 = 1

    let parts: [Part]

    /// Measures the files `names` under `folder`.
    init(of names: [String], in folder: String) throws {
        parts = try names.sorted().map { try Self.part($0, folder) }
    }

    /// Reads the manifest of the backup unpacked in `folder`. Throws `ProgramError`.
    init(readingFrom folder: String) throws {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(Self.name)") else {
            throw ProgramError(
                "This is no backup of Mainline: it has no manifest.", "Name a file that mainline backup wrote.")
        }
        let json = try JSON(parsing: Array(bytes))
        guard json["format"]?.int == Self.format, let list = json["parts"]?.array else {
            throw ProgramError(
                "The backup was written by another version of Mainline.", "Restore it with that version, then upgrade.")
        }
        parts = try list.map { entry in
            guard let name = entry["name"]?.string, let size = entry["size"]?.int, let hash = entry["sha256"]?.string,
                !name.hasPrefix("/"), !name.split(separator: "/").contains("..")
            else { throw ProgramError("The backup's manifest is damaged.", "Use another backup.") }
            return Part(name: name, size: Int(size), hash: hash)
        }
    }

    var json: JSON {
        [
            "format": .int(Self.format), "version": .string(Version.number), "at": .text(Instant.systemNow),
            "parts": .array(
                parts.map { ["name": .string($0.name), "size": .int(Int64($0.size)), "sha256": .string($0.hash)] }),
        ]
    }

    /// Throws `ProgramError` naming the first part in `folder` that is not as it was.
    func verify(in folder: String) throws {
        for part in parts {
            guard FileManager.default.fileExists(atPath: "\(folder)/\(part.name)"),
                try Self.part(part.name, folder) == part
            else {
                throw ProgramError(
                    "\(part.name) in the backup is damaged or missing.", "Use another backup. Nothing was changed.")
            }
        }
        let strangers = try Self.files(in: folder).filter { name in
            name != Self.name && !parts.contains { $0.name == name }
        }
        if let stranger = strangers.first {
            throw ProgramError(
                "The backup holds \(stranger), which its manifest does not name.",
                "Use another backup. Nothing was changed.")
        }
    }

    /// Paths of all files under `folder`.
    static func files(in folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }

    private static func part(_ name: String, _ folder: String) throws -> Part {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(folder)/\(name)"))
        defer { file.closeFile() }
        var (hash, size) = (SHA256(), 0)
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            chunk.withUnsafeBytes { hash.update($0) }
            size += chunk.count
        }
        return Part(name: name, size: size, hash: Hex.encode(hash.digest()))
    }
}
