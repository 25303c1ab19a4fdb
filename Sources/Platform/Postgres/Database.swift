public import Core
public import EventLoop
internal import Telemetry

/// The way to PostgreSQL. Tenant data is reached only with a `Context`; what crosses tenants must say why.
public final class Database: Sendable {
    public struct Configuration: Sendable {
        /// Connection string of the role that row-level security binds (`mainline_app`).
        public var application: String
        /// Connection string of the role for work across tenants (`mainline_system`).
        public var system: String
        /// Connection string of the role that custom roles narrow further (`mainline_narrowed`). Without one, whoever
        /// has a custom role is refused.
        public var narrowed: String?
        /// A read replica for list reads, if any.
        public var replica: String?
        public var dialect: SQLDialect = .plain
        /// Off behind a pgbouncer that cannot keep them.
        public var preparedStatements = true
        /// Shared connections per loop.
        public var sharedPerLoop = 2
        /// Connections per loop for transactions with logic in the middle.
        public var leasedPerLoop = 8

        public init(application: String, system: String, narrowed: String? = nil, replica: String? = nil) {
            self.application = application
            self.system = system
            self.narrowed = narrowed
            self.replica = replica
        }
    }

    enum Login { case application, system, narrowed, replica }

    let loops: EventLoopGroup
    let workers: WorkerPool
    let prologue: TenantPrologue
    private let pools: [Login: [ConnectionPool]]
    private let hasReplica: Bool

    public init(_ configuration: Configuration, loops: EventLoopGroup) {
        self.loops = loops
        let workers = WorkerPool(threads: 4, limit: 1000)
        self.workers = workers
        prologue = TenantPrologue(dialect: configuration.dialect)
        hasReplica = configuration.replica != nil
        func pools(_ conninfo: String, shared: Int, leased: Int) -> [ConnectionPool] {
            loops.loops.map { loop in
                var limits = ConnectionPool.Limits()
                limits.shared = shared
                limits.leased = leased
                return ConnectionPool(
                    loop: loop, conninfo: conninfo, limits: limits, workers: workers,
                    usesPreparedStatements: configuration.preparedStatements)
            }
        }
        self.pools = [
            .application: pools(
                configuration.application, shared: configuration.sharedPerLoop, leased: configuration.leasedPerLoop),
            .system: pools(configuration.system, shared: 1, leased: max(2, configuration.leasedPerLoop / 2)),
            .narrowed: configuration.narrowed.map {
                pools($0, shared: 1, leased: max(2, configuration.leasedPerLoop / 2))
            }
                ?? [],
            .replica: configuration.replica.map { pools($0, shared: configuration.sharedPerLoop, leased: 0) } ?? [],
        ]
    }

    /// Closes every connection. Nothing may be under way.
    public func close() {
        for pools in pools.values {
            for (pool, loop) in zip(pools, loops.loops) { loop.submit { pool.close() } }
        }
        workers.stop()
    }

    // MARK: - One round trip

    /// Runs one statement in the organisation of `context`: one round trip, one transaction.
    /// Throws `PostgresError`.
    public func query(
        _ context: Context, _ sql: SQL, file: StaticString = #fileID, line: UInt = #line
    ) async throws -> Rows {
        try await batch(context, [sql], file: file, line: line)[0]
    }

    /// Like `query`, for a read that may be a moment old: goes to the replica if there is one.
    public func read(
        _ context: Context, _ sql: SQL, file: StaticString = #fileID, line: UInt = #line
    ) async throws -> Rows {
        let place = StatementPlace(file: file, line: line)
        let login = try login(context)
        return try await oneShot(
            hasReplica && login == .application ? .replica : login, [sql], context, place, isRead: true)[0]
    }

    /// Several statements in one round trip and one transaction: all of them or none.
    public func batch(
        _ context: Context, _ statements: [SQL], file: StaticString = #fileID, line: UInt = #line
    ) async throws -> [Rows] {
        try await oneShot(
            try login(context), statements, context, StatementPlace(file: file, line: line), isRead: false)
    }

    /// One statement across organisations.
    public func systemQuery(
        _ reason: SystemReason, _ sql: SQL, file: StaticString = #fileID, line: UInt = #line
    ) async throws -> Rows {
        try await oneShot(.system, [sql], nil, StatementPlace(file: file, line: line), isRead: false)[0]
    }

    /// What `query` sends for these statements, prologue included: for measuring the same work by other means.
    public func sent(_ context: Context, _ statements: [SQL]) -> [(text: String, values: [String?])] {
        let (before, after) = prologue.implicit(context)
        return (before + statements + after).map { ($0.text, $0.parameters.texts) }
    }

    private func oneShot(
        _ login: Login, _ statements: [SQL], _ context: Context?, _ place: StatementPlace, isRead: Bool
    ) async throws -> [Rows] {
        let (before, after) = context.map { prologue.implicit($0) } ?? ([], [])
        let all = (before + statements + after).map { Statement(sql: $0, place: place) }
        let tenant = context?.organisation.value
        var result = await run(login, all, hidden: before.count, hiddenTail: after.count, tenant)
        if isRead, case .failure(let error) = result, error.state == "08006" {
            // Nothing was changed, so a read that lost its connection is simply asked again, once.
            result = await run(login, all, hidden: before.count, hiddenTail: after.count, tenant)
        }
        return try result.get()
    }

    private func run(
        _ login: Login, _ statements: [Statement], hidden: Int, hiddenTail: Int, _ tenant: Identifier?
    ) async -> Result<[Rows], PostgresError> {
        let loop = loops.current
        let pool = pool(login, loop)
        return await withUnsafeContinuation { continuation in
            let group = StatementGroup(
                statements, hidden: hidden, hiddenTail: hiddenTail, tenant: tenant,
                completion: { group, result in
                    pool.groupFinished(group)
                    continuation.resume(returning: result)
                })
            if loop.isCurrent { pool.run(group) } else { loop.submit { pool.run(group) } }
        }
    }

    /// Whom a context works as. Whoever has a custom role works as a role of its own, whose policies narrow.
    /// Throws `Problem` 403 where there is none.
    func login(_ context: Context) throws -> Login {
        guard context.grants != nil else { return .application }
        guard pools[.narrowed]?.isEmpty == false else {
            throw Problem.forbidden("Custom roles do not work here: the database role mainline_narrowed is missing.")
        }
        return .narrowed
    }

    func pool(_ login: Login, _ loop: EventLoop) -> ConnectionPool {
        let index = loops.loops.firstIndex { $0 === loop } ?? 0
        guard let pools = pools[login], index < pools.count else { preconditionFailure("no pool for this login") }
        return pools[index]
    }
}

/// Why a statement may look across organisations. Every use is listed here, and a test holds the list against the code.
public enum SystemReason: String, Sendable, CaseIterable {
    /// Who is this person, session or key, and where may they work?
    case signIn
    /// Which organisation does this carrier number or payment account belong to?
    case webhookRouting
    /// Taking, ending and counting jobs.
    case jobs
    /// Reading new events for live pages.
    case live
    /// Which organisation does this public link belong to?
    case publicLink
    /// Organisations being made and listed by the operator's command line.
    case operations
    /// Audit sealing and verification.
    case audit
    /// The platform's operators, who belong to no organisation, and what they may see of each.
    case support
    /// Erasing a person from every table, the audit trail too.
    case privacy
    /// What an organisation's plan and its restrictions leave of its channels, and what it has used.
    case plans
}
