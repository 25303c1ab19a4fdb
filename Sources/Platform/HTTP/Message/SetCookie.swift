/// A cookie to set. Names beginning with `__Host-` are tied to this very host by the browser.
public struct SetCookie: Sendable {
    /// Whether the browser sends it with requests that other sites cause.
    public enum SameSite: String, Sendable { case strict = "Strict", lax = "Lax", none = "None" }

    public let name: String
    public let value: String
    /// Seconds it lives; nil until the browser closes; 0 removes it.
    public var maxAge: Int?
    public var path = "/"
    public var isHTTPOnly = true
    public var isSecure = true
    public var sameSite = SameSite.lax

    public init(_ name: String, _ value: String, maxAge: Int? = nil) {
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    /// A cookie that only this host sets and reads. Over plain HTTP browsers refuse the `__Host-` prefix and `Secure`,
    /// so both are left out there (local trials); read it back with `Request.hostCookie`.
    public static func host(_ name: String, _ value: String, maxAge: Int? = nil, for request: Request) -> SetCookie {
        let secure = request.scheme == "https"
        var cookie = SetCookie(secure ? "__Host-" + name : name, value, maxAge: maxAge)
        cookie.isSecure = secure
        return cookie
    }

    /// The header's value. Characters that a cookie may not hold are percent-encoded.
    public var headerValue: String {
        var text = "\(name)=\(PercentCoding.encode(value)); Path=\(path)"
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if isHTTPOnly { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        return text + "; SameSite=\(sameSite.rawValue)"
    }
}
