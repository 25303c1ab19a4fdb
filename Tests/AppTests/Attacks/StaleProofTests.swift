import Access
import Core
import HTTP
import Postgres
import Records
import TestSupport
import Testing

@testable import App

/// Somebody finds a browser open in which another person is signed in: what would let them stay asks for the password.
@Suite(.serialized) struct StaleProofTests {
    /// What is asked of the browser, from which page.
    private struct Attempt {
        let page: String
        let target: String
        let fields: [(String, String)]
    }

    /// An owner whose last proof is a quarter of an hour old.
    private static func left(_ program: TestProgram) async throws -> SignedInBrowser {
        let browser = try await SignedInBrowser.as(.owner, in: program)
        try program.test.run("update sessions set confirmed_at = now() - interval '15 minutes'")
        return browser
    }

    private static func attempts(_ program: TestProgram) async throws -> [Attempt] {
        let viewer = try await SignedInBrowser.person(.viewer, in: program)
        let member = try program.test.column("select id from users where email = '\(viewer)'")[0]
        let key = try program.test.column("select id from api_keys where org_id = '\(program.ours)' limit 1")[0]
        let role = try program.test.column(
            """
            insert into custom_roles (org_id, id, name, base_role, rules)
            values ('\(program.ours)', uuid_v7(), 'Narrow', 'viewer', '{}') returning id
            """)[0]
        let support = try program.test.column(
            """
            with who as (insert into operators (id, email, name, password_hash, factor)
                values (uuid_v7(), 'op@example.com', 'Op', 'x', 'x')
              returning id)
            insert into support_sessions (org_id, id, operator_id, operator_name, reason, minutes, may_write, asked_at, created_at)
            select '\(program.ours)', uuid_v7(), id, 'Op', 'To look at something', 60, false, now(), now() from who returning id
            """)[0]
        let members = "/settings/members"
        return [
            .init(page: "\(members)/\(member)", target: "\(members)/\(member)/role", fields: [("role", "owner")]),
            .init(page: "\(members)/\(member)", target: "\(members)/\(member)/role", fields: [("role", "manager")]),
            .init(
                page: "\(members)/invite", target: "\(members)/invite",
                fields: [("emails", "friend@evil.example"), ("role", "owner")]),
            .init(
                page: "\(members)/invite", target: "\(members)/invite",
                fields: [("emails", "friend@evil.example"), ("role", "admin")]),
            .init(
                page: "/settings/api-keys/new", target: "/settings/api-keys/new",
                fields: [("name", "Mine"), ("role", "owner")]),
            .init(page: "/settings/api-keys/\(key)", target: "/settings/api-keys/\(key)/rotate", fields: []),
            .init(
                page: "/settings/roles/new?base=viewer", target: "/settings/roles",
                fields: [("base_role", "viewer"), ("name", "Mine")]),
            .init(
                page: "/settings/roles/\(role)", target: "/settings/roles/\(role)",
                fields: [("name", "Wider"), ("version", "1")]),
            .init(
                page: "/settings/roles/\(role)", target: "/settings/roles/\(role)/give", fields: [("member", member)]),
            .init(page: "/settings/support", target: "/settings/support/\(support)/approve", fields: []),
            .init(page: "/settings/support", target: "/settings/support/access", fields: [("access", "notice")]),
        ]
    }

    private static func contents(_ program: TestProgram) throws -> [String] {
        try program.contents().filter { !$0.hasPrefix("sessions ") }
    }

    private static func send(
        _ attempt: Attempt, _ browser: SignedInBrowser, cookie: String? = nil, fragment: Bool = false
    ) async throws -> Response {
        var headers = browser.ownHeaders
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers[fragment ? "HX-Current-URL" : "Referer"] = "http://localhost\(attempt.page)"
        if fragment { headers["HX-Request"] = "true" }
        if let cookie {
            headers["Cookie"] = cookie
            headers["X-CSRF-Token"] = CSRF.token(for: try Request(.post, attempt.target, headers: headers))
        }
        return try await SignedInBrowser.plain(
            browser.program, .post, attempt.target, headers, Array(Fields(attempt.fields).encoded.utf8))
    }

    @Test func what_would_let_somebody_stay_asks_for_the_password_and_leads_back() async throws {
        try await TestProgram.with { program in
            let browser = try await Self.left(program)
            let attempts = try await Self.attempts(program)
            let before = try Self.contents(program)
            for attempt in attempts {
                let way = "/account/confirm?next=" + PercentCoding.encode(attempt.page)
                let answer = try await Self.send(attempt, browser)
                #expect(answer.status == 303 && answer.headers["Location"] == way, "\(attempt.target): \(answer)")
                let part = try await Self.send(attempt, browser, fragment: true)
                #expect(part.status == 403 && part.headers["HX-Redirect"] == way, "\(attempt.target): \(part)")
            }
            #expect(try Self.contents(program) == before)
            let confirmed = try await browser.post(
                "/account/confirm", [("password", SignedInBrowser.password), ("next", "/settings/members")])
            #expect(confirmed.headers["Location"] == "/settings/members")
            let fresh = try #require(
                confirmed.headers.all("Set-Cookie").first { $0.hasPrefix("mainline=") }?.prefix { $0 != ";" })
            for attempt in attempts {
                let answer = try await Self.send(attempt, browser, cookie: String(fresh))
                let isAsked = answer.headers["Location"]?.hasPrefix("/account/confirm") == true
                #expect(!isAsked && answer.status != 403, "\(attempt.target): \(answer)")
            }
        }
    }

    /// The API is no way round for the same browser; programs with keys are not asked.
    @Test func the_api_asks_the_browser_too_and_no_key() async throws {
        try await TestProgram.with { program in
            let browser = try await Self.left(program)
            let viewer = try await SignedInBrowser.person(.viewer, in: program)
            let member = try program.test.column("select id from users where email = '\(viewer)'")[0]
            let before = try Self.contents(program)
            let calls: [(HTTP.Method, String, JSON)] = [
                (.patch, "/api/v1/members/\(member)", ["role": "owner"]),
                (.patch, "/api/v1/members?id=eq.\(member)", ["role": "admin"]),
                (.post, "/api/v1/custom_roles", ["name": "Mine", "base_role": "viewer", "rules": [:]]),
                (.post, "/api/v1/actions/api_keys.create", ["name": "Mine", "role": "owner"]),
                (.post, "/api/v1/actions/invitations.send", ["emails": "friend@evil.example", "role": "admin"]),
            ]
            for (method, target, body) in calls {
                let answer = try await browser.call(method, target, body)
                #expect(
                    answer.status == 403 && answer.text.contains("confirmation_required"), "\(target): \(answer.text)")
            }
            #expect(try Self.contents(program) == before)
            for (method, target, body) in calls {
                let answer = try await program.ask(method, target, key: program.keys[.owner], body: body)
                #expect(answer.status < 300, "\(target): \(answer.text)")
            }
        }
    }

    @Test func what_is_harmless_asks_nothing() async throws {
        try await TestProgram.with { program in
            let browser = try await Self.left(program)
            let viewer = try await SignedInBrowser.person(.viewer, in: program)
            let member = try program.test.column("select id from users where email = '\(viewer)'")[0]
            let phone = try await browser.call(.patch, "/api/v1/members/\(member)", ["phone": "+15125550100"])
            #expect(phone.status == 200)
            let invited = try await browser.post(
                "/settings/members/invite", [("emails", "new@acme.example"), ("role", "agent")])
            #expect(invited.headers["Location"] == "/settings/members")
        }
    }

    /// Many at once are no way round what one by one is checked.
    @Test func changing_many_at_once_is_checked_alike() async throws {
        try await TestProgram.with { program in
            let viewer = try await SignedInBrowser.person(.viewer, in: program)
            let member = try #require(
                Identifier(try program.test.column("select id from users where email = '\(viewer)'")[0]))
            let owner = try program.test.column(
                "select id from members where org_id = '\(program.ours)' and role = 'owner' limit 1")[0]
            var context = Context(
                organisation: program.ours, actor: .user(try #require(ID<User>(owner))), role: .owner,
                correlation: "test", surface: .workspace)
            let store = program.application.store
            let members = try store.catalogue.resource("members", for: .owner)
            let changes = BulkChanges(store)
            context.proof = .holds(until: context.now - .seconds(1))
            await #expect(throws: ProofRequired.self) {
                _ = try await changes.start(members, .ids([member]), .set(["role": "admin"]), context)
            }
            context.proof = .notAsked
            context.grants = Grants(role: member, name: "Narrow", rules: [:])
            await #expect(throws: Problem.self) {
                _ = try await changes.start(members, .ids([member]), .set(["role": "admin"]), context)
            }
            #expect(try program.test.column("select role from members where id = '\(member)'") == ["viewer"])
        }
    }
}
