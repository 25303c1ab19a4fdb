import HTTPClient
import Testing

@Suite struct HTTPClientTests {
    private let client = HTTPClient()

    @Test func sends_method_headers_and_body_and_returns_the_answer() async throws {
        let server = try StubServer { _ in .response(201, ["X-One: 1", "x-two:  two "], "hello") }
        defer { server.stop() }
        let response = try await client.send(
            OutgoingRequest(
                .post, server.url + "/a?b=c", headers: [.init("X-Request-Id", "r1"), .init("X-Empty", "")],
                body: Array("{}".utf8), addresses: .any))
        #expect(response.status == 201)
        #expect(response.text == "hello")
        #expect(response.header("x-one") == "1")
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /a?b=c HTTP/1.1\r\n"))
        #expect(request.contains("X-Request-Id: r1\r\n"))
        #expect(request.contains("X-Empty:\r\n"))
        #expect(!request.contains("Content-Type"))
        #expect(request.hasSuffix("\r\n\r\n{}"))
    }

    @Test func a_log_line_does_not_show_secrets() {
        let request = OutgoingRequest(.get, "https://h/p?key=secret", headers: [.init("Authorization", "secret")])
        #expect("\(request)" == "GET https://h/p")
    }

    @Test func a_post_without_body_says_so() async throws {
        let server = try StubServer { _ in .response(204) }
        defer { server.stop() }
        _ = try await client.send(OutgoingRequest(.post, server.url, addresses: .any))
        #expect(try #require(server.requests.first).contains("Content-Length: 0\r\n"))
    }

    @Test(arguments: [OutgoingRequest.Method.delete, .put, .patch, .head, .options])
    func keeps_the_method(method: OutgoingRequest.Method) async throws {
        let server = try StubServer { _ in .response(204) }
        defer { server.stop() }
        _ = try await client.send(OutgoingRequest(method, server.url, addresses: .any))
        #expect(try #require(server.requests.first).hasPrefix("\(method.rawValue) / "))
    }

    @Test func many_requests_at_once_are_answered() async throws {
        let server = try StubServer { .response(200, [], String($0.prefix { !$0.isNewline })) }
        defer { server.stop() }
        let url = server.url
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<50 {
                group.addTask { [client] in
                    let response = try await client.send(OutgoingRequest(.get, "\(url)/\(index)", addresses: .any))
                    return response.text == "GET /\(index) HTTP/1.1"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func refuses_a_longer_answer_than_wanted() async throws {
        let server = try StubServer { _ in .response(200, [], String(repeating: "x", count: 5000)) }
        defer { server.stop() }
        var request = OutgoingRequest(.get, server.url, addresses: .any)
        request.maximumResponseSize = 4999
        await #expect(throws: HTTPClientError.responseTooLarge(limit: 4999)) { try await client.send(request) }
    }

    @Test func gives_up_a_silent_server() async throws {
        let server = try StubServer { _ in .silence }
        defer { server.stop() }
        var request = OutgoingRequest(.get, server.url, addresses: .any)
        request.timeouts.total = .milliseconds(50)
        await #expect(throws: HTTPClientError.timedOut(host: "127.0.0.1")) { try await client.send(request) }
    }

    @Test func cancelling_the_task_ends_the_request() async throws {
        let server = try StubServer { _ in .silence }
        defer { server.stop() }
        let url = server.url
        let task = Task { [client] in try await client.send(OutgoingRequest(.get, url, addresses: .any)) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func a_cancelled_task_sends_nothing() async throws {
        let server = try StubServer { _ in .response(200) }
        defer { server.stop() }
        let url = server.url
        let task = Task { [client] in
            while !Task.isCancelled { await Task.yield() }
            return try await client.send(OutgoingRequest(.get, url, addresses: .any))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func names_a_server_that_is_not_there() async throws {
        let server = try StubServer { _ in .silence }
        let url = server.url
        server.stop()
        await #expect {
            try await client.send(OutgoingRequest(.get, url, addresses: .any))
        } throws: {
            if case HTTPClientError.cannotConnect(host: "127.0.0.1", _) = $0 { true } else { false }
        }
    }

    @Test(arguments: ["a b", "x:y", "", "a\r\nB"])
    func refuses_header_names_that_are_not_tokens(name: String) async {
        let request = OutgoingRequest(.get, "http://example.com", headers: [.init(name, "v")])
        await #expect(throws: HTTPClientError.invalidHeader(name: name)) { try await client.send(request) }
    }

    @Test func refuses_header_values_with_line_breaks() async {
        let request = OutgoingRequest(.get, "http://example.com", headers: [.init("X-A", "v\r\nX-B: 1")])
        await #expect(throws: HTTPClientError.invalidHeader(name: "X-A")) { try await client.send(request) }
    }

    @Test(arguments: ["", "example", "/path", "http://", "http://exa mple.com/"])
    func refuses_what_is_not_an_address(url: String) async {
        await #expect(throws: HTTPClientError.invalidURL(url)) { try await client.send(OutgoingRequest(.get, url)) }
    }
}
