import HTTPClient
import Testing

/// A real name server, a real server at a public address and one inside: names that lead inside after they were looked at
/// (DNS rebinding), and public servers that send us there.
@Suite(.enabled(if: OwnNetwork.isPossible, "Making a network of one's own takes an administrator's rights."))
struct RebindingTests {
    private static let publicAddress = "93.184.215.14"
    /// Public, and nobody's in our network.
    private static let deadAddress = "93.184.215.15"
    private static let url = "http://rebind.example:8080/"

    private struct Place: Sendable {
        let names: NameServer
        let outside: StubServer
        let inside: StubServer
        /// Each with a memory of its own: libcurl keeps what a name leads to for a minute.
        let clients: [HTTPClient]

        func stop() {
            names.stop()
            outside.stop()
            inside.stop()
        }
    }

    private func place(_ answers: [[String]], redirecting target: String? = nil) async throws -> Place {
        let names = try NameServer.address()
        return try await OwnNetwork.make([Self.publicAddress, names]) {
            Place(
                names: try NameServer(at: names, answering: answers),
                outside: try StubServer(at: Self.publicAddress, port: 8080) { _ in
                    target.map { .response(302, ["Location: \($0)"]) } ?? .response(200, [], "outside")
                },
                inside: try StubServer(port: 8080) { _ in .response(200, [], "inside") },
                clients: [HTTPClient(), HTTPClient()])
        }
    }

    private func isRefused(_ place: Place, _ client: Int, _ url: String = url, redirects: Int = 0) async -> Bool {
        var request = OutgoingRequest(.get, url)
        request.maximumRedirects = redirects
        do {
            let answer = try await place.clients[client].send(request)
            Issue.record("answered \(answer.status) \(answer.text)")
            return false
        } catch HTTPClientError.forbiddenAddress { return true } catch {
            Issue.record("\(error)")
            return false
        }
    }

    @Test func a_name_that_leads_inside_the_second_time_reaches_nothing() async throws {
        let place = try await place([[Self.publicAddress], ["127.0.0.1"]])
        defer { place.stop() }
        let first = try await place.clients[0].send(OutgoingRequest(.get, Self.url))
        #expect(first.text == "outside")
        #expect(await isRefused(place, 1))
        #expect(place.names.lookups == 2 && place.inside.requests.isEmpty)
        // Only the policy kept it out: what an operator has set may go there.
        let trusted = try await place.clients[1].send(OutgoingRequest(.get, Self.url, addresses: .any))
        #expect(trusted.text == "inside")
    }

    /// As soon as the first does not answer the next one is tried.
    @Test func a_name_with_a_public_address_and_one_inside_reaches_nothing() async throws {
        let place = try await place([[Self.deadAddress, "127.0.0.1"], ["127.0.0.1", Self.deadAddress]])
        defer { place.stop() }
        #expect(await isRefused(place, 0))
        #expect(await isRefused(place, 1))
        #expect(place.inside.requests.isEmpty)
    }

    @Test(arguments: ["http://127.0.0.1:8080/", "http://[::ffff:127.0.0.1]:8080/", "http://0/", url])
    func a_public_server_cannot_send_us_inside(target: String) async throws {
        let place = try await place([["127.0.0.1"]], redirecting: target)
        defer { place.stop() }
        #expect(await isRefused(place, 0, "http://\(Self.publicAddress):8080/", redirects: 3))
        #expect(place.outside.requests.count == 1 && place.inside.requests.isEmpty)
    }
}
