package import CCurl

/// One request and its answer as libcurl delivers it, without redirects.
final class HTTPTransfer: @unchecked Sendable {
    let handle: CurlHandle
    private let request: OutgoingRequest
    private let target: TargetURL
    private var headers: [OutgoingRequest.Header] = []
    private var headerBytes = 0
    private var body: [UInt8] = []
    private var isTooLarge = false
    private var refusedAddress: IPAddress?

    /// libcurl holds an unretained pointer to the transfer: keep it alive until the handle is done.
    init(_ request: OutgoingRequest, _ target: TargetURL, proxy: String?, certificates: String?) throws {
        self.request = request
        self.target = target
        handle = try CurlHandle()
        configure(proxy: proxy)
        if request.addresses.allowsSpecialAddresses, let certificates { handle.set(CURLOPT_CAINFO, certificates) }
    }

    /// A body of answer headers longer than this is refused.
    private static let maximumHeaderBytes = 64 * 1024

    private func configure(proxy: String?) {
        let easy = handle.easy
        handle.set(CURLOPT_URL, request.url)
        handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        handle.setTimeouts(connect: request.timeouts.connect, total: request.timeouts.total)
        handle.set(CURLOPT_USERAGENT, "Mainline")
        handle.set(CURLOPT_ACCEPT_ENCODING, "")
        // Never from the environment: a proxy would connect on our behalf to what the policy forbids.
        handle.set(CURLOPT_PROXY, request.addresses.allowsSpecialAddresses ? proxy ?? "" : "")
        if !request.addresses.allowsSpecialAddresses {
            // A kept connection was perhaps opened under another policy.
            handle.set(CURLOPT_FRESH_CONNECT, 1)
            handle.set(CURLOPT_FORBID_REUSE, 1)
        }
        configureMethodAndBody()
        let context = Unmanaged.passUnretained(self).toOpaque()
        handle.note(curl_set_data_function(easy, CURLOPT_HEADERFUNCTION, receiveHeader))
        handle.note(curl_set_pointer(easy, CURLOPT_HEADERDATA, context))
        handle.note(curl_set_data_function(easy, CURLOPT_WRITEFUNCTION, receiveBody))
        handle.note(curl_set_pointer(easy, CURLOPT_WRITEDATA, context))
        handle.note(curl_set_socket_function(easy, openSocket))
        handle.note(curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context))
    }

    private func configureMethodAndBody() {
        if request.method == .head {
            handle.set(CURLOPT_NOBODY, 1)
        } else {
            if !request.body.isEmpty || [.post, .put, .patch].contains(request.method) {
                handle.set(CURLOPT_POST, 1)
                handle.note(curl_set_body(handle.easy, request.body, curl_off_t(request.body.count)))
            }
            handle.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        // "Name;" is libcurl's way to send a header without a value; "Name:" leaves out one it would add by itself.
        var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if request.header("expect") == nil { lines.append("Expect:") }
        if request.header("content-type") == nil { lines.append("Content-Type:") }
        handle.set(CURLOPT_HTTPHEADER, lines)
    }

    func received(header line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.maximumHeaderBytes else {
            isTooLarge = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // The final answer follows an interim one (100, 103).
            headers = []
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers.append(.init(String(text[..<colon]), String(value.prefix { !$0.isNewline })))
        }
        return true
    }

    func received(body chunk: UnsafeRawBufferPointer) -> Bool {
        guard body.count + chunk.count <= request.maximumResponseSize else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: chunk)
        return true
    }

    func allows(_ address: IPAddress) -> Bool {
        if request.addresses.allows(address) { return true }
        refusedAddress = address
        return false
    }

    /// The answer and where it redirects to. Throws `HTTPClientError`.
    func result(_ code: CURLcode) throws -> (response: IncomingResponse, redirect: String?) {
        if code == CURLE_OK {
            let url = handle.text(CURLINFO_EFFECTIVE_URL) ?? request.url
            let response = IncomingResponse(
                status: handle.long(CURLINFO_RESPONSE_CODE), headers: headers, body: body, url: url)
            return (response, handle.text(CURLINFO_REDIRECT_URL))
        }
        if isTooLarge { throw HTTPClientError.responseTooLarge(limit: request.maximumResponseSize) }
        if let refusedAddress { throw HTTPClientError.forbiddenAddress("\(refusedAddress)") }
        throw HTTPClientError(code, host: target.host)
    }
}

extension HTTPClientError {
    /// libcurl's codes in our words.
    package init(_ code: CURLcode, host: String) {
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: self = .invalidURL(host)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: self = .nameNotResolved(host: host)
        case CURLE_COULDNT_CONNECT: self = .cannotConnect(host: host, reason: reason)
        case CURLE_OPERATION_TIMEDOUT: self = .timedOut(host: host)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_USE_SSL_FAILED,
            CURLE_SSL_CACERT_BADFILE:
            self = .insecure(host: host, reason: reason)
        default: self = .failed(reason: "\(host): \(reason)")
        }
    }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> HTTPTransfer? {
    context.map { Unmanaged<HTTPTransfer>.fromOpaque($0).takeUnretainedValue() }
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return transfer(context)?.received(header: line) == true ? line.count : 0
}

private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
    // Anything but the count ends the transfer; an empty chunk needs a number that is not zero for that.
    return transfer(context)?.received(body: chunk) == true ? chunk.count : chunk.count + 1
}

private func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    let refused: curl_socket_t = -1
    guard let address, let transfer = transfer(context) else { return refused }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = Int(curl_address(address, &bytes))
    guard let target = IPAddress(bytes: Array(bytes.prefix(count))), transfer.allows(target) else { return refused }
    return curl_open_socket(address)
}
