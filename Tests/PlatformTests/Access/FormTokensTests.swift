import Core
import HTTP
import Testing

@testable import Access

@Suite struct FormTokensTests {
    private func finished(
        _ page: String, cookie: String? = "mainline=secret", type: String = "text/html; charset=utf-8"
    ) throws -> String {
        var headers = Headers()
        headers["Cookie"] = cookie
        let writer = ByteWriter()
        writer.append(page)
        var response = Response.html(writer)
        response.headers["Content-Type"] = type
        let answer = FormTokens.added(to: response, for: try Request(.get, "/", headers: headers))
        guard case .bytes(let out) = answer.body else { return "" }
        return out.string
    }

    @Test func forms_that_post_get_a_token_that_is_accepted() throws {
        let page = try finished(
            "<!doctype html><html><head><title>x</title></head><body class=\"a\"><form class=\"b\" method=\"post\"><p>é</p></form></body></html>"
        )
        let token = try #require(page.split(separator: "name=\"_csrf\" value=\"").last?.prefix { $0 != "\"" })
        #expect(
            page == "<!doctype html><html><head><meta name=\"csrf-token\" content=\"\(token)\"><title>x</title></head>"
                + "<body hx-headers='{\"X-CSRF-Token\":\"\(token)\"}' class=\"a\"><form class=\"b\" method=\"post\">"
                + "<input type=\"hidden\" name=\"_csrf\" value=\"\(token)\"><p>é</p></form></body></html>")
        let request = try Request(
            .post, "/",
            headers: [
                "Cookie": "mainline=secret", "Sec-Fetch-Site": "same-origin",
                "Content-Type": "application/x-www-form-urlencoded",
            ], body: Array("_csrf=\(token)".utf8))
        try CSRF.require(request)
    }

    @Test(arguments: [
        "<form action=\"/search\"><input></form>", "plain", "", "<form", "a <b> &lt;form method=&#34;post&#34;&gt;",
        "<header>x</header>",
    ])
    func what_does_not_post_stays_as_it_is(page: String) throws {
        #expect(try finished(page) == page)
    }

    @Test func without_a_session_nothing_is_added() throws {
        let page = "<form method=\"post\"></form>"
        #expect(try finished(page, cookie: nil) == page)
        #expect(try finished(page, type: "text/plain") == page)
    }
}
