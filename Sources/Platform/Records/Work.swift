public import Core
public import Jobs
public import Postgres

/// One transaction's worth of change: the transaction, who is asking, and the outbox. What an action, a webhook or a
/// subscriber writes goes through it, and happens as a whole or not at all.
public final class Work: Sendable {
    public let transaction: Transaction
    public var context: Context { transaction.context }
    private let catalogue: Catalogue
    private let jobs: JobQueue

    init(_ transaction: Transaction, catalogue: Catalogue, jobs: JobQueue) {
        self.transaction = transaction
        self.catalogue = catalogue
        self.jobs = jobs
    }

    public var now: Instant { context.now }
    /// What to tell a person when a constraint refuses.
    var messages: [String: Problem.FieldError] { catalogue.constraintMessages }

    /// Runs a statement and waits for its rows. Throws `PostgresError`.
    @discardableResult
    public func query(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) async throws -> Rows {
        try await transaction.query(sql, file: file, line: line)
    }

    /// Sends a statement along with the next awaited one; its failure surfaces there.
    public func queue(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) {
        transaction.queue(sql, file: file, line: line)
    }

    /// Reads across all rows of the organisation, where the answer must be the same whoever asks: whether a technician is
    /// free, whether a number has opted out. Nothing of the rows themselves may reach the person. Throws `PostgresError`.
    public func queryForAll(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) async throws -> Rows {
        // A custom role that names nothing narrows nothing.
        queue("select set_config('app.role', \(Role.system), true), set_config('app.narrow', '!', true)")
        let rows = try await query(sql, file: file, line: line)
        queue(
            "select set_config('app.role', \(context.role), true), set_config('app.narrow', \(context.grants?.setting ?? ""), true)"
        )
        return rows
    }

    /// Runs `body`; if it throws, what it did is undone and the work goes on.
    public func savepoint<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await transaction.savepoint(body)
    }

    /// Joins the story in which a record came to be, so that everything that happens to it tells one story.
    func joinStory(of recordKind: String, _ id: Identifier) async throws {
        let rows = try await query(
            """
            select correlation_id from events where org_id = app_org() and record_kind = \(recordKind) and record_id = \(id)
            order by id limit 1
            """)
        if let story: String = try rows.first?.get("correlation_id") { transaction.join(story: story) }
    }

    /// Names what is being done, for the audit trail.
    func begin(action: String) {
        guard let grants = context.grants else { return queue("select set_config('app.action', \(action), true)") }
        let verb = action.drop { $0 != "." }.dropFirst()
        let setting =
            catalogue.actions[action] != nil
            ? grants.setting(performing: action)
            : verb == "delete" || verb == "restore"
                ? grants.setting(deleting: String(action.prefix { $0 != "." })) : grants.setting
        queue("select set_config('app.action', \(action), true), set_config('app.narrow', \(setting), true)")
    }

    /// Throws `Problem` 404 unless the record that an action is about is one's own or one's team's, where a custom role
    /// says that the action reaches no further.
    func requireReach(_ action: String, _ recordField: Field?, _ input: Input) async throws {
        guard let grants = context.grants, let field = recordField, let id: ID<User> = input.optionalID(field.name),
            let resource = catalogue.resources[String(action.prefix { $0 != "." })]
        else { return }
        let reach = grants.reach(action: action)
        guard reach != .all else { return }
        var people = context.actor.user.map { [$0] } ?? []
        if reach == .team { people += context.team }
        guard reach != .none, let column = resource.personColumn else { throw Problem.notFound(resource.singular) }
        let rows = try await query(
            """
            select t.id from \(identifier: resource.name) t
            where t.org_id = app_org() and t.id = \(id) and t.\(identifier: column) = any (\(people)::uuid[])
            """)
        _ = try rows.one(resource.singular)
    }

    /// Records a fact and hands it to its subscribers after the commit.
    /// - Parameters:
    ///   - kind: `invoice.issued`.
    ///   - customer: whose timeline it belongs to.
    public func emit(
        _ kind: String, _ recordKind: String, _ recordID: Identifier, customer: ID<Customer>? = nil,
        _ payload: JSON = [:]
    ) throws {
        let id = context.ids.next(at: context.now)
        queue(
            """
            insert into events (org_id, id, kind, record_kind, record_id, customer_id, payload, actor, correlation_id, at)
            values (\(context.organisation), \(id), \(kind), \(recordKind), \(recordID), \(customer), \(payload),
              \(context.actor.description), \(context.correlation), \(context.now))
            """)
        for subscription in catalogue.subscriptions(to: kind) {
            try enqueue(
                NewJob(
                    SubscriptionDelivery.jobKind,
                    payload: ["event": .text(id), "subscription": .string(subscription.name)],
                    serialisationKey: "\(recordKind)/\(recordID)/\(subscription.name)"))
        }
    }

    /// Adds a job that runs after the commit. Throws `Problem` if its payload is too large.
    public func enqueue(_ job: NewJob) throws { try jobs.enqueue(job, in: transaction) }

    /// Performs another action within this transaction, under the same context.
    public func perform<A: Action>(_ type: A.Type, _ input: [String: JSON]) async throws -> A.Output {
        try context.require(A.access)
        return try await A.run(Input(input, fields: A.fields, context: context), in: self)
    }
}
