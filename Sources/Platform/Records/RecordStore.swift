public import Core
internal import Crypto
public import Jobs
public import Postgres

/// The one door to changing data: context → permission → transaction → audit → outbox.
public final class RecordStore: Sendable {
    public let database: Database
    /// Everything there is, for what belongs to no request. What answers somebody asks `catalogue(for:)`.
    public let catalogue: Catalogue
    public let clock: TimeSource
    public let ids: IDSource
    /// Looks an organisation's profile up, from a cache.
    public let profile: @Sendable (ID<Organisation>) async throws -> OrganisationProfile
    private let jobs: JobQueue
    let customFields = CustomFields()
    let namedSets = NamedSetMemory()
    let narrowedCatalogues = NarrowedCatalogues()
    private let committed: @Sendable () -> Void

    /// - Parameter committed: called after each commit that may have written events.
    public init(
        database: Database, catalogue: Catalogue, jobs: JobQueue,
        profile: @escaping @Sendable (ID<Organisation>) async throws -> OrganisationProfile,
        clock: TimeSource = .system, ids: IDSource = .random, committed: @escaping @Sendable () -> Void
    ) {
        self.database = database
        self.catalogue = catalogue
        self.jobs = jobs
        self.profile = profile
        self.clock = clock
        self.ids = ids
        self.committed = committed
    }

    /// A context for work that Mainline does by itself in one organisation, as the named part of it.
    public func systemContext(
        _ organisation: ID<Organisation>, actor: String, correlation: String, surface: Surface = .job
    ) async throws -> Context {
        let profile = try await profile(organisation)
        return Context(
            organisation: organisation, actor: .system(actor), role: .system, correlation: correlation,
            surface: surface,
            zone: profile.zone, currency: profile.currency, country: profile.country, locale: profile.locale,
            clock: clock, ids: ids)
    }

    /// Runs `body` as one transaction with an outbox. `name` goes into the audit trail.
    /// Throws what `body` throws, with database errors as `Problem` where a person can do something about them.
    public func work<Value: Sendable>(
        _ context: Context, _ name: String, _ body: @Sendable (Work) async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await database.transaction(context) { transaction in
                let work = Work(transaction, catalogue: catalogue, jobs: jobs)
                work.begin(action: name)
                return try await body(work)
            }
            committed()
            forgetSets(after: name, context)
            return value
        } catch let error as PostgresError {
            throw Problem(error, messages: catalogue.constraintMessages) ?? error
        }
    }

    /// Sets that an action or a write has changed hold at once in this process.
    private func forgetSets(after name: String, _ context: Context) {
        let resource = name.prefix { $0 != "." }
        if catalogue.namedSets.values.contains(where: { $0.source == resource }) {
            namedSets.forget(context.organisation)
        }
    }

    // MARK: - Actions

    /// Performs an action by its type.
    public func perform<A: Action>(_ type: A.Type, _ input: [String: JSON], _ context: Context) async throws -> A.Output
    {
        try context.require(A.access)
        if let known = catalogue(for: context).actions[A.name] { try context.require(known.access) }
        let checked = try Input(input, fields: A.fields, context: context)
        return try await work(context, A.name) { work in
            try await work.requireReach(A.name, A.recordField, checked)
            return try await A.run(checked, in: work)
        }
    }

    /// Performs an action by its name, as the outside asks for it.
    /// - Parameters:
    ///   - key: the client's idempotency key: the same key and input give the stored answer, the same key with other
    ///     input is refused with 422.
    ///   - isDryRun: does everything and undoes it.
    public func perform(
        _ name: String, _ input: [String: JSON], _ context: Context, key: String? = nil, isDryRun: Bool = false
    ) async throws -> JSON {
        let action = try catalogue(for: context).action(name, for: context.role)
        let checked = try Input(input, fields: action.fields, context: context)
        let request = IdempotentRequest(key: key, name: name, input: .object(input))
        return try await once(request, context, name, isDryRun: isDryRun, secret: action.secretAnswer) { work in
            try await work.requireReach(name, action.recordField, checked)
            return try await action.run(checked, work)
        }
    }

    /// Runs `body` unless its key has been used: then the stored answer is given, without what is `secret`.
    func once(
        _ request: IdempotentRequest, _ context: Context, _ name: String, isDryRun: Bool = false, secret: [String] = [],
        _ body: @Sendable (Work) async throws -> JSON
    ) async throws -> JSON {
        do {
            return try await work(context, name) { work in
                if let stored = try await request.storedAnswer(in: work) { return stored }
                let answer = try await body(work)
                if isDryRun {
                    // What is queued, and what is checked at the commit, must refuse a rehearsal too.
                    try await work.query("set constraints all immediate")
                    throw DryRunEnded(answer: answer)
                }
                request.store(secret.isEmpty ? answer : answer.without(secret), in: work)
                return answer
            }
        } catch let ended as DryRunEnded {
            return ended.answer
        }
    }
}

/// Thrown to undo a dry run; carries what it would have answered.
private struct DryRunEnded: Error { let answer: JSON }

/// A request that may come twice.
struct IdempotentRequest: Sendable {
    let key: String?
    private let name: String
    private let input: JSON

    init(key: String?, name: String, input: JSON) {
        self.key = key
        self.name = name
        self.input = input
    }

    /// Of what was asked and by whom: another role might not be shown the answer.
    private func hash(_ context: Context) -> Bytea {
        Bytea(
            Crypto.SHA256.hash(
                Array("\(name)\n\(context.actor)\n\(context.role)\(context.grants?.setting ?? "")\n\(input.text)".utf8))
        )
    }

    /// Waits for another request with the same key that is under way.
    /// Throws 422 if the key was used for something else, or by someone else.
    func storedAnswer(in work: Work) async throws -> JSON? {
        guard let key else { return nil }
        work.queue("select pg_advisory_xact_lock(hashtextextended(app_org()::text || \(key), 0))")
        let rows = try await work.query(
            "select request_hash, response from idempotency_keys where org_id = app_org() and key = \(key)")
        guard let row = rows.first else { return nil }
        guard try row.get("request_hash") == hash(work.context) else {
            throw Problem.invalid(
                "Idempotency-Key", "key_reused", "This Idempotency-Key was used for a different request. Use a new one."
            )
        }
        return try row.get("response")
    }

    func store(_ answer: JSON, in work: Work) {
        guard let key else { return }
        work.queue(
            """
            insert into idempotency_keys (org_id, key, request_hash, status, response)
            values (app_org(), \(key), \(hash(work.context)), 200, \(answer))
            """)
    }
}

extension JSON {
    fileprivate func without(_ names: [String]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.key) })
    }
}
