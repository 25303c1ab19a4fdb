internal import Core
internal import Crypto

/// `X-Twilio-Signature`: HMAC-SHA1 over the full address and the sorted parameters, in base 64
/// (https://www.twilio.com/docs/usage/security#validating-requests).
public struct CarrierSignature: Sendable {
    private let token: String

    public init(token: String) { self.token = token }

    /// The signature of a form POST to `url` (with its query string, without a fragment).
    public func sign(url: String, _ parameters: [(name: String, value: String)]) -> String {
        var text = url
        for name in Set(parameters.map(\.name)).sorted(by: Self.before) {
            for value in Set(parameters.filter { $0.name == name }.map(\.value)).sorted(by: Self.before) {
                text += name + value
            }
        }
        return Base64.standard.encode(HMAC.sha1(text.utf8, key: token.utf8))
    }

    /// Whether `signature` is right for the address with or without its port: proxies differ. Takes the same time
    /// whether or not it is.
    public func verify(_ signature: String, url: String, _ parameters: [(name: String, value: String)]) -> Bool {
        var isRight = false
        for candidate in Self.variants(of: url) {
            let expected = sign(url: candidate, parameters)
            if constantTimeEqual(expected.utf8, signature.utf8) { isRight = true }
        }
        return isRight
    }

    /// Byte order, as the carrier sorts; Swift's own order of strings is Unicode's.
    private static func before(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    /// The address as given, without its port, and with its scheme's port.
    static func variants(of url: String) -> [String] {
        let address = url.prefix { $0 != "#" }
        let scheme = address.hasPrefix("https://") ? "https://" : "http://"
        let rest = address.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest.dropFirst(host.count)
        let port = host.lastIndex(of: ":").map { host[$0...] } ?? ""
        let bare = host.dropLast(port.count)
        let standardPort = scheme == "https://" ? ":443" : ":80"
        return [String(address), "\(scheme)\(bare)\(tail)", "\(scheme)\(bare)\(standardPort)\(tail)"]
    }
}
