internal import Core
internal import Crypto

/// The keys with which a provider signs (RFC 7517). Those of other kinds are passed over.
struct SigningKeys: Sendable {
    enum Key: Sendable {
        case rsa(RSAPublicKey)
        case ec(ECPublicKey)

        /// The only algorithm the key is for: what the token says is held against it, never the other way round.
        var algorithm: String {
            switch self {
            case .rsa: "RS256"
            case .ec: "ES256"
            }
        }

        func isValid(signature: [UInt8], of message: [UInt8]) -> Bool {
            switch self {
            case .rsa(let key): key.isValid(signature: signature, of: message)
            case .ec(let key): key.isValid(signature: signature, of: message)
            }
        }
    }

    private let keys: [(id: String?, key: Key)]

    init(_ set: JSON) {
        keys = (set["keys"]?.array ?? []).prefix(50).compactMap { member in
            guard member["use"]?.string ?? "sig" == "sig", let key = Self.key(member) else { return nil }
            return (member["kid"]?.string, key)
        }
    }

    var isEmpty: Bool { keys.isEmpty }

    /// The key of that name. A token without a name fits a set with a single key of its algorithm.
    func key(_ id: String?, _ algorithm: String) -> Key? {
        let fitting = keys.filter { $0.key.algorithm == algorithm }
        if let id { return fitting.first { $0.id == id }?.key }
        return fitting.count == 1 ? fitting[0].key : nil
    }

    private static func key(_ member: JSON) -> Key? {
        switch member["kty"]?.string {
        case "RSA":
            guard member["alg"]?.string ?? "RS256" == "RS256", let n = member["n"]?.string, let e = member["e"]?.string
            else { return nil }
            // A key that cannot be used has signed nothing.
            do { return .rsa(try RSAPublicKey(n: n, e: e)) } catch { return nil }
        case "EC":
            guard member["crv"]?.string == "P-256", let x = member["x"]?.string, let y = member["y"]?.string else {
                return nil
            }
            return ECPublicKey(x: x, y: y).map { .ec($0) }
        default: return nil
        }
    }
}
