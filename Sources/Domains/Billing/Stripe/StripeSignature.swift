public import Core
internal import Crypto

/// `Stripe-Signature: t=…,v1=…`: HMAC-SHA256 over `t.body` in hexadecimal; several `v1` while a secret is being
/// replaced, other schemes are ignored (https://docs.stripe.com/webhooks#verify-manually).
public enum StripeSignature {
    /// How far a signature's time may be from ours.
    public static let tolerance = Duration.seconds(300)

    /// Why a signature is not believed.
    public enum Refusal: String, Error, Sendable, CaseIterable {
        case missing, malformed, stale, wrong
    }

    /// The header for `body`.
    public static func sign(_ body: some Collection<UInt8>, secret: String, at time: Instant) -> String {
        "t=\(time.seconds),v1=\(digest(body, secret: secret, seconds: time.seconds))"
    }

    /// Throws unless one of the header's signatures is right and fresh. Takes the same time whichever is wrong.
    public static func verify(_ header: String?, _ body: some Collection<UInt8>, secret: String, now: Instant)
        throws(Refusal)
    {
        guard let header, !header.isEmpty else { throw .missing }
        var seconds: Int64?
        var signatures: [String] = []
        for part in header.split(separator: ",") {
            guard let split = part.firstIndex(of: "=") else { throw .malformed }
            let name = part[..<split].drop { $0 == " " }
            let value = part[part.index(after: split)...]
            if name == "t" { seconds = Int64(value) }
            if name == "v1" { signatures.append(String(value)) }
        }
        guard let seconds, seconds > 0, !signatures.isEmpty, signatures.count <= 16 else { throw .malformed }
        let expected = digest(body, secret: secret, seconds: seconds)
        var isRight = false
        for signature in signatures where constantTimeEqual(signature.utf8, expected.utf8) { isRight = true }
        guard isRight else { throw .wrong }
        guard abs(now.seconds - seconds) <= tolerance.components.seconds else { throw .stale }
    }

    private static func digest(_ body: some Collection<UInt8>, secret: String, seconds: Int64) -> String {
        Hex.encode(HMAC.sha256(Array("\(seconds).".utf8) + body, key: secret.utf8))
    }
}
