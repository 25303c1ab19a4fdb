internal import Core
internal import Crypto
internal import HTTP

extension Authenticator {
    /// Who holds the key of an Authorization header. Throws `Problem` 401 for a key that does not hold, 403 for one used
    /// outside its terms, 429 for one used too often, and `PostgresError`.
    func authenticate(_ request: Request, _ header: String) async throws -> Context {
        guard let token = Self.token(in: header) else { throw Self.unknownKey }
        let digest = SHA256.hash(token.utf8)
        let found = try await principal(digest, request) {
            guard let key = APIKeyText(token) else { throw Self.unknownKey }
            return try await self.loadKey(key)
        }
        guard let principal = found, let terms = principal.key
        else { throw Self.unknownKey }
        guard terms.allowedAddresses.isEmpty || terms.allowedAddresses.contains(where: { $0.contains(request.address) })
        else {
            throw Problem(
                status: 403, code: "address_not_allowed", "This API key may not be used from \(request.address).")
        }
        let now = clock.now
        uses.note(terms.id, of: principal.organisation, at: now, from: request.address)
        try await limits.count(
            principal, terms, digest, try await allowance(principal.organisation), at: now, database: database)
        let wanted = APIScope.wanted(by: request)
        guard terms.scopes.isEmpty || terms.scopes.contains(where: { $0.covers(wanted) }) else {
            throw Problem(status: 403, code: "scope", "This API key lacks the scope “\(wanted)”.")
        }
        return context(of: principal, request, surface: .api)
    }

    private static let unknownKey = Problem(
        status: 401, code: "invalid_api_key",
        "The API key is unknown, expired or revoked. Make a new one under Settings, API keys.")

    /// What follows `Bearer `; nil for another scheme or something too long to be a key.
    static func token(in header: String) -> Substring? {
        let bytes = header.utf8
        guard bytes.count <= 300, let space = bytes.firstIndex(of: UInt8(ascii: " ")),
            header[..<space].lowercased() == "bearer"
        else { return nil }
        let token = header[bytes.index(after: space)...].drop { $0 == " " }
        return token.isEmpty ? nil : token
    }
}
