public import Core
internal import Crypto
public import HTTP
public import Postgres
internal import Synchronization
public import Telemetry

/// Says who is asking, from the session cookie or the API key that a request shows.
public final class Authenticator: Sendable {
    let database: Database
    let clock: TimeSource
    private let ids: IDSource
    private let log: Log
    let cache = PrincipalCache()
    private let limiter = RateLimiter()
    private let uses = KeyUses()
    private let background = Mutex<Background?>(nil)
    private let hearers = Mutex<[@Sendable (AccessNews) -> Void]>([])

    private struct Background {
        let listener: NotificationListener
        let writer: Task<Void, Never>
    }

    public init(database: Database, clock: TimeSource = .system, ids: IDSource = .random, log: Log = .silent) {
        self.database = database
        self.clock = clock
        self.ids = ids
        self.log = log.area("access")
    }

    /// Has `hear` called with what concerns whole organisations. Before `start` and after `stop` nothing is heard, so
    /// nothing may be remembered.
    public func onNews(_ hear: @escaping @Sendable (AccessNews) -> Void) { hearers.withLock { $0.append(hear) } }

    private func tell(_ news: AccessNews) {
        for hear in hearers.withLock({ $0 }) { hear(news) }
    }

    private func heard(_ payload: String) {
        // The empty payload comes after each connect: what happened before it was not heard.
        guard !payload.isEmpty else {
            cache.hearChanges(true)
            return tell(.listening)
        }
        let change = AccessChange(payload: payload)
        cache.forget(change)
        switch change {
        case .organisation(let id): tell(.organisation(id))
        case .anything: tell(.anything)
        case .session, .key, .user, .role: break
        }
    }

    /// Begins to remember sessions and keys for half a minute, and to hear of changes made by other processes. Until then
    /// each request asks the database.
    /// - Parameter conninfo: for the connection that listens; the application's role will do.
    public func start(listeningOn conninfo: String) {
        let listener = NotificationListener(database, conninfo: conninfo, channels: [AccessChange.channel]) {
            [weak self] _, payload in
            self?.heard(payload)
        }
        let writer = Task { [weak self] in
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(10)) } catch { return }
                await self?.writeKeyUses()
            }
        }
        let previous = background.withLock { background in
            defer { background = Background(listener: listener, writer: writer) }
            return background
        }
        previous?.writer.cancel()
        previous?.listener.stop()
        listener.start()
    }

    /// Stops listening and writes down which keys have been used.
    public func stop() async {
        let background = background.withLock { background in
            defer { background = nil }
            return background
        }
        background?.listener.stop()
        background?.writer.cancel()
        cache.hearChanges(false)
        tell(.deaf)
        await writeKeyUses()
    }

    /// Who is asking; nil if the request shows nothing, or a session that is over.
    /// Throws `Problem` 401 for a key that does not hold, 403 for one used outside its terms, 429 for one used too often,
    /// and `PostgresError`.
    public func authenticate(_ request: Request) async throws -> Context? {
        // A program that sends a key is never let in by a cookie: checks against forgery rely on that.
        if let header = request.headers["Authorization"] { return try await authenticate(request, header) }
        guard let token = SessionCookie.token(in: request) else { return nil }
        guard let principal = try await principal(token.digest, load: { try await self.loadSession(token) }) else {
            return nil
        }
        return context(of: principal, request, surface: .workspace)
    }

    /// Refuses what another site made a signed-in browser send. Throws `Problem` 403.
    public func guardRequest(_ request: Request, _ context: Context) throws { try CSRF.require(request) }

    /// Completes an answer: the session's token goes into the page's forms, and how a key stands against its limit into
    /// the headers (draft-ietf-httpapi-ratelimit-headers).
    public func finish(_ request: Request, _ response: Response) -> Response {
        guard let header = request.headers["Authorization"] else { return FormTokens.added(to: response, for: request) }
        guard response.status != 401, let key = Self.token(in: header).flatMap({ APIKeyText.identifier(in: $0) }),
            let standing = limiter.standing(of: key, at: clock.now)
        else { return response }
        return
            response
            .with("RateLimit-Policy", "\"burst\";q=\(standing.limit);w=\(RateLimiter.window.components.seconds)")
            .with("RateLimit", "\"burst\";r=\(standing.remaining);t=\(standing.reset)")
    }

    /// Removes what is only history: attempts at signing in of before yesterday, and sessions three months after their
    /// end. For a daily job. Throws `PostgresError`.
    public func purge() async throws {
        let now = clock.now
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue("delete from sign_in_attempts where last_at < \(now - SignInThrottle.memory)")
            transaction.queue("delete from sessions where expires_at < \(now - Sessions.lifetime)")
        }
    }

    /// To be called after the commit of a change, so that it holds at once in this process.
    public func forget(_ change: AccessChange) { cache.forget(change) }

    /// Writes down which keys have been used since the last time. A failure is logged; nothing is lost by it.
    public func writeKeyUses() async {
        do { try await uses.write(to: database) } catch {
            log.warning(
                "The last uses of API keys could not be written; they will be with the next ones.",
                ["error": .error(error)])
        }
    }

    // MARK: - Keys

    private func authenticate(_ request: Request, _ header: String) async throws -> Context {
        guard let token = Self.token(in: header) else { throw Self.unknownKey }
        let digest = SHA256.hash(token.utf8)
        let found = try await principal(digest) {
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
        let standing = limiter.take(terms.id, limit: terms.requestsPerMinute, at: clock.now)
        if let wait = standing.retryAfter {
            throw Problem(
                status: 429, code: "rate_limited",
                "This API key may be used \(terms.requestsPerMinute) times a minute. Try again in \(wait) s.",
                retryAfter: wait)
        }
        uses.note(terms.id, of: principal.organisation, at: clock.now, from: request.address)
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
    private static func token(in header: String) -> Substring? {
        let bytes = header.utf8
        guard bytes.count <= 300, let space = bytes.firstIndex(of: UInt8(ascii: " ")),
            header[..<space].lowercased() == "bearer"
        else { return nil }
        let token = header[bytes.index(after: space)...].drop { $0 == " " }
        return token.isEmpty ? nil : token
    }

    // MARK: - Both

    private func principal(_ digest: [UInt8], load: () async throws -> Principal?) async throws -> Principal? {
        let now = clock.now
        var found = cache.find(digest, at: now)
        if found == nil {
            let generation = cache.generation
            found = try await load()
            if let found { cache.remember(found, digest, readAt: generation, at: now) }
        }
        if let end = found?.expiresAt, end <= now { return nil }
        return found
    }

    private func context(of principal: Principal, _ request: Request, surface: Surface) -> Context {
        var context = Context(
            organisation: principal.organisation, actor: principal.actor, role: principal.role,
            correlation: request.requestID, surface: surface, zone: principal.zone, currency: principal.currency,
            country: principal.country, locale: principal.locale, clock: clock, ids: ids, deadline: request.deadline,
            address: request.address)
        context.customer = principal.customer
        context.reseller = principal.reseller
        context.grants = principal.grants
        context.team = principal.team
        return context
    }
}
