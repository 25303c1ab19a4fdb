/// Sends requests to other people's servers.
public protocol HTTPSending: Sendable {
    /// The answer, whatever its status. Throws `HTTPClientError`, or `CancellationError` when the task is cancelled.
    func send(_ request: OutgoingRequest) async throws -> IncomingResponse
}

/// HTTP/1.1 and HTTP/2 over libcurl, on one thread of its own. One client serves the whole process.
public final class HTTPClient: HTTPSending {
    private let multi: CurlMulti
    private let proxy: String?
    private let certificates: String?

    /// - Parameters:
    ///   - proxy: for configured providers only; `publicOnly` requests always connect by themselves.
    ///   - certificates: a PEM file of authorities trusted instead of the system's, for configured providers only.
    ///   - limit: how many requests may be under way; more are refused at once. At most 256 have a connection
    ///     (64 to one server), the others wait for one.
    public init(proxy: String? = nil, certificates: String? = nil, limit: Int = 1000) {
        multi = CurlMulti(limit: limit)
        self.proxy = proxy
        self.certificates = certificates
    }

    public func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        var request = request
        try request.checkHeaders()
        var target = try TargetURL(request.url)
        let limit = request.maximumRedirects
        let deadline = ContinuousClock.now + request.timeouts.total
        while true {
            try request.addresses.check(target)
            let transfer = try HTTPTransfer(request, target, proxy: proxy, certificates: certificates)
            let code = try await multi.perform(transfer.handle)
            let (response, redirect) = try withExtendedLifetime(transfer) { try transfer.result(code) }
            guard limit > 0, let redirect else { return response }
            guard request.maximumRedirects > 0 else { throw HTTPClientError.tooManyRedirects(limit: limit) }
            let next = try TargetURL(redirect)
            request.follow(redirect, status: response.status, sameOrigin: next.hasSameOrigin(as: target))
            request.timeouts.total = deadline - .now
            guard request.timeouts.total > .zero else { throw HTTPClientError.timedOut(host: next.host) }
            target = next
        }
    }
}

extension OutgoingRequest {
    /// Becomes the request that follows a redirect (RFC 9110 §15.4). Another origin sees none of our headers but
    /// those that describe the content.
    fileprivate mutating func follow(_ url: String, status: Int, sameOrigin: Bool) {
        self.url = url
        maximumRedirects -= 1
        if status == 303 ? method != .head : (status == 301 || status == 302) && method == .post {
            method = .get
            body = []
            headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
        }
        if !sameOrigin {
            headers.removeAll { !["accept", "accept-language", "content-type"].contains($0.name.lowercased()) }
        }
    }
}
