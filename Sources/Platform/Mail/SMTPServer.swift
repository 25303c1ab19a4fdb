internal import CCurl

/// Which mail server takes our messages, and how to sign in there.
public struct SMTPServer: Sendable {
    let url: String
    let host: String
    let requiresTLS: Bool
    let user: String?
    let password: String?
    /// For one message, connection included.
    public var timeout: Duration = .seconds(60)
    /// A PEM file of authorities trusted instead of the system's.
    public var certificates: String?

    /// - Parameter url: `smtps://host:465` (TLS from the start), `starttls://host:587` (TLS before anything else is
    ///   said), or `smtp://host:25` (no TLS: for a relay on the same machine or network).
    /// Throws `MailError.invalidServer`.
    public init(url: String, user: String? = nil, password: String? = nil) throws {
        let parts = url.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("//"), ["smtp", "smtps", "starttls"].contains(parts[0]) else {
            throw MailError.invalidServer(
                reason: "“\(url)” must begin with smtps://, starttls:// or smtp://, as in smtps://mail.example.com:465")
        }
        let plainURL = parts[0] == "starttls" ? "smtp:" + parts[1] : url
        guard let host = Self.host(of: plainURL) else {
            throw MailError.invalidServer(
                reason: "“\(url)” must be a host and perhaps a port; user and password have settings of their own")
        }
        if parts[0] == "smtp", user != nil, !["localhost", "127.0.0.1", "[::1]"].contains(host) {
            throw MailError.invalidServer(
                reason: "smtp:// would send the password in the clear; use starttls:// or smtps://")
        }
        if (user == nil) != (password == nil) {
            throw MailError.invalidServer(reason: "give both user and password, or neither")
        }
        self.url = parts[0] == "starttls" && !Self.hasPort(plainURL) ? plainURL + ":587" : plainURL
        self.host = host
        requiresTLS = parts[0] != "smtp"
        self.user = user
        self.password = password
    }

    private static func hasPort(_ url: String) -> Bool { part(CURLUPART_PORT, of: url) != nil }

    /// nil if there is anything beyond host and port.
    private static func host(of url: String) -> String? {
        let path = part(CURLUPART_PATH, of: url)
        guard part(CURLUPART_USER, of: url) == nil, part(CURLUPART_QUERY, of: url) == nil, path == nil || path == "/"
        else {
            return nil
        }
        return part(CURLUPART_HOST, of: url)
    }

    private static func part(_ part: CURLUPart, of text: String) -> String? {
        guard let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK, curl_url_get(url, part, &value, 0) == CURLUE_OK,
            let value
        else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}

extension SMTPServer: CustomStringConvertible {
    /// Without user and password.
    public var description: String { url }
}
