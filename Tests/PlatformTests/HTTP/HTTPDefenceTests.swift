import Core
import HTTP
import Synchronization
import Telemetry
import Testing

@Suite struct HTTPDefenceTests {
    @Test(arguments: [
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nhello",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nhello",
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nX-Bad: a\u{1}b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: x\r\nX Bad: a\r\n\r\n",
    ])
    func ambiguous_requests_are_refused_and_the_connection_closed(text: String) async throws {
        try await withServer([hello, echo]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.raw(text).status == 400)
            #expect(client.isClosedByServer())
        }
    }

    @Test(arguments: [
        "/%", "/%4", "/%zz", "/%ff", "/%c3%28", "/%00", "/a%0d%0ab", "/%7f", "/a/../b", "/a/%2e%2e/b", "/./a", "/a?b=%",
        "/a?b=%ff",
        "/a?b=%00", "*", "http://x/hello",
    ])
    func malformed_targets_are_refused(target: String) async throws {
        try await withServer([hello]) { port, _ in
            try #expect(WireClient(port: port).request("GET \(target)").status == 400)
        }
    }

    @Test func what_a_link_lets_in_with_is_not_logged() async throws {
        struct Unexpected: Error {}
        let lines = Mutex<[String]>([])
        let writer = LogWriter(format: .json, level: .debug) { bytes in
            lines.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
        let routes = [
            open(.get, "/reset/{token}") { _ in .text("a form") },
            open(.get, "/pay/{token}/card") { _ in throw Unexpected() },
        ]
        for slow in [Duration.seconds(60), .zero] {
            try await withServer(
                routes, { $0.slowRequest = slow }, log: Log(area: "test", to: writer)
            ) { port, _ in
                let client = try WireClient(port: port)
                try #expect(client.request("GET /reset/s3cret").status == 200)
                try #expect(client.request("GET /pay/s3cret/card").status == 500)
                try #expect(client.request("POST /reset/s3cret").status == 405)
                try #expect(client.request("GET /reset/s3cret/too").status == 404)
            }
        }
        let logged = lines.withLock { $0 }.joined()
        #expect(logged.contains("/reset/{token}") && logged.contains("/pay/{token}/card"))
        #expect(logged.contains("slow request") && logged.contains("unexpected failure"))
        #expect(!logged.contains("s3cret"), "\(logged)")
    }

    @Test func an_escaped_slash_stays_inside_its_segment() async throws {
        let route = open(.get, "/files/{name}") { .text(try $0.parameter("name")) }
        try await withServer([route]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("GET /files/a%2Fb%20%C3%A4").text == "a/b ä")
            try #expect(client.request("GET /files/a/b").status == 404)
        }
    }

    @Test func floods_of_headers_are_refused() async throws {
        try await withServer([hello], { $0.maxHeaderFields = 20 }) { port, _ in
            let many = (0..<30).map { "X-\($0): y" }
            try #expect(WireClient(port: port).request("GET /hello", many).status == 431)
            let long = "X-Long: " + String(repeating: "y", count: 40_000)
            try #expect(WireClient(port: port).request("GET /hello", [long]).status == 431)
            let target = "/hello?" + String(repeating: "y", count: 40_000)
            try #expect(WireClient(port: port).request("GET \(target)").status == 414)
        }
    }

    @Test func clients_that_dawdle_over_their_headers_are_cut_off() async throws {
        try await withServer([hello], { $0.headerTimeout = .milliseconds(50) }) { port, _ in
            let client = try WireClient(port: port)
            client.write("GET /hello HTTP/1.1\r\nHost: x\r\n")
            #expect(client.isClosedByServer())
        }
    }

    @Test func clients_that_dawdle_over_their_body_are_cut_off() async throws {
        try await withServer([echo], { $0.bodyTimeout = .milliseconds(50) }) { port, _ in
            let client = try WireClient(port: port)
            client.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhello")
            #expect(client.isClosedByServer())
        }
    }

    @Test func connections_without_requests_are_closed() async throws {
        try await withServer([hello], { $0.idleTimeout = .milliseconds(50) }) { port, _ in
            try #expect(WireClient(port: port).isClosedByServer())
        }
    }

    @Test func handlers_that_take_too_long_are_stopped() async throws {
        let cancelled = Mailbox<Bool>()
        let route = open(.get, "/slow", limits: .init(timeout: .milliseconds(50))) { _ in
            do { try await Task.sleep(for: .seconds(60)) } catch {
                await cancelled.put(true)
                throw error
            }
            return .noContent
        }
        try await withServer([route, hello]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("GET /slow").status == 503)
            #expect(await cancelled.take())
            try #expect(client.request("GET /hello").status == 200)
        }
    }

    @Test func a_client_that_leaves_cancels_its_handler() async throws {
        let started = Mailbox<Bool>()
        let cancelled = Mailbox<Bool>()
        let route = open(.get, "/slow") { request in
            await started.put(true)
            do { try await Task.sleep(for: .seconds(60)) } catch { await cancelled.put(request.isCancelled) }
            return .noContent
        }
        try await withServer([route]) { port, _ in
            var client: WireClient? = try WireClient(port: port)
            client?.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await started.take())
            client = nil
            #expect(await cancelled.take())
        }
    }

    @Test func strangers_cannot_upload_to_disk() async throws {
        let context = Context(
            organisation: ID(Identifier(high: 1, low: 1)), actor: .visitor, role: .agent, correlation: "c",
            surface: .api)
        let route = Route.signedIn(.post, "/upload", .agents, limits: .upload) { request, _ in
            .text("\(request.body.size)")
        }
        let authenticate: Router.Authenticate = { $0.headers["Authorization"] == nil ? nil : context }
        try await withServer([route], authenticate: authenticate) { port, _ in
            // Refused on the headers alone: no byte of the body is sent.
            let stranger = try WireClient(port: port)
            let refused = try stranger.raw("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n")
            #expect(refused.status == 401)
            #expect(stranger.isClosedByServer())
            let body = String(repeating: "x", count: 900_000)
            let member = try WireClient(port: port)
            try #expect(member.request("POST /upload", ["Authorization: Bearer x"], body: body).text == "900000")
            try #expect(member.request("POST /upload", ["Authorization: Bearer x"], body: "small").text == "5")
            let chunks = "POST /upload HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            try #expect(member.raw(chunks + "2\r\nok\r\n0\r\n\r\n").text == "2")
        }
    }

    @Test func a_port_in_use_is_refused_with_a_way_out() async throws {
        try await withServer([hello]) { port, _ in
            await #expect {
                try await withServer([hello], { $0.port = port }) { _, _ in }
            } throws: {
                "\($0)".contains("Choose another port")
            }
        }
    }

    @Test func requests_in_flight_finish_when_the_server_stops() async throws {
        let started = Mailbox<Bool>()
        let go = Mailbox<Bool>()
        let route = open(.get, "/slow") { _ in
            await started.put(true)
            _ = await go.take()
            return .text("done")
        }
        try await withServer([route], { $0.drainTimeout = .seconds(10) }) { port, server in
            let client = try WireClient(port: port)
            let idle = try WireClient(port: port)
            client.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await started.take())
            async let stopped: Void = server.stop()
            #expect(try await refusesConnections(port))
            #expect(idle.isClosedByServer())
            await go.put(true)
            let response = try client.response()
            #expect(response.text == "done")
            #expect(response["Connection"] == "close")
            await stopped
        }
    }

    /// Waits until nobody listens any more. Without holding a thread, which the stop may need.
    private func refusesConnections(_ port: UInt16) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < end {
            do { _ = try WireClient(port: port) } catch is WireError { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test func a_stuck_request_does_not_hold_up_the_stop() async throws {
        let started = Mailbox<Bool>()
        let route = open(.get, "/stuck") { _ in
            await started.put(true)
            try await Task.sleep(for: .seconds(600))
            return .noContent
        }
        try await withServer([route], { $0.drainTimeout = .milliseconds(30) }) { port, server in
            let client = try WireClient(port: port)
            client.write("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await started.take())
            await server.stop()
            #expect(client.isClosedByServer())
        }
    }
}
