import Core
import Crypto
import HTTP
import HTTPClient
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Access

/// A provider that describes itself, and counts how often its keys are fetched.
private final class SampleProvider: HTTPSending {
    let issuer: String
    private let fetches = Atomic(0)
    var keyFetches: Int { fetches.load(ordering: .relaxed) }

    init(issuer: String = "https://id.example") { self.issuer = issuer }

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        if request.url.hasSuffix("/.well-known/openid-configuration") {
            let document: JSON = [
                "issuer": .string(issuer), "authorization_endpoint": "https://id.example/authorize",
                "token_endpoint": "https://id.example/token", "jwks_uri": "https://id.example/keys",
            ]
            return IncomingResponse(status: 200, body: Array(document.text.utf8))
        }
        if request.url.hasSuffix("/keys") {
            fetches.add(1, ordering: .relaxed)
            return IncomingResponse(status: 200, body: Array(SampleTokens.keys.text.utf8))
        }
        return IncomingResponse(status: 400)
    }
}

@Suite struct OpenIDTests {
    private let expectation = IDToken.Expectation(
        issuer: "https://id.example", clientID: "mainline", nonceHash: SHA256.hash("n-0S6_WzA2Mj".utf8),
        now: SampleTokens.issuedAt)

    private func claims(_ token: String) throws -> IDToken.Claims {
        try IDToken(token).claims(SigningKeys(SampleTokens.keys), expectation)
    }

    @Test func a_token_that_holds_is_believed() throws {
        for token in [SampleTokens.good, SampleTokens.goodOnTheCurve] {
            let claims = try claims(token)
            #expect(claims.subject == "248289761001")
            #expect(claims.email == "ada@acme.example")
            #expect(claims.isEmailVerified)
        }
    }

    @Test(arguments: SampleTokens.forged.indices)
    func a_token_that_does_not_hold_is_refused(index: Int) {
        let forged = SampleTokens.forged[index]
        do {
            _ = try claims(forged.token)
            Issue.record("believed a token \(forged.what)")
        } catch {
            #expect("\(error)" == forged.failure, "a token \(forged.what)")
        }
    }

    @Test(arguments: ["", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0..", String(repeating: "a", count: 20_000)])
    func what_is_no_token_is_refused(text: String) {
        #expect(throws: IDToken.Failure.self) { try claims(text) }
    }

    private func provider(_ domains: [String] = ["acme.example"]) -> IdentityProvider {
        .installation(
            name: "Sample", issuer: "https://id.example", clientID: "mainline", clientSecret: "secret",
            domains: domains)
    }

    private func desk(
        _ fixture: AccessFixture, _ http: any HTTPSending, _ providers: [IdentityProvider]
    ) -> OpenIDSignIn {
        OpenIDSignIn(
            fixture.authenticator,
            OpenIDConfiguration(providers: providers, http: http, publicURL: "https://acme.example"), fixture.secrets,
            passwords: fixture.passwords)
    }

    private func state(of address: String) throws -> String {
        let query = try #require(address.split(separator: "?").last)
        return try #require(Fields(encoded: query)?["state"])
    }

    @Test func a_journey_asks_with_state_nonce_and_a_challenge() async throws {
        try await AccessFixture.run { fixture in
            let (address, _) = try await desk(fixture, SampleProvider(), [provider()]).begin(
                "installation", .signIn, next: "/", fixture.get())
            let query = try #require(address.split(separator: "?").last)
            let fields = try #require(Fields(encoded: query))
            #expect(address.hasPrefix("https://id.example/authorize?"))
            #expect(fields["redirect_uri"] == "https://acme.example/sign-in/openid/installation/back")
            #expect(fields["code_challenge_method"] == "S256")
            #expect(fields["code_challenge"]?.utf8.count == 43)
            #expect(fields["nonce"]?.utf8.count == 43)
            #expect(fields["response_type"] == "code")
        }
    }

    @Test func a_way_back_holds_once_and_for_the_browser_that_set_out() async throws {
        try await AccessFixture.run { fixture in
            let signIn = desk(fixture, SampleProvider(), [provider()])
            func answer(_ cookie: SetCookie?, _ state: String, at key: String = "installation") async throws -> String?
            {
                let request = try fixture.get(
                    "/sign-in/openid/\(key)/back?code=x&state=\(state)", cookie: cookie.map { "\($0.name)=\($0.value)" }
                )
                return try await code { _ = try await signIn.arrive(key, request) }
            }
            let (address, cookie) = try await signIn.begin("installation", .signIn, next: "/", fixture.get())
            let state = try state(of: address)
            let (_, another) = try await signIn.begin("installation", .signIn, next: "/", fixture.get())
            #expect(try await answer(nil, state) == "journey_over")
            #expect(try await answer(cookie, "") == "journey_over", "no state")
            #expect(try await answer(another, state) == "journey_over")
            #expect(try await answer(cookie, String(state.reversed())) == "journey_over")
            // The journey holds; the provider refuses the made-up code.
            #expect(try await answer(cookie, state) == "provider_unusable")
            #expect(try await answer(cookie, state) == "journey_over", "replayed")
        }
    }

    @Test func the_way_back_is_ours_whatever_the_request_says() async throws {
        try await AccessFixture.run { fixture in
            let signIn = desk(fixture, SampleProvider(), [provider()])
            let request = try Request(
                .get, "/sign-in/openid/installation?redirect_uri=https%3A%2F%2Fevil.example%2F&next=//evil.example",
                headers: ["X-Forwarded-Host": "evil.example"], scheme: "https", host: "evil.example")
            let (address, _) = try await signIn.begin("installation", .signIn, next: "/", request)
            let query = try #require(address.split(separator: "?").last)
            let fields = try #require(Fields(encoded: query))
            #expect(fields["redirect_uri"] == "https://acme.example/sign-in/openid/installation/back")
            #expect(!address.contains("evil"))
        }
    }

    @Test func answers_of_providers_are_not_mixed_up() async throws {
        try await AccessFixture.run { fixture in
            let google = IdentityProvider.google(clientID: "g", clientSecret: "s")
            let signIn = desk(fixture, SampleProvider(), [provider(), google])
            for (key, end, refusal) in [
                ("google", "", "journey_over"),
                ("installation", "&iss=https%3A%2F%2Faccounts.google.com", "provider_answer"),
            ] {
                let (address, cookie) = try await signIn.begin("installation", .signIn, next: "/", fixture.get())
                let request = try fixture.get(
                    "/sign-in/openid/\(key)/back?code=x&state=\(try state(of: address))\(end)",
                    cookie: "\(cookie.name)=\(cookie.value)")
                #expect(try await code { _ = try await signIn.arrive(key, request) } == refusal)
            }
        }
    }

    @Test func a_provider_that_describes_another_is_not_used() async throws {
        try await AccessFixture.run { fixture in
            let signIn = desk(fixture, SampleProvider(issuer: "https://evil.example"), [provider()])
            let refusal = try await code {
                _ = try await signIn.begin("installation", .signIn, next: "/", fixture.get())
            }
            #expect(refusal == "provider_unusable")
        }
    }

    @Test func unknown_keys_are_looked_up_again_but_not_at_every_token() async throws {
        let clock = TestClock(SampleTokens.issuedAt)
        let sample = SampleProvider()
        let client = OpenIDClient(
            OpenIDConfiguration(http: sample, publicURL: "https://acme.example"), clock: clock.source)
        let provider = provider()
        let metadata = try await client.metadata(of: provider)
        let known = try IDToken(SampleTokens.good)
        let unknown = try IDToken(SampleTokens.forged.first { $0.failure == "unknownKey" }?.token ?? "")
        for _ in 0..<3 { _ = try await client.keys(of: provider, metadata, for: known) }
        #expect(sample.keyFetches == 1)
        for _ in 0..<3 { _ = try await client.keys(of: provider, metadata, for: unknown) }
        #expect(sample.keyFetches == 1)
        clock.advance(.minutes(2))
        for _ in 0..<3 { _ = try await client.keys(of: provider, metadata, for: unknown) }
        #expect(sample.keyFetches == 2)
    }

    @Test func googles_word_counts_for_addresses_it_keeps() {
        func claims(_ email: String, hosted: String? = nil, verified: Bool = true) -> IDToken.Claims {
            IDToken.Claims(
                subject: "1", email: email, isEmailVerified: verified, name: nil, hostedDomain: hosted,
                authenticatedAt: nil)
        }
        let google = IdentityProvider.google(clientID: "g", clientSecret: "s")
        #expect(google.keeps(claims("ada@gmail.com")))
        #expect(google.keeps(claims("ada@acme.example", hosted: "acme.example")))
        #expect(!google.keeps(claims("ada@acme.example")))
        #expect(!google.keeps(claims("ada@acme.example", hosted: "evil.example")))
        #expect(!google.keeps(claims("ada@gmail.com", verified: false)))
        #expect(!provider().keeps(claims("ada@notacme.example")))
        #expect(!provider().keeps(claims("ada@acme.example.evil.example")))
    }

    @Test func a_session_of_an_organisations_provider_opens_that_organisation_alone() async throws {
        try await AccessFixture.run { fixture in
            let viewer = try await fixture.user("viewer@acme.example")
            let outcome = try await SessionStart(authenticator: fixture.authenticator).enter(
                SessionStart.Entry(user: viewer, method: .provider, confined: fixture.acme), fixture.get())
            let cookie = try #require(outcome.cookies.first)
            let text = "\(cookie.name)=\(cookie.value)"
            let context = try #require(try await fixture.whoIs(text))
            #expect(context.organisation == fixture.acme)
            #expect(
                try await code {
                    _ = try await Sessions(fixture.authenticator).move(
                        to: fixture.globex, fixture.get(cookie: text), context)
                } == "sign_in_again")
            // Nor does the provider's word count as the person's own, for what concerns their whole account.
            #expect(throws: ProofRequired.self) { try context.requireRecentProof() }
        }
    }

    @Test func secrets_of_providers_rest_sealed_and_stay_out_of_the_audit_trail() async throws {
        try await AccessFixture.run { fixture in
            let providers = IdentityProviders(fixture.authenticator, fixture.openID, fixture.secrets)
            let draft = IdentityProviders.Draft(
                name: "Own", issuer: "https://id.example", clientID: "c", clientSecret: "very secret",
                emailDomains: ["acme.example"])
            _ = try await providers.create(draft, fixture.context())
            let text = try fixture.test.column(
                "select (select string_agg(p::text, ' ') from identity_providers p) || (select string_agg(a::text, ' ') from audit_entries a)"
            ).joined()
            #expect(!text.contains("very secret"))
            for role in [Role.manager, .viewer] {
                #expect(try await code { _ = try await providers.list(fixture.context(role)) } == "forbidden")
                let rows = try await fixture.database.query(
                    fixture.context(role), "select id from identity_providers")
                #expect(rows.isEmpty)
            }
            for issuer in ["http://id.example", "https://id.example?x", "javascript:alert(1)", "https://a b"] {
                var wrong = draft
                wrong.name = "Other"
                wrong.issuer = issuer
                let refusal = try await code {
                    _ = try await providers.create(wrong, fixture.context())
                }
                #expect(refusal == "invalid", "\(issuer)")
            }
        }
    }
}
