import Core
import HTTP
import Testing

@Suite struct RouterTests {
    private let context = Context(
        organisation: ID(Identifier(high: 1, low: 1)), actor: .visitor, role: .agent, correlation: "c",
        surface: .workspace)

    private func router(_ routes: [Route], signedIn: Bool = true) throws -> Router {
        let context = context
        return try Router(routes, authenticate: { _ in signedIn ? context : nil })
    }

    private func text(_ response: Response) -> String {
        switch response.body {
        case .text(let text): text
        case .bytes(let writer): writer.string
        default: ""
        }
    }

    private func named(_ pattern: String) -> Route {
        open(.get, pattern) { request in
            .text(([pattern] + request.parameters.map { "\($0.name)=\($0.value)" }).joined(separator: " "))
        }
    }

    @Test func literal_parts_win_over_parameters_and_those_over_tails() async throws {
        let router = try router(
            ["/", "/leads", "/leads/new", "/leads/{id}", "/leads/{lead}/notes", "/{rest*}"].map(named))
        let expected = [
            "/": "/", "/leads": "/leads", "/leads/new": "/leads/new", "/leads/7": "/leads/{id} id=7",
            "/leads/new/notes": "/leads/{lead}/notes lead=new", "/leads/7/other": "/{rest*} rest=leads/7/other",
            "/x": "/{rest*} rest=x",
        ]
        for (path, answer) in expected { #expect(text(await router.respond(to: try Request(.get, path))) == answer) }
    }

    @Test func refuses_two_routes_for_the_same_address() {
        #expect {
            try router([named("/a/{x}"), named("/a/{y}")])
        } throws: {
            "\($0)".contains("Two routes answer GET /a/{y}")
        }
    }

    @Test(arguments: ["a", "/a//b", "/{}", "/{a}/{a}", "/{a*}/b", "/a{b}", "/{a"])
    func refuses_malformed_patterns(pattern: String) {
        #expect(throws: RouterError.self) { try router([named(pattern)]) }
    }

    @Test func people_who_are_not_signed_in_are_sent_to_sign_in_and_back() async throws {
        let route = Route.signedIn(.get, "/leads", .staff) { _, _ in .text("leads") }
        let router = try router([route], signedIn: false)
        let browser = await router.respond(to: try Request(.get, "/leads?a=1", headers: ["Accept": "text/html"]))
        #expect(browser.status == 303)
        #expect(browser.headers["Location"] == "/sign-in?next=%2Fleads%3Fa%3D1")
        let program = await router.respond(to: try Request(.get, "/leads"))
        #expect(program.status == 401)
        let fragment = await router.respond(to: try Request(.get, "/leads", headers: ["HX-Request": "true"]))
        #expect(fragment.headers["HX-Redirect"] == "/sign-in")
    }

    @Test func roles_outside_the_routes_access_are_refused() async throws {
        let routes = [
            Route.signedIn(.get, "/agents", .agents) { _, context in .text(context.role.rawValue) },
            Route.signedIn(.get, "/admins", .admins) { _, _ in .text("secret") },
        ]
        let router = try router(routes)
        let allowed = await router.respond(to: try Request(.get, "/agents"))
        #expect(text(allowed) == "agent")
        #expect(allowed.headers["Cache-Control"] == "no-store")
        #expect(await router.respond(to: try Request(.get, "/admins")).status == 403)
    }

    @Test(arguments: [
        (["Cookie": "s=1", "Sec-Fetch-Site": "same-origin"], 204), (["Cookie": "s=1", "Sec-Fetch-Site": "none"], 204),
        (["Cookie": "s=1", "Sec-Fetch-Site": "cross-site"], 403),
        (["Cookie": "s=1", "Sec-Fetch-Site": "same-site"], 403),
        (["Cookie": "s=1", "Origin": "http://localhost"], 204),
        (["Cookie": "s=1", "Origin": "http://evil.example"], 403),
        (["Cookie": "s=1", "Origin": "null"], 403), (["Cookie": "s=1"], 403), (["Authorization": "Bearer x"], 204),
    ])
    func changes_with_cookies_come_from_this_very_site(headers: [String: String], status: Int) async throws {
        let router = try router([.signedIn(.post, "/change", .agents) { _, _ in .noContent }])
        var fields = Headers()
        for (name, value) in headers { fields.add(name, value) }
        #expect(await router.respond(to: try Request(.post, "/change", headers: fields)).status == status)
    }

    @Test func forms_are_read_in_order_and_strictly() throws {
        func form(_ body: String) throws -> Fields {
            try Request(
                .post, "/", headers: ["Content-Type": "application/x-www-form-urlencoded; charset=utf-8"],
                body: Array(body.utf8)
            ).form()
        }
        let fields = try form("a=1&b=x+y%26z&a=%C3%A4%0D%0A&empty=&flag")
        #expect(fields.all("a") == ["1", "ä\r\n"])
        #expect(fields["b"] == "x y&z")
        #expect(fields["empty"] == "" && fields["flag"] == "" && fields["none"] == nil)
        for bad in ["a=%", "a=%zz", "a=%ff", "a=%00"] { #expect(throws: Problem.self) { try form(bad) } }
        #expect(throws: Problem.self) { try Request(.post, "/", body: [97]).form() }
    }

    @Test func multipart_forms_give_fields_and_files() throws {
        let body = """
            preamble\r
            --XX\r
            Content-Disposition: form-data; name="title"\r
            \r
            Käse\r
            --XX\r
            Content-Disposition: form-data; name="file"; filename="C:\\tmp\\a \\"b\\".txt"\r
            Content-Type: text/plain\r
            \r
            one\r
            --X\r
            two\r
            --XX\r
            Content-Disposition: form-data; name="none"; filename=""\r
            Content-Type: application/octet-stream\r
            \r
            \r
            --XX--\r

            """
        func parse(_ body: String) throws -> MultipartForm {
            try Request(
                .post, "/", headers: ["Content-Type": "multipart/form-data; boundary=XX"], body: Array(body.utf8)
            ).multipart()
        }
        let form = try parse(body)
        #expect(form.fields["title"] == "Käse")
        let file = try #require(form.file("file"))
        #expect(file.filename == "a \"b\".txt")
        try #expect(String(decoding: file.content.contents(), as: UTF8.self) == "one\r\n--X\r\ntwo")
        #expect(form.files.count == 1)
        for bad in ["", "--XX", "--XX\r\nContent-Disposition: form-data\r\n\r\na\r\n--XX--", String(body.dropLast(12))]
        {
            #expect(throws: Problem.self) { try parse(bad) }
        }
    }

    @Test func cookies_are_read_and_set() throws {
        let request = try Request(.get, "/", headers: ["Cookie": "a=1; __Host-s=x%20y; q=\"z\""], scheme: "https")
        #expect(request.cookie("a") == "1")
        #expect(request.cookie("q") == "z")
        #expect(request.hostCookie("s") == "x y")
        #expect(request.cookie("s") == nil)
        #expect(
            SetCookie.host("s", "x y;", maxAge: 60, for: request).headerValue
                == "__Host-s=x%20y%3B; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax")
    }

    @Test func no_value_can_forge_a_header() {
        var headers = Headers()
        headers.add("Location", "/a\r\nSet-Cookie: s=1")
        #expect(headers["location"] == "/aSet-Cookie: s=1")
    }
}
