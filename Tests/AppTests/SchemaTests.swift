import Foundation
import TestSupport
import Testing

@testable import App

/// `schema.sql` shows the whole schema as the migrations make it: what a change of the database looks like in review.
@Suite struct SchemaTests {
    @Test func the_committed_schema_is_what_the_migrations_make() async throws {
        let made = try await MainlineDatabase.with { test in
            // Its extensions' own objects and the grants are those of the schema's owner.
            try dump(test.conninfo(user: "postgres"))
        }
        let path = Repository.root + "/schema.sql"
        if ProcessInfo.processInfo.environment["MAINLINE_WRITE_SCHEMA"] == "1" {
            try made.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let committed =
            FileManager.default.fileExists(atPath: path) ? try String(contentsOfFile: path, encoding: .utf8) : ""
        let isSame = made == committed
        #expect(
            isSame,
            """
            schema.sql is not what the migrations make. First difference: \(firstDifference(committed, made)).
            Write it anew with MAINLINE_WRITE_SCHEMA=1 ./test only the_committed_schema and commit it with the migration.
            """)
    }

    private func dump(_ conninfo: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Repository.root + "/scripts/schema-dump")
        process.arguments = [conninfo]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }

    private func firstDifference(_ committed: String, _ made: String) -> String {
        let (old, new) = (committed.split(separator: "\n"), made.split(separator: "\n"))
        for index in 0..<max(old.count, new.count) {
            let (was, is_) = (index < old.count ? old[index] : "(end)", index < new.count ? new[index] : "(end)")
            if was != is_ { return "“\(was)” is committed, “\(is_)” is made" }
        }
        return "blank lines only"
    }
}
