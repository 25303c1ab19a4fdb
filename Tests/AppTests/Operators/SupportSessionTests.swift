import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import Access
@testable import App

/// What the platform's operators reach: nothing of an organisation's, but for a session that it lets happen.
@Suite(.serialized) struct SupportSessionTests {
    private struct Desk {
        let program: TestProgram
        let session: OperatorSession
        let cookie: String

        init(_ program: TestProgram) async throws {
            self.program = program
            let operators = program.application.operators
            let added = try await operators.add(
                name: "Ana Ruiz", email: "ana@ops.example", password: "long-operator-pass")
            let secret = try #require(Base32Reader.decode(added.secret))
            let code = TOTP.code(secret, step: TOTP.step(at: Instant.systemNow))
            let made = try await operators.signIn(
                email: "ana@ops.example", password: "long-operator-pass", code: code, try Request(.post, "/"))
            cookie = "\(made.name)=\(made.value)"
            session = try #require(try await operators.session(try Self.request(.get, "/operator", cookie)))
        }

        static func request(_ method: HTTP.Method, _ target: String, _ cookie: String) throws -> Request {
            var headers = Headers()
            headers["Cookie"] = cookie
            headers["Sec-Fetch-Site"] = "same-origin"
            return try Request(method, target, headers: headers, body: [])
        }

        func status(_ method: HTTP.Method, _ target: String) async throws -> Int {
            await program.application.router.respond(to: try Self.request(method, target, cookie)).status
        }

        func ask(mayWrite: Bool = false) async throws -> Identifier {
            try await program.application.store.work(TestDatabase.context(program.ours, role: .system), "support.ask") {
                try await SupportSession.ask(
                    session, reason: "A total that is wrong", minutes: 30, mayWrite: mayWrite, in: $0
                ).id
            }
        }

        func act(_ body: @escaping @Sendable (Work) async throws -> Void) async throws {
            try await program.application.store.work(TestDatabase.context(program.ours, role: .owner), "support", body)
        }

        func enter(_ id: Identifier) async throws {
            _ = try await program.application.operators.enter(
                id, of: program.ours, session, try Self.request(.post, "/", cookie))
        }

        /// Asked for, allowed and entered.
        func begin(mayWrite: Bool = false) async throws -> Identifier {
            let id = try await ask(mayWrite: mayWrite)
            try await act { try await SupportSession.approve(id, mayWrite: mayWrite, in: $0) }
            try await enter(id)
            return id
        }
    }

    @Test func an_operator_without_approval_finds_nothing_anywhere() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            let id = try await desk.ask()
            await #expect(throws: Problem.self) { try await desk.enter(id) }
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn = route.access else { continue }
                let status = try await desk.status(route.method, RouteRequests.vacant(route))
                if status != 404 { wrong.append("\(route.name): \(status)") }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func an_approved_session_reads_and_is_on_the_audit_trail() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            let id = try await desk.begin()
            #expect(try await desk.status(.get, "/customers") == 200)
            let actors = try program.test.column(
                "select distinct actor from audit_entries where record_id = '\(id)' and action = 'support.request'")
            #expect(actors == ["operator:Ana Ruiz (support)"])
        }
    }

    @Test func secrets_keys_exports_and_changes_are_out_of_reach_of_a_reading_session() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            _ = try await desk.begin()
            var wrong: [String] = []
            for route in program.application.router.routes {
                guard case .signedIn = route.access else { continue }
                let isSecret = ["export", "/api-keys", "/account", "/api/", "/settings/audit", "/settings/security"]
                    .contains { route.pattern.contains($0) }
                guard isSecret || !route.method.isSafe else { continue }
                let status = try await desk.status(route.method, RouteRequests.vacant(route))
                if status != 404 { wrong.append("\(route.name): \(status)") }
            }
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        }
    }

    @Test func its_end_holds_at_once() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            let id = try await desk.begin()
            #expect(try await desk.status(.get, "/customers") == 200)
            try await desk.act { try await SupportSession.end(id, in: $0) }
            #expect(try await desk.status(.get, "/customers") == 404)
        }
    }

    @Test func it_ends_by_itself() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            let id = try await desk.begin()
            try program.test.run(
                "update support_sessions set expires_at = now() - interval '1 second' where id = '\(id)'")
            #expect(try await desk.status(.get, "/customers") == 404)
        }
    }

    @Test func who_lets_nobody_in_is_not_even_asked() async throws {
        try await TestProgram.with { program in
            let desk = try await Desk(program)
            try program.test.run("update organisations set support_access = 'never'")
            await #expect(throws: Problem.self) { try await desk.ask() }
        }
    }

    @Test func a_code_is_taken_once() async throws {
        try await TestProgram.with { program in
            let operators = program.application.operators
            let added = try await operators.add(
                name: "Ben Ott", email: "ben@ops.example", password: "long-operator-pass")
            let secret = try #require(Base32Reader.decode(added.secret))
            let code = TOTP.code(secret, step: TOTP.step(at: Instant.systemNow))
            let request = try Request(.post, "/")
            _ = try await operators.signIn(
                email: "ben@ops.example", password: "long-operator-pass", code: code, request)
            await #expect(throws: Problem.self) {
                try await operators.signIn(
                    email: "ben@ops.example", password: "long-operator-pass", code: code, request)
            }
            await #expect(throws: Problem.self) {
                try await operators.signIn(
                    email: "ben@ops.example", password: "long-operator-pass", code: "000000", request)
            }
        }
    }
}

/// RFC 4648's base32, for reading what an authenticator app is given.
private enum Base32Reader {
    static func decode(_ text: String) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits = 0
        var value: UInt32 = 0
        var bytes: [UInt8] = []
        for letter in text {
            guard let place = alphabet.firstIndex(of: letter) else { return nil }
            value = value << 5 | UInt32(place)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
            }
        }
        return bytes
    }
}
