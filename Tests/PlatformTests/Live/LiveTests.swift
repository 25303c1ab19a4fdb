import Core
import EventLoop
import Foundation
import HTTP
import Jobs
import Live
import Postgres
import Records
import TestSupport
import Testing

/// Real connections to a real server, events written to a real database.
@Suite(.serialized) struct LiveTests {
    private let first: ID<Organisation> = TestDatabase.id(1)
    private let second: ID<Organisation> = TestDatabase.id(2)

    private struct Stage {
        let test: TestDatabase
        let port: UInt16
        let notifier: CommitNotifier

        /// Writes an event as the record layer does, with an id made at `at`.
        @discardableResult
        func emit(
            _ kind: String, in organisation: ID<Organisation>, record: UInt64 = 7, customer: UInt64? = nil,
            at: Instant = .systemNow, tellsOthers: Bool = true
        ) async throws -> Identifier {
            let id = IDSource.random.next(at: at)
            let recordKind = kind.split(separator: ".")[0] + "s"
            let customer: ID<Customer>? = customer.map { TestDatabase.id($0) }
            let context = TestDatabase.context(organisation)
            let notifier = notifier
            try await test.database.transaction(context) { tx in
                tx.queue(
                    """
                    insert into events (org_id, id, kind, record_kind, record_id, customer_id, actor, correlation_id, at)
                    values (\(organisation), \(id), \(kind), \(String(recordKind)), \(TestDatabase.id(record, of: Job.self)),
                      \(customer), 'system:test', 'c', \(at))
                    """)
                if tellsOthers { tx.afterCommit { notifier.committed() } }
            }
            return id
        }
    }

    private func withStage(
        _ change: (inout LiveHub.Options) -> Void = { _ in },
        permission: @escaping LiveHub.Permission = { context, _ in context.role.isStaff },
        _ body: (Stage) async throws -> Void
    ) async throws {
        let test = try await TestDatabase.make()
        defer { test.drop() }
        var options = LiveHub.Options()
        options.listen = test.conninfo(user: "mainline_system")
        options.pollInterval = .milliseconds(200)
        change(&options)
        let hub = LiveHub(database: test.database, loops: test.loops, options: options, permission: permission)
        hub.start()
        let (first, second) = (first, second)
        try await withServer(
            LiveRoutes.routes(hub: hub),
            authenticate: { request in
                guard let who = request.headers["X-Who"] else { return nil }
                return TestDatabase.context(
                    who.hasPrefix("second") ? second : first, role: who.hasSuffix("customer") ? .customer : .agent)
            }
        ) { port, _ in
            do {
                try await body(Stage(test: test, port: port, notifier: .events(test.database)))
            } catch {
                await hub.stop()
                throw error
            }
            await hub.stop()
        }
    }

    /// An open event stream.
    private final class Listener: @unchecked Sendable {
        private let client: WireClient
        private var text = ""

        init(_ stage: Stage, _ topics: String, as who: String = "first", after id: Identifier? = nil) throws {
            client = try WireClient(port: stage.port)
            let headers = ["X-Who: \(who)"] + (id.map { ["Last-Event-ID: \($0)"] } ?? [])
            let answer = try client.request("GET /live?topics=\(topics)", headers)
            guard answer.status == 200 else { throw WireError(what: "status \(answer.status)") }
        }

        /// The next message's fields; heartbeats are passed over.
        func next() async throws -> [String: String] { try await blocking { try self.read() } }

        private func read() throws -> [String: String] {
            while true {
                if let end = text.range(of: "\n\n") {
                    let message = text[..<end.lowerBound]
                    text = String(text[end.upperBound...])
                    let fields = message.split(separator: "\n").compactMap { line -> (String, String)? in
                        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
                        return (String(line[..<colon]), String(line[colon...].dropFirst(2)))
                    }
                    if !fields.isEmpty { return Dictionary(fields) { first, _ in first } }
                } else {
                    let chunk = try client.chunk()
                    guard !chunk.isEmpty else { return ["end": ""] }
                    text += String(decoding: chunk, as: UTF8.self)
                }
            }
        }
    }

    @Test func a_committed_event_reaches_the_pages_that_listen_for_it() async throws {
        try await withStage { stage in
            let list = try Listener(stage, "invoices")
            let customer = try Listener(stage, "customers/\(TestDatabase.id(9, of: Customer.self))")
            let id = try await stage.emit("invoice.issued", in: first, customer: 9)
            let told = try await list.next()
            #expect(told["event"] == "invoices")
            #expect(told["id"] == id.description)
            let data = try JSON(parsing: told["data"] ?? "")
            #expect(data["kind"] == "invoice.issued")
            #expect(data["record_kind"] == "invoices")
            #expect(data["record_id"]?.string == TestDatabase.id(7, of: Job.self).description)
            #expect(data["customer_id"]?.string == TestDatabase.id(9, of: Customer.self).description)
            try #expect(await customer.next()["id"] == id.description)
        }
    }

    @Test func nobody_hears_of_another_organisation_or_of_what_is_not_theirs() async throws {
        try await withStage { stage in
            let other = try Listener(stage, "home", as: "second")
            let portal = try Listener(stage, "home", as: "first-customer")
            let staff = try Listener(stage, "home")
            let mine = try await stage.emit("lead.created", in: first)
            try #expect(await staff.next()["id"] == mine.description)
            let theirs = try await stage.emit("lead.created", in: second)
            try #expect(await other.next()["id"] == theirs.description)
            // The portal's stream is still empty: the first thing it hears is that its past cannot be told.
            _ = portal
            let reconnected = try Listener(stage, "home", as: "first-customer", after: mine)
            try #expect(await reconnected.next()["event"] == "resync")
        }
    }

    @Test func each_event_is_told_once_even_if_it_becomes_visible_late() async throws {
        try await withStage { stage in
            let page = try Listener(stage, "leads")
            var expected: [String] = []
            for _ in 0..<5 { expected.append(try await stage.emit("lead.created", in: first).description) }
            // Its transaction took two seconds, or its process has a slow clock.
            let late = try await stage.emit("lead.created", in: first, at: .systemNow - .seconds(2), tellsOthers: false)
            expected.append(late.description)
            var heard: [String] = []
            for _ in expected { heard.append(try await page.next()["id"] ?? "") }
            #expect(Set(heard) == Set(expected))
            let last = try await stage.emit("lead.won", in: first)
            try #expect(await page.next()["id"] == last.description)
        }
    }

    @Test func a_page_that_reconnects_misses_nothing() async throws {
        try await withStage { stage in
            let now = Instant.systemNow
            let seen = try await stage.emit("lead.created", in: first, at: now - .seconds(60))
            let missed = try await stage.emit("lead.won", in: first, at: now - .seconds(50))
            _ = try await stage.emit("lead.won", in: second, at: now - .seconds(50))
            let page = try Listener(stage, "leads", after: seen)
            try #expect(await page.next()["id"] == missed.description)
            let fresh = try await stage.emit("lead.lost", in: first)
            try #expect(await page.next()["id"] == fresh.description)
        }
    }

    @Test func a_page_that_missed_too_much_is_told_to_look_afresh() async throws {
        try await withStage { stage in
            let old = try await stage.emit("lead.created", in: first, at: .systemNow - .minutes(6))
            try #expect(await Listener(stage, "leads", after: old).next()["event"] == "resync")
        }
        try await withStage({ $0.replayLimit = 2 }) { stage in
            let now = Instant.systemNow
            let seen = try await stage.emit("lead.created", in: first, at: now - .seconds(60))
            for second in 1...3 { try await stage.emit("lead.won", in: first, at: now - .seconds(60 - second)) }
            try #expect(await Listener(stage, "leads", after: seen).next()["event"] == "resync")
        }
    }

    @Test func refuses_strangers_and_what_is_no_topic() async throws {
        try await withStage({ $0.subscriberLimit = 1 }) { stage in
            func status(_ target: String, _ headers: [String] = ["X-Who: first"]) throws -> Int {
                try WireClient(port: stage.port).request("GET \(target)", headers).status
            }
            try #expect(status("/live?topics=home", []) == 401)
            try #expect(status("/live") == 422)
            try #expect(status("/live?topics=Lead%20s") == 422)
            try #expect(status("/live?topics=leads/1") == 422)
            let many = (0...50).map { "t\($0)" }.joined(separator: ",")
            try #expect(status("/live?topics=\(many)") == 422)
            let only = try Listener(stage, "home")
            try #expect(status("/live?topics=home") == 503)
            _ = only
        }
    }

    @Test func a_stream_ends_when_it_is_old() async throws {
        try await withStage({ $0.longestStream = .zero }) { stage in
            try #expect(await Listener(stage, "home").next()["end"] != nil)
        }
    }

    // MARK: - WebSocket

    private func frame(_ text: String) -> [UInt8] {
        let mask: [UInt8] = [1, 2, 3, 4]
        return [0x81, 0x80 | UInt8(text.utf8.count)] + mask + text.utf8.enumerated().map { $1 ^ mask[$0 % 4] }
    }

    private func read(_ client: WireClient) async throws -> JSON {
        let box = Box(client)
        return try await blocking { try Self.frame(from: box.client) }
    }

    private struct Box: @unchecked Sendable {
        let client: WireClient
        init(_ client: WireClient) { self.client = client }
    }

    private static func frame(from client: WireClient) throws -> JSON {
        let head = try client.read(2)
        var size = Int(head[1] & 127)
        if size == 126 {
            let extended = try client.read(2)
            size = Int(extended[0]) << 8 | Int(extended[1])
        }
        return try JSON(parsing: try client.read(size))
    }

    @Test func a_program_subscribes_by_socket() async throws {
        try await withStage { stage in
            let client = try WireClient(port: stage.port)
            let answer = try client.request(
                "GET /live/socket",
                [
                    "X-Who: first", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                ])
            #expect(answer.status == 101)
            client.write(frame(#"{"subscribe":["invoices"]}"#))
            try #expect(await read(client)["ok"] == true)
            client.write(frame(#"{"subscribe":["no such/topic"]}"#))
            try #expect(await read(client)["code"] == "invalid")
            client.write(frame("hello"))
            try #expect(await read(client)["code"] == "malformed_json")
            let id = try await stage.emit("invoice.issued", in: first)
            let told = try await read(client)
            #expect(told["topic"] == "invoices")
            #expect(told["id"]?.string == id.description)
            #expect(told["data"]?["kind"] == "invoice.issued")
        }
    }
}

/// Waits on a thread of its own: the few that run tasks must not all be kept waiting for a socket.
private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try body() }) }.start()
    }
}
