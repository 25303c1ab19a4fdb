/// Why there is no answer.
public enum HTTPClientError: Error, Sendable, Hashable {
    /// Not an absolute `http` or `https` address.
    case invalidURL(String)
    /// A header that is not one line.
    case invalidHeader(name: String)
    /// The address policy forbids this scheme, port or user name in the address.
    case forbiddenURL(reason: String)
    /// The name leads to an address the policy forbids.
    case forbiddenAddress(String)
    case nameNotResolved(host: String)
    case cannotConnect(host: String, reason: String)
    /// The certificate or the TLS handshake.
    case insecure(host: String, reason: String)
    case timedOut(host: String)
    case responseTooLarge(limit: Int)
    case tooManyRedirects(limit: Int)
    /// The breaker is open after repeated failures; nothing was sent.
    case circuitOpen(name: String)
    /// Too many transfers at once; nothing was sent.
    case overloaded(limit: Int)
    case stopped
    case failed(reason: String)

    /// Whether the request certainly never reached the other side.
    public var wasNotSent: Bool {
        switch self {
        case .nameNotResolved, .cannotConnect, .overloaded, .circuitOpen, .insecure: true
        default: false
        }
    }

    /// Whether the same may work in a moment.
    public var isTransient: Bool {
        switch self {
        case .nameNotResolved, .cannotConnect, .timedOut, .overloaded, .failed: true
        default: false
        }
    }
}

extension HTTPClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalidURL(let url): "“\(url)” is not an address. Give a full one, such as https://example.com/path."
        case .invalidHeader(let name): "The header “\(name)” has characters a header cannot have."
        case .forbiddenURL(let reason): "This address may not be used: \(reason)."
        case .forbiddenAddress(let address):
            "The address leads to \(address), which is not on the public internet. Use a public address."
        case .nameNotResolved(let host): "There is no server named “\(host)”. Check the spelling and the DNS entry."
        case .cannotConnect(let host, let reason): "No connection to “\(host)”: \(reason)."
        case .insecure(let host, let reason): "No secure connection to “\(host)”: \(reason)."
        case .timedOut(let host): "“\(host)” did not answer in time."
        case .responseTooLarge(let limit): "The answer is longer than \(limit) bytes."
        case .tooManyRedirects(let limit): "The address redirects more than \(limit) times."
        case .circuitOpen(let name): "“\(name)” failed repeatedly and is left alone for a moment."
        case .overloaded(let limit): "There are already \(limit) outgoing requests."
        case .stopped: "Mainline is shutting down."
        case .failed(let reason): "The request failed: \(reason)."
        }
    }
}
