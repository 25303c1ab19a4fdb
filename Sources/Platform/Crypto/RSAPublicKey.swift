internal import COpenSSL
public import Core

/// The public half of an RSA key, as a JSON Web Key carries it (RFC 7518 §6.3).
public struct RSAPublicKey: Sendable, Hashable {
    private let modulus: [UInt8]
    private let exponent: [UInt8]

    /// Why a key or a signed token was refused.
    public enum Failure: Error, Hashable {
        /// `n` or `e` is not url-safe base64, or the modulus has fewer than 2048 or more than 8192 bits.
        case unusableKey
        /// Not three parts of url-safe base64 with a JSON header and payload.
        case malformedToken
        /// The header names another algorithm than RS256: never let the token choose.
        case otherAlgorithm
        case wrongSignature
    }

    /// From the members `n` and `e` of a JSON Web Key. Throws `Failure.unusableKey`.
    public init(n: String, e: String) throws {
        guard let modulus = Base64.urlSafe.decode(n), let exponent = Base64.urlSafe.decode(e),
            (256...1024).contains(modulus.count), (1...8).contains(exponent.count)
        else { throw Failure.unusableKey }
        self.modulus = modulus
        self.exponent = exponent
    }

    /// Whether `signature` of `message` was made with RSASSA-PKCS1-v1_5 and SHA-256 by the owner of this key.
    public func isValid(signature: [UInt8], of message: some Sequence<UInt8>) -> Bool {
        let message = Array(message)
        return openssl_rs256_verify(
            modulus, modulus.count, exponent, exponent.count, message, message.count, signature, signature.count) == 1
    }

    /// The payload of a compact RS256 token (RFC 7515 §7.1) if its signature holds. Throws `Failure`.
    /// Issuer, audience and times are the caller's to check.
    public func payload(ofToken token: String) throws -> JSON {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64.urlSafe.decode(parts[0]),
            let payload = Base64.urlSafe.decode(parts[1]),
            let signature = Base64.urlSafe.decode(parts[2])
        else { throw Failure.malformedToken }
        guard try Self.json(header)["alg"]?.string == "RS256" else { throw Failure.otherAlgorithm }
        guard isValid(signature: signature, of: "\(parts[0]).\(parts[1])".utf8) else { throw Failure.wrongSignature }
        return try Self.json(payload)
    }

    private static func json(_ bytes: [UInt8]) throws -> JSON {
        do { return try JSON(parsing: bytes) } catch { throw Failure.malformedToken }
    }
}
