import Core
import Crypto
import HTTP
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Access

@Suite struct WidgetTests {
    private static let origin = "https://www.acme.example"
    private static let key: [UInt8] = Array("a key of the installation".utf8)

    /// A desk that remembers what was asked of it.
    private final class Desk: WidgetDesk {
        let asked = Mutex<[String]>([])
        let isShut = Mutex(false)

        func admit(_ context: Context) async throws {
            if isShut.withLock({ $0 }) { throw Problem(status: 503, code: "widget_off", "Off.") }
        }
        func hello(_ context: Context) async throws -> WidgetHello {
            WidgetHello(name: "Acme", isOpen: true, opensAt: nil)
        }
        func callBack(_ request: WidgetCallback, _ context: Context) async throws {
            #expect(context.role == .visitor)
            asked.withLock { $0.append(request.phone) }
        }
    }

    private struct Shop {
        let fixture: AccessFixture
        let desk = Desk()
        let router: Router
        let id: Identifier

        init(_ fixture: AccessFixture) async throws {
            self.fixture = fixture
            let context = fixture.context()
            let id = context.newID(Widget.self).value
            self.id = id
            _ = try await fixture.database.query(
                context,
                "insert into widgets (org_id, id, name, origins) values (app_org(), \(id), 'Site', \([WidgetTests.origin])::text[])"
            )
            let door = WidgetDoor(fixture.authenticator, key: WidgetTests.key) { _ in
                OrganisationProfile(name: "Acme", zone: .utc, currency: .usd, country: "US", locale: "en")
            }
            router = try Router(WidgetRoutes(door, desk: desk).routes)
        }

        func ask(
            _ method: HTTP.Method, _ path: String, token: String? = nil, origin: String? = WidgetTests.origin,
            body: JSON? = nil, address: String = "198.51.100.7", widget: Identifier? = nil
        ) async throws -> (response: Response, json: JSON) {
            var headers = Headers()
            headers["Origin"] = origin
            headers["Authorization"] = token.map { "Bearer \($0)" }
            if body != nil { headers["Content-Type"] = "application/json" }
            let target = "/widget/\(path)?widget=\(Widget.publicID(widget ?? id))"
            let response = await router.respond(
                to: try Request(
                    method, target, headers: headers, body: body.map { Array($0.text.utf8) } ?? [], address: address))
            var text = ""
            if case .bytes(let writer) = response.body { text = writer.string }
            return (response, text.isEmpty ? [:] : try JSON(parsing: Array(text.utf8)))
        }

        func token() async throws -> String {
            let (response, json) = try await ask(.post, "token")
            #expect(response.status == 200)
            return try #require(json["token"]?.string)
        }

        func change(_ assignment: SQL) async throws {
            _ = try await fixture.database.query(
                fixture.context(), "update widgets set \(assignment) where org_id = app_org() and id = \(id)")
        }
    }

    @Test func a_page_of_an_allowed_origin_gets_a_token_and_is_answered_for_that_origin_alone() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let (response, json) = try await shop.ask(.get, "hello", token: try await shop.token())
            #expect(response.status == 200)
            #expect(json["name"] == "Acme")
            #expect(response.headers["Access-Control-Allow-Origin"] == Self.origin)
            #expect(response.headers["Access-Control-Allow-Credentials"] == nil)
            #expect(response.headers["Vary"]?.contains("Origin") == true)
        }
    }

    @Test(arguments: [
        "https://evil.example", "http://www.acme.example", "https://www.acme.example.evil.example", "null",
    ])
    func other_origins_get_neither_tokens_nor_headers(origin: String) async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            for (method, path) in [(HTTP.Method.post, "token"), (.options, "token"), (.get, "hello")] {
                let (response, _) = try await shop.ask(method, path, origin: origin)
                #expect(response.status == 403)
                #expect(response.headers["Access-Control-Allow-Origin"] == nil)
            }
            let (bare, _) = try await shop.ask(.post, "token", origin: nil)
            #expect(bare.status == 403)
        }
    }

    @Test func the_browser_is_told_beforehand_what_it_may_send() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let (response, _) = try await shop.ask(.options, "callback")
            #expect(response.status == 204)
            #expect(response.headers["Access-Control-Allow-Origin"] == Self.origin)
            #expect(response.headers["Access-Control-Allow-Methods"] == "POST")
        }
    }

    @Test func tokens_are_short_lived_renewed_and_end_with_the_visit() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            var token = try await shop.token()
            let first = try #require(WidgetToken(token, origin: Self.origin, key: Self.key))
            fixture.clock.advance(.minutes(10))
            let (_, renewed) = try await shop.ask(.post, "token", token: token)
            token = try #require(renewed["token"]?.string)
            let second = try #require(WidgetToken(token, origin: Self.origin, key: Self.key))
            #expect(second.visit == first.visit)
            #expect(second.begunAt == first.begunAt)
            fixture.clock.advance(.minutes(16))
            #expect(try await shop.ask(.get, "hello", token: token).response.status == 401)
            #expect(try await shop.ask(.post, "token", token: token).response.status == 401)
            // However often it is renewed.
            token = try await shop.token()
            var refusals = 0
            for _ in 0..<(24 * 6 + 1) {
                fixture.clock.advance(.minutes(10))
                let (response, json) = try await shop.ask(.post, "token", token: token)
                if response.status == 401 { refusals += 1 } else { token = try #require(json["token"]?.string) }
            }
            #expect(refusals > 0)
        }
    }

    @Test func a_token_is_good_for_its_origin_and_its_widget_only() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let token = try await shop.token()
            try await shop.change("origins = \([Self.origin, "https://shop.acme.example"])::text[]")
            #expect(try await shop.ask(.get, "hello", token: token).response.status == 200)
            let elsewhere = try await shop.ask(.get, "hello", token: token, origin: "https://shop.acme.example")
            #expect(elsewhere.response.status == 401)
            let other = try await Shop(fixture)
            #expect(try await other.ask(.get, "hello", token: token).response.status == 401)
            let text = try #require(Base64.urlSafe.decode(token.dropFirst(3)))
            for index in [0, 20, 33, 45, 60] {
                var forged = text
                forged[index] ^= 1
                let shown = "wt_" + Base64.urlSafe.encode(forged)
                #expect(try await shop.ask(.get, "hello", token: shown).response.status == 401)
            }
        }
    }

    @Test func rotation_lets_tokens_go_on_for_the_overlap_or_ends_them_at_once() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let old = try await shop.token()
            try await shop.change("generation = generation + 1, previous_until = \(fixture.clock.now + .minutes(5))")
            #expect(try await shop.ask(.get, "hello", token: old).response.status == 200)
            let new = try await shop.token()
            fixture.clock.advance(.minutes(6))
            #expect(try await shop.ask(.get, "hello", token: old).response.status == 401)
            #expect(try await shop.ask(.get, "hello", token: new).response.status == 200)
            try await shop.change("generation = generation + 2, previous_until = null")
            #expect(try await shop.ask(.get, "hello", token: new).response.status == 401)
        }
    }

    @Test func a_widget_that_is_off_or_locked_down_answers_nobody() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let token = try await shop.token()
            shop.desk.isShut.withLock { $0 = true }
            #expect(try await shop.ask(.get, "hello", token: token).response.status == 503)
            #expect(try await shop.ask(.post, "token").response.status == 503)
            shop.desk.isShut.withLock { $0 = false }
            try await shop.change("is_active = false")
            #expect(try await shop.ask(.get, "hello", token: token).response.status == 404)
            #expect(try await shop.ask(.post, "token").response.status == 404)
        }
    }

    @Test func callbacks_are_taken_in_and_a_flood_is_not() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            let token = try await shop.token()
            let wish: JSON = ["name": "Ada", "phone": "+1 512 555 0142", "about": "A leak"]
            for _ in 0..<WidgetLimits.workPerAddress {
                #expect(try await shop.ask(.post, "callback", token: token, body: wish).response.status == 202)
            }
            let (refused, json) = try await shop.ask(.post, "callback", token: token, body: wish)
            #expect(refused.status == 429)
            #expect(json["code"] == "rate_limited")
            // Others go on, until the widget itself has had its fill; networks of IPv6 count as one.
            for number in 0..<40 {
                _ = try await shop.ask(
                    .post, "callback", token: token, body: wish, address: "2001:db8:0:\(number % 2)::\(number + 1)")
            }
            #expect(shop.desk.asked.withLock { $0.count } == WidgetLimits.workPerAddress * 3)
            let (bad, _) = try await shop.ask(.post, "callback", token: token, body: ["phone": ""])
            #expect(bad.status == 422)
        }
    }

    @Test func the_last_use_is_written_down_and_only_admins_see_widgets() async throws {
        try await AccessFixture.run { (fixture: AccessFixture) async throws -> Void in
            let shop = try await Shop(fixture)
            _ = try await shop.token()
            _ = try await shop.token()
            await fixture.authenticator.writeKeyUses()
            let row = try await fixture.database.query(
                fixture.context(), "select last_origin, tokens from widget_uses where widget_id = \(shop.id)"
            ).one("use")
            #expect(try row.get("last_origin", as: String.self) == Self.origin)
            #expect(try row.get("tokens", as: Int.self) == 2)
            for context in [fixture.context(.manager), fixture.context(in: fixture.globex)] {
                let rows = try await fixture.database.query(context, "select 1 from widgets")
                #expect(rows.isEmpty)
            }
        }
    }

    @Test(arguments: [
        ("https://a.example", true), ("https://a.example:8443", true), ("http://localhost:3000", true),
        ("http://a.example", false), ("https://a.example/", false), ("https://a.example/path", false),
        ("https://A.example", false), ("https://", false), ("https://*.a.example", false), ("null", false),
        ("https://a.example:0", false), ("https://a.example:99999", false), ("https://a b", false),
    ])
    func origins_are_what_browsers_send(text: String, isOne: Bool) {
        #expect(WidgetResource.isOrigin(text) == isOne)
    }
}
