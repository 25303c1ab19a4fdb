import Core
import HTTP
import Telemetry
import Testing

@Suite struct HTTPServerTests {
    @Test func answers_many_requests_over_one_connection() async throws {
        try await withServer([hello]) { port, _ in
            let client = try WireClient(port: port)
            for _ in 0..<3 {
                let response = try client.request("GET /hello")
                #expect(response.status == 200)
                #expect(response.text == "hello")
            }
        }
    }

    @Test func answers_pipelined_requests_in_order() async throws {
        let route = open(.get, "/number/{n}") { .text(try $0.parameter("n")) }
        try await withServer([route]) { port, _ in
            let client = try WireClient(port: port)
            client.write((1...5).map { "GET /number/\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
            for number in 1...5 { try #expect(client.response().text == "\(number)") }
        }
    }

    @Test func head_has_the_headers_of_get_without_the_body() async throws {
        try await withServer([hello]) { port, _ in
            let client = try WireClient(port: port)
            let head = try client.request("HEAD /hello")
            #expect(head.status == 200)
            #expect(head["Content-Length"] == "5")
            try #expect(client.request("GET /hello").text == "hello")
        }
    }

    @Test func options_and_405_name_the_methods() async throws {
        try await withServer([hello, open(.post, "/hello") { _ in .noContent }]) { port, _ in
            let client = try WireClient(port: port)
            let options = try client.request("OPTIONS /hello")
            #expect(options.status == 204)
            #expect(options["Allow"] == "GET, HEAD, POST, OPTIONS")
            let refused = try client.request("DELETE /hello")
            #expect(refused.status == 405)
            #expect(refused["Allow"] == "GET, HEAD, POST, OPTIONS")
            try #expect(client.request("GET /nothing").status == 404)
        }
    }

    @Test func unknown_methods_are_not_implemented() async throws {
        try await withServer([hello]) { port, _ in
            try #expect(WireClient(port: port).request("BREW /hello").status == 501)
        }
    }

    @Test func refuses_media_types_it_does_not_speak() async throws {
        let json = open(.post, "/json") { .json(try $0.json()) }
        let text = open(.get, "/text") { request in
            try request.requireAccepts("text/plain")
            return .text("yes")
        }
        try await withServer([json, text]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("POST /json", ["Content-Type: text/plain"], body: "{}").status == 415)
            try #expect(
                client.request("POST /json", ["Content-Type: application/json"], body: "{\"a\":1}").text == "{\"a\":1}")
            try #expect(client.request("POST /json", ["Content-Type: application/json"], body: "{").status == 400)
            try #expect(client.request("GET /text", ["Accept: image/png"]).status == 406)
            try #expect(client.request("GET /text", ["Accept: image/png, text/*;q=0.5"]).status == 200)
        }
    }

    @Test func echoes_bodies_with_a_length_and_in_chunks() async throws {
        try await withServer([echo]) { port, _ in
            let client = try WireClient(port: port)
            let big = String(repeating: "0123456789", count: 300_000)
            try #expect(client.request("POST /echo", body: big).text == big)
            let chunked = try client.raw(
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
            )
            #expect(chunked.text == "hello world")
            // Where chunks end others may read differently: nothing behind them is taken for a request.
            #expect(client.isClosedByServer())
        }
    }

    @Test func large_bodies_go_to_disk_where_the_route_says_so() async throws {
        let route = open(.post, "/upload", limits: .upload) { request in
            guard case .file(let file) = request.body else { return .text("in memory") }
            return .text("\(file.size) \(try file.contents().count)")
        }
        try await withServer([route]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("POST /upload", body: "small").text == "in memory")
            let big = String(repeating: "x", count: 700_000)
            try #expect(client.request("POST /upload", body: big).text == "700000 700000")
        }
    }

    @Test func bodies_above_the_limit_are_refused() async throws {
        let route = open(.post, "/small", limits: .init(body: 1000)) { _ in .noContent }
        try await withServer([route]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("POST /small", body: String(repeating: "x", count: 1000)).status == 204)
            try #expect(client.request("POST /small", body: String(repeating: "x", count: 1001)).status == 413)
            let chunk = "3e9\r\n" + String(repeating: "x", count: 1001) + "\r\n0\r\n\r\n"
            try #expect(
                client.raw("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk).status
                    == 413)
            let asking = try WireClient(port: port).raw(
                "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n")
            #expect(asking.status == 413)
        }
    }

    @Test func expecting_clients_are_told_to_continue() async throws {
        try await withServer([echo]) { port, _ in
            let client = try WireClient(port: port)
            let go = try client.raw(
                "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
            #expect(go.status == 100)
            try #expect(client.raw("ok").text == "ok")
        }
    }

    @Test func problems_are_json_for_programs_and_pages_for_browsers() async throws {
        struct Surprise: Error {}
        let routes = [
            open(.get, "/bug") { _ in throw Surprise() },
            open(.get, "/field") { _ in throw Problem.invalid("name", "required", "Give a name.") },
        ]
        let render: Router.RenderProblem = { problem, _ in
            let page = ByteWriter()
            page.append("<h1>\(problem.code)</h1>")
            return .html(page, status: problem.status)
        }
        try await withServer(routes, renderProblem: render) { port, _ in
            let client = try WireClient(port: port)
            let bug = try client.request("GET /bug", ["X-Request-Id: abc-1"])
            #expect(bug.status == 500)
            #expect(bug["Content-Type"] == "application/problem+json")
            #expect(bug["X-Request-Id"] == "abc-1")
            try #expect(JSON(parsing: bug.body)["correlation_id"] == "abc-1")
            #expect(!bug.text.contains("Surprise"))
            let field = try JSON(parsing: client.request("GET /field").body)
            #expect(field["errors"]?.array?.first?["field"] == "name")
            try #expect(client.request("GET /bug", ["Accept: text/html"]).text == "<h1>internal</h1>")
        }
    }

    @Test func every_answer_carries_the_security_headers() async throws {
        try await withServer([hello]) { port, _ in
            let client = try WireClient(port: port)
            for path in ["/hello", "/nothing"] {
                let response = try client.request("GET \(path)")
                #expect(response["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
                #expect(response["X-Content-Type-Options"] == "nosniff")
                #expect(response["Cross-Origin-Opener-Policy"] == "same-origin")
                #expect(response["Strict-Transport-Security"] == nil)
            }
        }
    }

    @Test func believes_forwarding_headers_of_trusted_proxies_only() async throws {
        let route = open(.get, "/who") { .text("\($0.address) \($0.scheme) \($0.host)") }
        let headers = [
            "X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.2", "X-Forwarded-Proto: https",
            "X-Forwarded-Host: a.example",
        ]
        try await withServer([route]) { port, _ in
            try #expect(WireClient(port: port).request("GET /who", headers).text == "127.0.0.1 http localhost")
        }
        try await withServer(
            [route], { $0.trustedProxies = ["127.0.0.1", "10.0.0.0/8"].compactMap { AddressRange($0) } }
        ) { port, _ in
            let response = try WireClient(port: port).request("GET /who", headers)
            #expect(response.text == "203.0.113.7 https a.example")
            #expect(response["Strict-Transport-Security"] != nil)
        }
    }

    @Test func several_loops_share_one_port() async throws {
        try await withServer([hello], loops: 2) { port, _ in
            for _ in 0..<8 { try #expect(WireClient(port: port).request("GET /hello").status == 200) }
        }
    }

    @Test func counts_requests_by_route_and_status() async throws {
        let metrics = Metrics()
        try await withServer([hello], metrics: metrics) { port, _ in
            let client = try WireClient(port: port)
            for _ in 0..<3 { _ = try client.request("GET /hello") }
            _ = try client.request("GET /nothing")
        }
        #expect(metrics.text.contains("mainline_http_requests_total{route=\"GET /hello\",status=\"200\"} 3"))
        #expect(metrics.text.contains("mainline_http_requests_total{route=\"not found\",status=\"404\"} 1"))
        #expect(metrics.text.contains("mainline_http_requests_in_flight 0"))
        #expect(metrics.text.contains("mainline_http_connections 0"))
    }
}
