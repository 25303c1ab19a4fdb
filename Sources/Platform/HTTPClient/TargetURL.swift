internal import CCurl

/// An address as libcurl itself reads it: two readers that disagree about the host would be a hole.
struct TargetURL {
    let scheme: String
    /// Without brackets; an IPv4 address in any notation (decimal, hexadecimal, octal) as four decimal numbers.
    let host: String
    let port: Int
    let hasUserInfo: Bool

    /// Throws `HTTPClientError.invalidURL`.
    init(_ text: String) throws {
        guard let url = curl_url() else { throw HTTPClientError.failed(reason: "out of memory") }
        defer { curl_url_cleanup(url) }
        func part(_ part: CURLUPart, _ flags: Int32 = 0) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(url, part, &value, UInt32(flags)) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard !text.utf8.contains(0),
            curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME), let host = part(CURLUPART_HOST), !host.isEmpty
        else { throw HTTPClientError.invalidURL(text) }
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = part(CURLUPART_PORT, CURLU_DEFAULT_PORT).flatMap { Int($0) } ?? 0
        hasUserInfo = part(CURLUPART_USER) != nil || part(CURLUPART_PASSWORD) != nil
    }

    /// Scheme, host and port: secrets meant for one origin never go to another.
    func hasSameOrigin(as other: TargetURL) -> Bool {
        scheme == other.scheme && host.lowercased() == other.host.lowercased() && port == other.port
    }
}
