internal import Core
internal import Foundation
internal import Postgres

/// PostgreSQL's own programs for taking a database out and putting it back.
struct PostgresPrograms: Sendable {
    private let folder: String
    private let arguments: [String]
    private let environment: [String: String]
    private let workplace: String

    /// For the database at `conninfo`, whose password is handed over out of others' sight.
    /// Throws `ProgramError` if the programs are not installed.
    init(_ conninfo: String, workplace: String) throws {
        let options = try ConnectionString.parse(conninfo)
        let bare = try ConnectionString.replacing(conninfo, user: options["user"] ?? "postgres", password: nil)
        arguments = ["--dbname", bare]
        environment = options["password"].map { ["PGPASSWORD": $0] } ?? [:]
        self.workplace = workplace
        // Debian keeps each version in a folder of its own; the newest knows all older servers.
        let debian = "/usr/lib/postgresql"
        let versions =
            FileManager.default.fileExists(atPath: debian)
            ? try FileManager.default.contentsOfDirectory(atPath: debian) : []
        let newest = versions.compactMap { Int($0) }.sorted(by: >).map { "\(debian)/\($0)/bin" }
        guard
            let found = (newest + ["/usr/bin", "/usr/local/bin"]).first(where: {
                FileManager.default.isExecutableFile(atPath: $0 + "/pg_dump")
            })
        else { throw ProgramError("pg_dump is not installed.", "Install it: apt-get install postgresql-client.") }
        folder = found
    }

    /// Writes the database to `file` in pg_dump's own format.
    func dump(to file: String) async throws {
        try await run("pg_dump", ["--format=custom", "--file", file])
    }

    /// Puts it back as one transaction: everything or nothing.
    func restore(from file: String) async throws {
        try await run("pg_restore", ["--single-transaction", "--exit-on-error", file])
    }

    private func run(_ program: String, _ more: [String]) async throws {
        _ = try await ChildProgram.run(
            "\(folder)/\(program)", arguments + more, folder: workplace, package: "postgresql-client",
            environment: environment, limit: .hours(12))
    }
}
