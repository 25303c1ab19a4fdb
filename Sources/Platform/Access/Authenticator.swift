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
    /// Tells people about their sign-ins by e-mail; nil in trials without.
    let letters: AccountMail?
    let ids: IDSource
    private let log: Log
    let cache = PrincipalCache()
    let limits = KeyLimits()
    let uses = KeyUses()
    let failures = FailureLimit()
    /// What all programs of an organisation may ask together.
    let allowance: Allowance
    /// How often one session may ask.
    let requestsPerSession: Int
    let widgets = WidgetCache()
    let widgetUses = WidgetUses()
    private let background = Mutex<Background?>(nil)
    private let hearers = Mutex<[@Sendable (AccessNews) -> Void]>([])

    private struct Background {
        let listener: NotificationListener
        let writer: Task<Void, Never>
    }

    /// What an organisation's programs may ask together: by its plan. Remembered by whoever answers.
    public typealias Allowance = @Sendable (ID<Organisation>) async throws -> APIAllowance

    /// - Parameter requestsPerSession: a minute, of one signed-in browser.
    public init(
        database: Database, clock: TimeSource = .system, ids: IDSource = .random, letters: AccountMail? = nil,
        log: Log = .silent, requestsPerSession: Int = 1200,
        allowance: @escaping Allowance = { _ in .standard }
    ) {
        self.database = database
        self.clock = clock
        self.ids = ids
        self.requestsPerSession = requestsPerSession
        self.allowance = allowance
        self.letters = letters
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
            forget(.anything)
            return tell(.listening)
        }
        let change = AccessChange(payload: payload)
        forget(change)
        switch change {
        case .organisation(let id): tell(.organisation(id))
        case .anything: tell(.anything)
        case .user(let id): tell(.person(id))
        case .key(let id): tell(.key(id))
        case .role: tell(.customRole)
        // The person whose session it is is named beside it; the portal has nothing that lasts beyond an answer.
        case .session, .widget, .portal: break
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
        do { try await limits.quotas.giveAllBack(to: database) } catch {
            log.warning("What was left of quotas could not be given back.", ["error": .error(error)])
        }
    }

    /// Who is asking; nil if the request shows nothing, or a session that is over.
    /// Throws `Problem` 401 for a key that does not hold, 403 for one used outside its terms, 429 for one used too often,
    /// and `PostgresError`.
    public func authenticate(_ request: Request) async throws -> Context? {
        // A program that sends a key is never let in by a cookie: checks against forgery rely on that.
        if let header = request.headers["Authorization"] { return try await authenticate(request, header) }
        let found: Principal?
        let surface: Surface
        switch ActingCookie(request) {
        case nil: return try await support(request)
        case .staff(let token):
            found = try await principal(token.digest, request, load: { try await self.loadSession(token) })
            surface = .workspace
        case .portal(let token):
            found = try await principal(token.digest, request, load: { try await self.loadPortalSession(token) })
            surface = .portal
        }
        guard let principal = found else { return nil }
        if let session = principal.session {
            try limits.bursts.require(session, requestsPerSession, at: clock.now)
        }
        if principal.mustEnrol { try Enrolment.require(request) }
        return context(of: principal, request, surface: surface)
    }

    /// The member whose session the request shows; nil for everyone else. Throws `PostgresError`.
    func member(_ request: Request) async throws -> Context? {
        guard !request.headers.contains("Authorization"), SessionCookie.token(in: request) != nil else { return nil }
        return try await authenticate(request)
    }

    /// Refuses what another site made a signed-in browser send. Throws `Problem` 403.
    public func guardRequest(_ request: Request, _ context: Context) throws { try CSRF.require(request) }

    /// Completes an answer: the session's token goes into the page's forms, and how a key stands against its limit into
    /// the headers (draft-ietf-httpapi-ratelimit-headers).
    public func finish(_ request: Request, _ response: Response) -> Response {
        guard let header = request.headers["Authorization"] else { return FormTokens.added(to: response, for: request) }
        guard response.status != 401, let token = Self.token(in: header) else { return response }
        return limits.finish(request, response, SHA256.hash(token.utf8), at: clock.now)
    }

    /// Removes what is only history: attempts at signing in of before yesterday, and sessions three months after their
    /// end. For a daily job. Throws `PostgresError`.
    public func purge() async throws {
        let now = clock.now
        try await database.systemTransaction(.signIn) { transaction in
            transaction.queue("delete from sign_in_attempts where last_at < \(now - SignInThrottle.memory)")
            transaction.queue("delete from sessions where expires_at < \(now - Sessions.lifetime)")
            transaction.queue("delete from api_usage where grain = 'hour' and starts_at < \(now - .days(9))")
            transaction.queue("delete from api_usage where grain = 'day' and starts_at < \(now - .days(400))")
            transaction.queue("delete from api_quotas where starts_on < \(Zone.utc.local(now - .days(62)).date)")
            transaction.queue("delete from operator_sessions where expires_at < \(now - Sessions.lifetime)")
            transaction.queue("delete from pending_sign_ins where expires_at < \(now)")
            transaction.queue("delete from openid_attempts where expires_at < \(now)")
        }
        try await purgePortals()
    }

    /// To be called after the commit of a change, so that it holds at once in this process.
    public func forget(_ change: AccessChange) {
        cache.forget(change)
        limits.forget(change)
        widgets.forget(change)
    }

    /// Writes down which keys and widgets have been used, and for how much, since the last time. A failure is logged; nothing is lost by it.
    public func writeKeyUses() async {
        do {
            try await uses.write(to: database)
            try await limits.usage.write(to: database)
            try await widgetUses.write(to: database)
        } catch {
            log.warning(
                "The last uses of API keys could not be written; they will be with the next ones.",
                ["error": .error(error)])
        }
    }

    // MARK: - Both

    func principal(
        _ digest: [UInt8], _ request: Request, load: () async throws -> Principal?
    ) async throws -> Principal? {
        let now = clock.now
        var found = cache.find(digest, at: now)
        if found == nil {
            if !cache.knows(digest) { try failures.check(request, at: now) }
            let generation = cache.generation
            found = try await load()
            if let found {
                cache.remember(found, digest, readAt: generation, at: now)
            } else {
                failures.note(request, at: now)
            }
        }
        if let end = found?.expiresAt, end <= now { return nil }
        return found
    }

    func context(of principal: Principal, _ request: Request, surface: Surface) -> Context {
        var context = Context(
            organisation: principal.organisation, actor: principal.actor, role: principal.role,
            correlation: request.requestID, surface: surface, zone: principal.zone, currency: principal.currency,
            country: principal.country, locale: principal.locale, clock: clock, ids: ids, deadline: request.deadline,
            address: request.address)
        context.customer = principal.customer
        context.reseller = principal.reseller
        context.grants = principal.grants
        context.team = principal.team
        context.workplaces = principal.workplaces
        if principal.actor.user != nil {
            context.proof = .holds(until: principal.confirmedAt.map { $0 + SessionCheck.period } ?? Instant(seconds: 0))
        }
        return context
    }
}
