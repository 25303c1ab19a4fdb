internal import Core
internal import Crypto

/// A provider's signed word on who somebody is (OpenID Connect Core 1.0 §2, §3.1.3.7).
struct IDToken: Sendable {
    /// What was said.
    struct Claims: Sendable {
        let subject: String
        let email: String?
        let isEmailVerified: Bool
        let name: String?
        /// Google's: the domain whose accounts it keeps.
        let hostedDomain: String?
        /// When the person last showed the provider who they are.
        let authenticatedAt: Instant?
    }

    /// What a token must be for us to believe it.
    struct Expectation: Sendable {
        let issuer: String
        let clientID: String
        let nonceHash: [UInt8]
        let now: Instant
    }

    /// Why a token is not believed.
    enum Failure: Error, Hashable {
        case malformed, algorithm, unknownKey, signature, issuer, audience, party, expired, early, nonce, subject
    }

    /// Clocks differ by this much.
    static let leeway: Duration = .seconds(60)
    /// A token is asked for and shown within moments.
    static let oldest: Duration = .minutes(10)

    let keyID: String?
    let algorithm: String
    private let payload: JSON
    private let signed: [UInt8]
    private let signature: [UInt8]

    /// Throws `Failure.malformed` or `.algorithm`.
    init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 16_384, parts.count == 3, let head = Base64.urlSafe.decode(parts[0]),
            let body = Base64.urlSafe.decode(parts[1]), let signature = Base64.urlSafe.decode(parts[2])
        else { throw Failure.malformed }
        let header: JSON
        do {
            header = try JSON(parsing: head)
            payload = try JSON(parsing: body)
        } catch { throw Failure.malformed }
        // Extensions that must be understood are not (RFC 7515 §4.1.11).
        guard header["crit"] == nil else { throw Failure.malformed }
        guard let algorithm = header["alg"]?.string, ["RS256", "ES256"].contains(algorithm) else {
            throw Failure.algorithm
        }
        self.algorithm = algorithm
        keyID = header["kid"]?.string
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    /// Throws `Failure` for the first thing that does not hold.
    func claims(_ keys: SigningKeys, _ expected: Expectation) throws -> Claims {
        guard let key = keys.key(keyID, algorithm) else { throw Failure.unknownKey }
        guard key.isValid(signature: signature, of: signed) else { throw Failure.signature }
        guard payload["iss"]?.string == expected.issuer else { throw Failure.issuer }
        try checkAudience(expected.clientID)
        try checkTimes(expected.now)
        guard let nonce = payload["nonce"]?.string, constantTimeEqual(SHA256.hash(nonce.utf8), expected.nonceHash)
        else {
            throw Failure.nonce
        }
        guard let subject = payload["sub"]?.string, (1...255).contains(subject.utf8.count) else {
            throw Failure.subject
        }
        let email = payload["email"]?.string.flatMap { EmailAddress.isPlausible($0) ? $0 : nil }
        return Claims(
            subject: subject, email: email,
            isEmailVerified: payload["email_verified"]?.bool ?? (payload["email_verified"]?.string == "true"),
            name: payload["name"]?.string.map { String($0.prefix(200)) }, hostedDomain: payload["hd"]?.string,
            authenticatedAt: payload["auth_time"]?.int.map { Instant(seconds: $0) })
    }

    private func checkAudience(_ clientID: String) throws {
        let audiences = payload["aud"]?.array?.compactMap(\.string) ?? payload["aud"]?.string.map { [$0] } ?? []
        guard audiences.contains(clientID) else { throw Failure.audience }
        let party = payload["azp"]?.string
        guard audiences.count == 1 || party != nil else { throw Failure.party }
        if let party, party != clientID { throw Failure.party }
    }

    private func checkTimes(_ now: Instant) throws {
        // Numbers beyond any date would overflow when reckoned with.
        let plausible: ClosedRange<Int64> = 0...4_102_444_800
        guard let expires = payload["exp"]?.int, let issued = payload["iat"]?.int, plausible.contains(expires),
            plausible.contains(issued)
        else { throw Failure.malformed }
        guard now < Instant(seconds: expires) + Self.leeway, now - Instant(seconds: issued) < Self.oldest else {
            throw Failure.expired
        }
        guard Instant(seconds: issued) < now + Self.leeway else { throw Failure.early }
        if let from = payload["nbf"]?.int {
            guard plausible.contains(from), Instant(seconds: from) < now + Self.leeway else { throw Failure.early }
        }
    }
}
