internal import Core
internal import Foundation
internal import Postgres

/// Takes an installation out into one file, and puts it back.
struct Backup: Sendable {
    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    /// Writes a backup to `file`, which must not exist. Throws `ProgramError` and whatever the disk says.
    func take(to file: String, withKey: Bool) async throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw ProgramError("\(file) is there already.", "Name a new file; a backup is never written over.")
        }
        let installation = try await Installation(settings, log: try CommandSession.log(settings, quiet: true))
        do {
            try await inWorkplace(beside: file) { place in
                try await PostgresPrograms(installation.administrator, workplace: place.scratch)
                    .dump(to: "\(place.content)/\(BackupManifest.dump)")
                if withKey {
                    try FileManager.default.copyItem(
                        atPath: settings.sealingKeyFile, toPath: "\(place.content)/\(BackupManifest.key)")
                }
                let files = settings.data + "/files"
                if FileManager.default.fileExists(atPath: files) {
                    try FileManager.default.copyItem(atPath: files, toPath: "\(place.content)/files")
                }
                let manifest = try BackupManifest(of: try BackupManifest.files(in: place.content), in: place.content)
                try Data((manifest.json.text + "\n").utf8).write(
                    to: URL(fileURLWithPath: "\(place.content)/\(BackupManifest.name)"))
                try await tar(
                    ["--create", "--file", place.scratch + "/backup.tar", "--directory", place.content, "."], place)
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: place.scratch + "/backup.tar")
                try FileManager.default.moveItem(atPath: place.scratch + "/backup.tar", toPath: file)
            }
            await installation.close()
        } catch {
            await installation.close()
            throw error
        }
    }

    /// Puts the backup in `file` back. Refuses a database that holds anything unless `replaces`.
    /// Throws `ProgramError`; then nothing was changed.
    func restore(from file: String, replaces: Bool) async throws {
        guard FileManager.default.fileExists(atPath: file) else {
            throw ProgramError("There is no file \(file).", "Name a file that mainline backup wrote.")
        }
        try FileManager.default.createDirectory(atPath: settings.data, withIntermediateDirectories: true)
        try await inWorkplace(beside: settings.data + "/restore") { place in
            try await tar(["--extract", "--no-same-owner", "--file", file, "--directory", place.content], place)
            let manifest = try BackupManifest(readingFrom: place.content)
            try manifest.verify(in: place.content)
            try putKeyBack(from: place.content, replaces: replaces)
            let installation = try await Installation(settings, log: try CommandSession.log(settings, quiet: true))
            do {
                try await putDatabaseBack(installation, place, replaces: replaces)
                try putFilesBack(from: place.content)
                await installation.close()
            } catch {
                await installation.close()
                throw error
            }
        }
    }

    private func putDatabaseBack(_ installation: Installation, _ place: Workplace, replaces: Bool) async throws {
        try installation.prepareRoles()
        let session = try BlockingSession(installation.administrator)
        let tables = try session.column("select tablename from pg_tables where schemaname = 'public'")
        if !tables.isEmpty {
            guard replaces else {
                throw ProgramError(
                    "The database holds \(tables.count) tables already.",
                    "Restore into an empty one (another --data), or add --replace to lose what is there.")
            }
            let others = try session.column(
                "select count(*) from pg_stat_activity where datname = current_database() and usename in ('mainline_app', 'mainline_system', 'mainline_narrowed')"
            )
            guard others == ["0"] else {
                throw ProgramError("Mainline is running on this database.", "Stop mainline serve first.")
            }
            try session.run("drop schema public cascade; create schema public authorization pg_database_owner")
        }
        try await PostgresPrograms(installation.administrator, workplace: place.scratch).restore(
            from: "\(place.content)/\(BackupManifest.dump)")
        _ = try installation.migrate()
    }

    /// The key of the backup becomes this installation's, if it is in there.
    private func putKeyBack(from content: String, replaces: Bool) throws {
        guard let key = FileManager.default.contents(atPath: "\(content)/\(BackupManifest.key)") else { return }
        let path = settings.sealingKeyFile
        if let known = FileManager.default.contents(atPath: path) {
            guard known != key else { return }
            guard replaces else {
                throw ProgramError(
                    "This installation has a sealing key of its own.",
                    "Restore into an empty --data, or add --replace to put the backup's in its place.")
            }
        }
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try key.write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    private func putFilesBack(from content: String) throws {
        let (old, new) = (settings.data + "/files", content + "/files")
        guard FileManager.default.fileExists(atPath: new) else { return }
        if FileManager.default.fileExists(atPath: old) { try FileManager.default.removeItem(atPath: old) }
        try FileManager.default.moveItem(atPath: new, toPath: old)
    }

    // MARK: - On the disk

    private struct Workplace: Sendable {
        /// What the backup consists of.
        let content: String
        let scratch: String
    }

    /// Folders on the same disk as `path`, for this user only, removed afterwards.
    private func inWorkplace(beside path: String, _ body: (Workplace) async throws -> Void) async throws {
        let folder = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        let place = Workplace(content: folder + "/content", scratch: folder + "/scratch")
        for path in [folder, place.content, place.scratch] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        let result: Result<Void, any Error>
        do { result = .success(try await body(place)) } catch { result = .failure(error) }
        try FileManager.default.removeItem(atPath: folder)
        try result.get()
    }

    private func tar(_ arguments: [String], _ place: Workplace) async throws {
        _ = try await ChildProgram.run(
            "/usr/bin/tar", arguments, folder: place.scratch, package: "tar", limit: .hours(12))
    }
}
