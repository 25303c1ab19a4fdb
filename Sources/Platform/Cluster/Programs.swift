internal import CLinux
internal import Glibc

/// A folder of PostgreSQL's programs.
struct Programs {
    let folder: String
    /// The main version, such as 15.
    let version: Int

    var initdb: String { folder + "/initdb" }
    var postgres: String { folder + "/postgres" }
    var control: String { folder + "/pg_ctl" }

    /// Debian keeps each version in a folder of its own, outside the PATH.
    static let debian = "/usr/lib/postgresql"

    /// The programs that fit data of version `data`, or the newest there are if there are no data yet.
    /// - Throws: `ClusterError.missing`, `.tooOld`, `.otherVersion`.
    static func find(data: Int?, dataFolder: String, debian: String = debian, path: [String]) async throws -> Programs {
        var found: [Programs] = []
        for name in Folder.names(in: debian) {
            guard let version = Int(name), isComplete("\(debian)/\(name)/bin") else { continue }
            found.append(Programs(folder: "\(debian)/\(name)/bin", version: version))
        }
        let isEnough = found.contains { programs in
            data.map { $0 == programs.version } ?? (programs.version >= ClusterError.oldest)
        }
        for folder in isEnough ? [] : path where isComplete(folder) {
            if let version = try await version(of: folder) { found.append(Programs(folder: folder, version: version)) }
        }
        guard let newest = found.max(by: { $0.version < $1.version }) else { throw ClusterError.missing() }
        if let data {
            if let fitting = found.first(where: { $0.version == data }) { return fitting }
            throw ClusterError.otherVersion(
                data: data, found: Set(found.map(\.version)).sorted(), folder: dataFolder)
        }
        guard newest.version >= ClusterError.oldest else { throw ClusterError.tooOld(found: newest.version) }
        return newest
    }

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "postgres", "pg_ctl"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }

    /// From `postgres (PostgreSQL) 15.9 (Debian …)`.
    private static func version(of folder: String) async throws -> Int? {
        let said = try await Command(path: folder + "/postgres", arguments: ["--version"]).run().output
        return said.split(separator: " ").lazy.compactMap { Int($0.prefix { $0.isNumber }) }.first
    }
}
