internal import Core
internal import Telemetry

/// Who the client is and how it sees this server, through proxies that are trusted.
struct ForwardedClient {
    let address: String
    let scheme: String
    let host: String

    init(peer: String, headers: Headers, trusted: [AddressRange]) {
        let direct = headers["Host"] ?? ""
        guard trusted.contains(where: { $0.contains(peer) }) else {
            address = peer
            scheme = "http"
            host = direct
            return
        }
        address = Self.client(peer: peer, hops: headers.all("X-Forwarded-For"), trusted: trusted)
        let forwardedScheme = headers.all("X-Forwarded-Proto").last.flatMap { $0.split(separator: ",").last }.map(
            trimmed)
        scheme = forwardedScheme == "https" ? "https" : "http"
        host = headers["X-Forwarded-Host"].flatMap { $0.split(separator: ",").last }.map(trimmed) ?? direct
    }

    /// From right to left: each proxy adds whom it saw, so the first that is not one of ours is the client.
    private static func client(peer: String, hops: [String], trusted: [AddressRange]) -> String {
        var client = peer
        for hop in hops.flatMap({ $0.split(separator: ",") }).reversed() {
            let address = trimmed(hop)
            guard AddressRange.bytes(address) != nil else { return client }
            client = address
            if !trusted.contains(where: { $0.contains(address) }) { return client }
        }
        return client
    }
}

extension Request {
    /// From what came over a connection.
    init(
        head: RequestHead, peer: String, configuration: ServerConfiguration, body: RequestBody, deadline: Instant,
        freshID: () -> Identifier
    ) {
        let client = ForwardedClient(peer: peer, headers: head.headers, trusted: configuration.trustedProxies)
        self.head = Head(method: head.method, target: head.target, headers: head.headers)
        address = client.address
        scheme = client.scheme
        host = client.host
        self.body = body
        self.deadline = deadline
        temporaryDirectory = configuration.temporaryDirectory
        traceparent = head.headers["traceparent"].flatMap { TraceContext(traceparent: $0) == nil ? nil : $0 }
        let given = head.headers["X-Request-Id"] ?? ""
        let isWellFormed = (1...128).contains(given.utf8.count) && given.utf8.allSatisfy { $0 > 32 && $0 < 127 }
        requestID = isWellFormed ? given : freshID().description
    }
}
