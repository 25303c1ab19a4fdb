import HTTPClient
import Testing

@Suite struct RedirectTests {
    private let client = HTTPClient()

    @Test func redirects_are_not_followed_unless_asked() async throws {
        let server = try StubServer { _ in .response(302, ["Location: /b"]) }
        defer { server.stop() }
        let response = try await client.send(OutgoingRequest(.get, server.url + "/a", addresses: .any))
        #expect(response.status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func a_followed_post_becomes_a_get() async throws {
        let server = try StubServer {
            $0.hasPrefix("POST") ? .response(302, ["Location: /b"]) : .response(200, [], "b")
        }
        defer { server.stop() }
        var request = OutgoingRequest(.post, server.url + "/a", body: [1], addresses: .any)
        request.maximumRedirects = 1
        let response = try await client.send(request)
        #expect(response.text == "b")
        #expect(response.url == server.url + "/b")
        #expect(server.requests.last?.hasPrefix("GET /b ") == true)
    }

    @Test func secrets_do_not_follow_to_another_origin() async throws {
        let other = try StubServer { _ in .response(200) }
        defer { other.stop() }
        let target = other.url
        let server = try StubServer { _ in .response(307, ["Location: \(target)/"]) }
        defer { server.stop() }
        var request = OutgoingRequest(
            .get, server.url,
            headers: [.init("Authorization", "Bearer s"), .init("X-Key", "s"), .init("Accept", "a/b")],
            addresses: .any)
        request.maximumRedirects = 1
        _ = try await client.send(request)
        let seen = try #require(other.requests.first)
        #expect(!seen.contains("Bearer") && !seen.contains("X-Key"))
        #expect(seen.contains("Accept: a/b"))
    }

    @Test func an_endless_redirect_ends() async throws {
        let server = try StubServer { _ in .response(302, ["Location: /"]) }
        defer { server.stop() }
        var request = OutgoingRequest(.get, server.url, addresses: .any)
        request.maximumRedirects = 3
        await #expect(throws: HTTPClientError.tooManyRedirects(limit: 3)) { try await client.send(request) }
        #expect(server.requests.count == 4)
    }

    @Test func a_redirect_out_of_the_allowed_ports_is_refused() async throws {
        let server = try StubServer { _ in .response(302, ["Location: http://127.0.0.1:1/"]) }
        defer { server.stop() }
        var request = OutgoingRequest(
            .get, server.url,
            addresses: AddressPolicy(schemes: ["http"], ports: [server.port], allowsSpecialAddresses: true))
        request.maximumRedirects = 1
        await #expect(throws: HTTPClientError.forbiddenURL(reason: "port 1 is not allowed")) {
            try await client.send(request)
        }
    }
}
