import HTTPClient
import Testing

@Suite struct AddressPolicyTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.9.9.9",
        "168.63.129.16", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
        "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8",
        "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:808:808::1",
        "3fff:fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    ])
    func special_addresses_are_not_public(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic == false)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1",
        "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2001:200::1", "2a00:1450::1",
    ])
    func other_addresses_are_public(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test func writes_addresses_as_it_reads_them() throws {
        for text in ["8.8.8.8", "2606:4700::1111", "::ffff:1.2.3.4"] {
            #expect("\(try #require(IPAddress(text)))" == text)
        }
        for text in ["", "1.2.3", "1.2.3.4.5", "01.2.3.4x", "::g", "[::1]"] { #expect(IPAddress(text) == nil) }
    }

    private let client = HTTPClient()

    @Test(arguments: [
        "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "http://localhost/",
        "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[fe80::1%25lo]/", "http://0/",
        "http://10.0.0.1:8080/", "https://192.168.0.1/", "http://LOCALHOST/",
    ])
    func user_supplied_addresses_never_reach_the_inside(url: String) async {
        await #expect {
            try await client.send(OutgoingRequest(.get, url))
        } throws: {
            if case HTTPClientError.forbiddenAddress = $0 { true } else { false }
        }
    }

    @Test(arguments: [
        "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "http://example.com:22/",
        "http://example.com:5432/", "http://user:secret@example.com/", "http://8.8.8.8@127.0.0.1/",
    ])
    func user_supplied_addresses_are_plain_web_addresses(url: String) async {
        await #expect {
            try await client.send(OutgoingRequest(.get, url))
        } throws: {
            switch $0 {
            case HTTPClientError.forbiddenURL, HTTPClientError.invalidURL: true
            default: false
            }
        }
    }

    @Test func a_name_is_judged_by_the_address_it_leads_to_when_the_socket_opens() async throws {
        // Nothing in the text says that the name leads inside: only the check at connection time can refuse it.
        let server = try StubServer { _ in .response(200) }
        defer { server.stop() }
        let policy = AddressPolicy(schemes: ["http"], ports: nil, allowsSpecialAddresses: false)
        let request = OutgoingRequest(.get, "http://localhost:\(server.port)/", addresses: policy)
        await #expect {
            try await client.send(request)
        } throws: {
            if case HTTPClientError.forbiddenAddress = $0 { true } else { false }
        }
        #expect(server.requests.isEmpty)
    }

    @Test func a_connection_kept_by_a_provider_is_not_borrowed() async throws {
        let server = try StubServer { _ in .bytes("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n") }
        defer { server.stop() }
        let url = "http://localhost:\(server.port)/"
        _ = try await client.send(OutgoingRequest(.get, url, addresses: .any))
        let policy = AddressPolicy(schemes: ["http"], ports: nil, allowsSpecialAddresses: false)
        await #expect {
            try await client.send(OutgoingRequest(.get, url, addresses: policy))
        } throws: {
            if case HTTPClientError.forbiddenAddress = $0 { true } else { false }
        }
    }
}
