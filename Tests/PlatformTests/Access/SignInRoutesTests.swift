import Core
import HTTP
import Testing

@testable import Access

/// Shows its form as text.
private struct PlainPages: SignInPages {
    func signIn(_ form: SignInForm, for request: Request) -> Response {
        .text("\(form.email)|\(form.next)|\(form.problem?.detail ?? "")")
    }
    func secondStep(_ step: SignInStep, for request: Request) -> Response {
        .text("second step|\(step.problem?.code ?? "")")
    }
    func link(_ step: SignInStep, for request: Request) -> Response {
        .text("link|\(step.provider)|\(step.email)|\(step.problem?.code ?? "")")
    }
    func organisation(next: String, for request: Request) -> Response { .text("organisation|\(next)") }
}

@Suite struct SignInRoutesTests {
    private func router(_ fixture: AccessFixture) throws -> Router {
        let signIn = SignInRoutes(
            fixture.authenticator, passwords: fixture.passwords, secrets: fixture.secrets, openID: fixture.openID,
            pages: PlainPages())
        let work: [Route] = [
            .signedIn(.get, "/work", .staff) { _, context in .text("\(context.role)") },
            .signedIn(.post, "/work", .workers) { _, context in .text("\(context.role)") },
        ]
        return try Router(
            signIn.routes + work, authenticate: fixture.authenticator.authenticate,
            guard: fixture.authenticator.guardRequest,
            finish: fixture.authenticator.finish)
    }

    private func text(_ response: Response) -> String { if case .text(let text) = response.body { text } else { "" } }

    @Test func signing_in_sets_the_cookie_and_goes_on() async throws {
        try await AccessFixture.run { fixture in
            let response = try await router(fixture).respond(
                to: fixture.form(
                    "/sign-in",
                    [
                        ("email", "owner@acme.example"), ("password", AccessFixture.password),
                        ("next", "/leads?status=eq.new"),
                    ]))
            #expect(response.status == 303)
            #expect(response.headers["Location"] == "/leads?status=eq.new")
            let cookie = try #require(response.headers["Set-Cookie"])
            #expect(cookie.hasPrefix("__Host-mainline="))
            #expect(cookie.contains("; HttpOnly; Secure; SameSite=Lax"))
        }
    }

    @Test func plain_http_gets_a_plain_cookie() async throws {
        try await AccessFixture.run { fixture in
            let request = try fixture.form(
                "/sign-in", [("email", "owner@acme.example"), ("password", AccessFixture.password)], scheme: "http")
            let cookie = try #require(try await router(fixture).respond(to: request).headers["Set-Cookie"])
            #expect(cookie.hasPrefix("mainline="))
            #expect(!cookie.contains("Secure"))
        }
    }

    @Test func a_failure_shows_the_form_again() async throws {
        try await AccessFixture.run { fixture in
            let response = try await router(fixture).respond(
                to: fixture.form("/sign-in", [("email", "owner@acme.example"), ("password", "wrong"), ("next", "/x")]))
            #expect(response.status == 422)
            #expect(text(response) == "owner@acme.example|/x|The email address or the password is not right.")
            #expect(response.headers["Set-Cookie"] == nil)
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "evil",
        "",
        "/sign-out",
    ])
    func another_site_is_never_gone_on_to(next: String) {
        #expect(LocalPath.checked(next) == "/")
    }

    @Test func another_site_does_not_sign_anybody_in() async throws {
        try await AccessFixture.run { fixture in
            let request = try Request(
                .post, "/sign-in",
                headers: ["Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "cross-site"],
                body: Array("email=owner%40acme.example&password=correct+horse+battery".utf8))
            #expect(try await router(fixture).respond(to: request).status == 403)
        }
    }

    @Test func a_change_needs_the_forms_token() async throws {
        try await AccessFixture.run { fixture in
            let router = try router(fixture)
            let cookie = try await fixture.signIn("owner@acme.example")
            let other = try await fixture.signIn("agent@acme.example")
            let token = try #require(CSRF.token(for: fixture.get(cookie: cookie)))
            let othersToken = try #require(CSRF.token(for: fixture.get(cookie: other)))
            #expect(CSRF.token(for: try fixture.get(cookie: cookie)) != token)
            func status(_ fields: [(String, String)]) async throws -> Int {
                await router.respond(to: try fixture.form("/work", fields, cookie: cookie)).status
            }
            #expect(try await status([]) == 403)
            #expect(try await status([("_csrf", othersToken)]) == 403)
            #expect(try await status([("_csrf", String(token.reversed()))]) == 403)
            #expect(try await status([("_csrf", token)]) == 200)
        }
    }

    @Test func a_token_from_another_site_is_refused() async throws {
        try await AccessFixture.run { fixture in
            let cookie = try await fixture.signIn("owner@acme.example")
            let token = try #require(CSRF.token(for: fixture.get(cookie: cookie)))
            let request = try Request(
                .post, "/work", headers: ["Cookie": cookie, "X-CSRF-Token": token, "Origin": "https://evil.example"],
                scheme: "https", host: "acme.example")
            #expect(try await router(fixture).respond(to: request).status == 403)
            let own = try Request(
                .post, "/work", headers: ["Cookie": cookie, "X-CSRF-Token": token, "Origin": "https://acme.example"],
                scheme: "https", host: "acme.example")
            #expect(try await router(fixture).respond(to: own).status == 200)
        }
    }

    @Test func a_key_needs_no_token() async throws {
        try await AccessFixture.run { fixture in
            let made = try await APIKeys(fixture.authenticator).create(
                NewAPIKey(name: "K", role: .agent), fixture.context())
            let request = try Request(.post, "/work", headers: ["Authorization": "Bearer \(made.text)"])
            let answer = try await router(fixture).respond(to: request)
            #expect(answer.status == 200)
            #expect(answer.headers["RateLimit"] == "\"burst\";r=599;t=1")
        }
    }

    @Test func refuses_a_viewer_and_lets_an_owner() async throws {
        try await AccessFixture.run { fixture in
            let router = try router(fixture)
            for (email, status) in [("viewer@acme.example", 403), ("owner@acme.example", 200)] {
                let cookie = try await fixture.signIn(email)
                let token = try #require(CSRF.token(for: fixture.get(cookie: cookie)))
                let answer = await router.respond(to: try fixture.form("/work", [("_csrf", token)], cookie: cookie))
                #expect(answer.status == status)
                #expect(await router.respond(to: try fixture.get("/work", cookie: cookie)).status == 200)
            }
        }
    }

    @Test func signing_out_removes_the_cookie() async throws {
        try await AccessFixture.run { fixture in
            let router = try router(fixture)
            let cookie = try await fixture.signIn("viewer@acme.example")
            let token = try #require(CSRF.token(for: fixture.get(cookie: cookie)))
            let response = await router.respond(to: try fixture.form("/sign-out", [("_csrf", token)], cookie: cookie))
            #expect(response.headers["Location"] == "/sign-in")
            #expect(response.headers["Set-Cookie"]?.contains("Max-Age=0") == true)
            #expect(await router.respond(to: try fixture.get("/work", cookie: cookie)).status == 401)
        }
    }

    @Test func the_organisation_is_switched_by_form() async throws {
        try await AccessFixture.run { fixture in
            let router = try router(fixture)
            let cookie = try await fixture.signIn("viewer@acme.example")
            let token = try #require(CSRF.token(for: fixture.get(cookie: cookie)))
            let response = await router.respond(
                to: try fixture.form(
                    "/switch-organisation", [("_csrf", token), ("organisation", fixture.globex.description)],
                    cookie: cookie))
            #expect(response.status == 303)
            let moved = try #require(response.headers["Set-Cookie"]?.split(separator: ";").first)
            #expect(try await fixture.whoIs(String(moved))?.organisation == fixture.globex)
        }
    }
}
