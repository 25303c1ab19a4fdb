public import Core
internal import Foundation

/// One forward-only step of the schema: a file `20260101120000__invoices.sql` in a target's `Migrations` folder.
public struct Migration: Sendable {
    /// The file's name without `.sql`; sorts by its timestamp.
    public let name: String
    public let sql: String

    /// The migrations of the targets, in the order in which they run.
    /// Throws `MigrationError` if a folder is missing or two files share a timestamp.
    public static func load(targets: [String]) throws -> [Migration] {
        var migrations: [Migration] = []
        for target in targets {
            guard let folder = ResourceDirectory.path(target: target, "Migrations") else {
                throw MigrationError.missingFolder(target)
            }
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".sql") {
                let sql = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
                migrations.append(Migration(name: String(file.dropLast(4)), sql: sql))
            }
        }
        migrations.sort { $0.name < $1.name }
        for (a, b) in zip(migrations, migrations.dropFirst()) where a.timestamp == b.timestamp {
            throw MigrationError.sameTimestamp(a.name, b.name)
        }
        return migrations
    }

    var timestamp: Substring { name.prefix { $0 != "_" } }
}

/// Why the schema could not be brought up to date.
public enum MigrationError: Error, CustomStringConvertible {
    case missingFolder(String)
    case sameTimestamp(String, String)
    case failed(migration: String, message: String)
    case newerDatabase(String)

    public var description: String {
        switch self {
        case .missingFolder(let target):
            "The migrations of \(target) are not beside the executable. Run the program from where it was built or installed."
        case .sameTimestamp(let a, let b):
            "The migrations \(a) and \(b) have the same timestamp. Give one of them a later one."
        case .failed(let migration, let message):
            "Migration \(migration) failed and was undone: \(message). The ones before it stay; mend it and run `mainline migrate` again."
        case .newerDatabase(let name):
            "The database has migration \(name), which this program does not know: it was used by a newer version. Run that version."
        }
    }
}
