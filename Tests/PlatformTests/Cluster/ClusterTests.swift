import Foundation
import Synchronization
import Telemetry
import Testing

@testable import Cluster

/// Runs PostgreSQL for real, in a folder of its own.
@Suite(.serialized) struct ClusterTests {
    /// A folder the `postgres` user can reach, gone at the end.
    private func inFolder(
        under parent: String = "/tmp", _ body: (String) async throws -> Void
    ) async throws {
        let folder = "\(parent)/mainline-test-\(UInt32.random(in: 0 ... .max))"
        defer { _ = try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private func query(_ conninfo: String, _ sql: String) throws -> (status: Int32, output: String) {
        let psql = Process()
        psql.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        psql.arguments = ["-XAtq", "-c", sql, conninfo]
        let output = Pipe()
        psql.standardOutput = output
        psql.standardError = output
        try psql.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        psql.waitUntilExit()
        return (psql.terminationStatus, said.trimmingCharacters(in: .newlines))
    }

    @Test func makes_starts_stops_and_starts_again() async throws {
        try await inFolder { folder in
            let cluster = Cluster(dataDirectory: folder + "/var", log: .silent)
            let address = try await cluster.start()
            #expect(try query(address.owner, "create table kept (x int); insert into kept values (7)").status == 0)
            await cluster.stop()
            #expect(try query(address.owner, "select 1").status != 0)
            let again = try await Cluster(dataDirectory: folder + "/var", log: .silent).startAndUse {
                (address) async throws in
                try query(address.owner, "select x from kept").output
            }
            #expect(again == "7")
        }
    }

    @Test func the_roles_have_the_rights_they_should() async throws {
        try await inFolder { folder in
            try await Cluster(dataDirectory: folder, log: .silent).startAndUse { (address) async throws in
                let roles = try query(
                    address.superuser,
                    "select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'mainline%' order by 1")
                #expect(
                    roles.output == "mainline_app|f|f\nmainline_narrowed|f|f\nmainline_owner|f|f\nmainline_system|f|t")
                #expect(try query(address.app, "create table x (y int)").status != 0)
                #expect(try query(address.system, "create table x (y int)").status != 0)
                #expect(try query(address.owner, "create extension btree_gist; create extension pg_trgm").status == 0)
                #expect(try query(address.app, "show listen_addresses").output.isEmpty)
                let socket = try FileManager.default.attributesOfItem(atPath: address.socketDirectory)
                #expect((socket[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            }
        }
    }

    @Test func a_second_process_is_a_guest_and_leaves_the_server_running() async throws {
        try await inFolder { folder in
            try await Cluster(dataDirectory: folder, log: .silent).startAndUse { (address) async throws in
                let guest = Cluster(dataDirectory: folder, log: .silent)
                #expect(try await guest.start() == address)
                await guest.stop()
                #expect(try query(address.app, "select 1").output == "1")
            }
        }
    }

    @Test func a_server_that_dies_is_started_again() async throws {
        try await inFolder { folder in
            let said = Mutex("")
            let log = Log(
                to: LogWriter(format: .json) { line in said.withLock { $0 += String(decoding: line, as: UTF8.self) } })
            try await Cluster(dataDirectory: folder, log: log).startAndUse { (address) async throws in
                let first = try #require(try Postmaster.running(on: folder + "/postgres"))
                kill(first.process, SIGKILL)
                var answered = false
                for _ in 0..<200 where !answered {
                    try await Task.sleep(for: .milliseconds(100))
                    let now = try Postmaster.running(on: folder + "/postgres")
                    answered = try now?.isReady == true && now != first && query(address.app, "select 1").output == "1"
                }
                #expect(answered)
                #expect(said.withLock { $0 }.contains("ended unexpectedly"))
            }
        }
    }

    @Test func a_file_left_by_a_crash_does_not_stop_the_start() async throws {
        try await inFolder { folder in
            try await Cluster(dataDirectory: folder, log: .silent).startAndUse { _ in }
            // Our own process has that number now: PostgreSQL alone would take it for a server.
            try "\(getpid())\n\(folder)/postgres\n1\n5432\n\(folder)/run\n\n\nready\n"
                .write(toFile: folder + "/postgres/postmaster.pid", atomically: true, encoding: .utf8)
            let one = try await Cluster(dataDirectory: folder, log: .silent).startAndUse { (address) async throws in
                try query(address.app, "select 1").output
            }
            #expect(one == "1")
        }
    }

    @Test func a_long_path_gets_its_socket_elsewhere() async throws {
        try await inFolder { folder in
            var used = ""
            let long = folder + "/" + String(repeating: "long/", count: 20) + "var"
            try await Cluster(dataDirectory: long, log: .silent).startAndUse { (address) async throws in
                #expect(address.socketDirectory.utf8.count <= SocketFolder.limit)
                #expect(try query(address.app, "select 1").output == "1")
                used = address.socketDirectory
            }
            #expect(!used.isEmpty && !FileManager.default.fileExists(atPath: used))
        }
    }

    @Test func a_missing_postgresql_names_the_package() async throws {
        try await inFolder { folder in
            let cluster = Cluster(dataDirectory: folder, log: .silent, debian: folder + "/none", path: [])
            await #expect { try await cluster.start() } throws: {
                ($0 as? ClusterError)?.kind == .missing && "\($0)".contains("apt-get install postgresql")
            }
        }
    }

    @Test func data_of_another_version_are_left_alone() async throws {
        try await inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/postgres", withIntermediateDirectories: true)
            try "9\n".write(toFile: folder + "/postgres/PG_VERSION", atomically: true, encoding: .utf8)
            let cluster = Cluster(dataDirectory: folder, log: .silent)
            await #expect { try await cluster.start() } throws: { ($0 as? ClusterError)?.kind == .otherVersion }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/postgres") == ["PG_VERSION"])
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root has another user run PostgreSQL"))
    func a_folder_the_postgres_user_cannot_enter_is_named() async throws {
        try await inFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let cluster = Cluster(dataDirectory: folder + "/var", log: .silent)
            await #expect { try await cluster.start() } throws: {
                ($0 as? ClusterError)?.kind == .unreachable && "\($0)".contains("chmod o+x \(folder)")
            }
        }
    }

    @Test func a_broken_setting_is_told_with_its_cause() async throws {
        try await inFolder { folder in
            try await Cluster(dataDirectory: folder, log: .silent).startAndUse { _ in }
            try "shared_buffers = 'plenty'\n"
                .write(toFile: folder + "/postgres/local.conf", atomically: true, encoding: .utf8)
            let cluster = Cluster(dataDirectory: folder, log: .silent)
            await #expect { try await cluster.start() } throws: { "\($0)".contains("FATAL") }
        }
    }
}

extension Cluster {
    /// Starts, hands the address to `body` and stops, also when `body` throws.
    fileprivate func startAndUse<Value: Sendable>(
        _ body: (ClusterAddress) async throws -> Value
    ) async throws -> Value {
        let address = try await start()
        do {
            let value = try await body(address)
            await stop()
            return value
        } catch {
            await stop()
            throw error
        }
    }
}
