public import Core
internal import EventLoop
internal import Glibc
internal import Synchronization

/// An open transaction on a connection of its own. Statements may be queued: they travel with the next one that is
/// awaited, so that a whole action often takes three round trips. Valid only inside the closure that received it.
public final class Transaction: @unchecked Sendable {
    /// Nil in a system transaction.
    private var tenant: Context?
    private let loop: EventLoop
    private let connection: Connection
    private var queued: [Statement]
    /// Leading queued statements (BEGIN and the prologue) whose rows nobody wants.
    private var hidden: Int
    private var opened = false
    private var finished = false
    private var commitActions: [@Sendable () -> Void] = []
    private let cancellation = Mutex<Task<Void, Never>?>(nil)

    init(tenant: Context?, loop: EventLoop, connection: Connection, opening: [SQL], place: StatementPlace) {
        self.tenant = tenant
        self.loop = loop
        self.connection = connection
        queued = opening.map { Statement(sql: $0, place: place) }
        hidden = opening.count
    }

    /// The context this transaction is bound to. A system transaction has none: asking is a programming error.
    public var context: Context {
        guard let tenant else { preconditionFailure("a system transaction has no context") }
        return tenant
    }

    /// Lets what follows count as part of another story: rows, events and jobs written from here on carry its id.
    public func join(story correlation: String) {
        tenant?.correlation = correlation
        queue("select set_config('app.correlation', \(correlation), true)")
    }

    /// Runs a statement and waits for its rows. Throws `PostgresError`.
    @discardableResult
    public func query(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) async throws -> Rows {
        queued.append(Statement(sql: sql, place: StatementPlace(file: file, line: line)))
        guard let rows = try await flush().last else { preconditionFailure("a statement without an answer") }
        return rows
    }

    /// Sends a statement along with the next awaited one (or the commit). Its failure surfaces there.
    public func queue(_ sql: SQL, file: StaticString = #fileID, line: UInt = #line) {
        queued.append(Statement(sql: sql, place: StatementPlace(file: file, line: line)))
    }

    /// Calls `action` once the transaction has committed (waking those who wait for what it wrote). Never called if it
    /// rolls back; lost if the process ends in between, so nothing may depend on it.
    public func afterCommit(_ action: @escaping @Sendable () -> Void) { commitActions.append(action) }

    /// Runs `body`; if it or a statement it queued fails, what it did is undone and the transaction goes on.
    public func savepoint<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await query("savepoint mainline")
        let actions = commitActions.count
        do {
            let value = try await body()
            try await query("release savepoint mainline")
            return value
        } catch {
            queued = []
            commitActions.removeSubrange(actions...)
            // Released too, so that a savepoint around this one finds its own again.
            queue("rollback to savepoint mainline")
            try await query("release savepoint mainline")
            throw error
        }
    }

    private func flush() async throws -> [Rows] {
        precondition(!finished, "the transaction has ended")
        let statements = queued
        let hidden = hidden
        queued = []
        self.hidden = 0
        opened = true
        return try await send(statements, hidden: hidden).get()
    }

    private func send(_ statements: [Statement], hidden: Int) async -> Result<[Rows], PostgresError> {
        let connection = LoopBound(connection)
        let loop = loop
        return await withUnsafeContinuation { continuation in
            let group = StatementGroup(statements, hidden: hidden) { continuation.resume(returning: $1) }
            if loop.isCurrent { connection.value.send(group) } else { loop.submit { connection.value.send(group) } }
        }
    }

    func commit(place: StatementPlace) async throws {
        if !opened, queued.count == hidden { return finished = true }
        queue("commit", file: place.file, line: place.line)
        do {
            // A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error.
            guard try await flush().last?.command == "COMMIT" else {
                finished = true
                throw PostgresError(
                    state: "25P02", message: "a statement had failed, so the transaction was rolled back", place: place)
            }
        } catch let error as PostgresError where error.state == "08006" || error.state.hasPrefix("57P") {
            throw PostgresError(
                state: "08007", message: "whether the transaction was committed is not known: \(error.message)",
                place: place)
        }
        finished = true
        for action in commitActions { action() }
    }

    func rollback(place: StatementPlace) async {
        guard !finished else { return }
        finished = true
        guard opened else { return }
        _ = await send([Statement(sql: "rollback", place: place)], hidden: 0)
    }

    /// Asks the server to stop what runs on this connection.
    func cancel(on workers: WorkerPool) {
        let connection = LoopBound(connection)
        let loop = loop
        let request = Task.detached {
            let handle = await withUnsafeContinuation { continuation in
                loop.submit { continuation.resume(returning: connection.value.cancelHandle()) }
            }
            // A request that cannot be made leaves the statement to end by itself.
            guard let handle else { return }
            _ = try? await workers.run { handle.cancel() }
        }
        cancellation.withLock { $0 = request }
    }

    /// Waits for a cancel request that is under way: it must not meet the connection's next user.
    func cancelSettled() async { await cancellation.withLock { $0 }?.value }
}

extension Database {
    /// Runs `body` in one transaction bound to the context's organisation, user and role. Commits when it returns,
    /// rolls back when it throws. Serialisation failures and deadlocks run `body` again, up to three times: it must
    /// have no effects outside the transaction. Throws what `body` throws, or `PostgresError`.
    public func transaction<Value: Sendable>(
        _ context: Context, file: StaticString = #fileID, line: UInt = #line,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await leased(
            try login(context), context, prologue.explicit(context), StatementPlace(file: file, line: line), body)
    }

    /// Like `transaction`, across organisations.
    public func systemTransaction<Value: Sendable>(
        _ reason: SystemReason, file: StaticString = #fileID, line: UInt = #line,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await leased(.system, nil, ["begin"], StatementPlace(file: file, line: line), body)
    }

    private func leased<Value: Sendable>(
        _ login: Login, _ context: Context?, _ opening: [SQL], _ place: StatementPlace,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await once(login, context, opening, place, body)
            } catch let error as PostgresError where error.isRetryable && attempt < 4 {
                attempt += 1
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << attempt))))
            }
        }
    }

    private func once<Value: Sendable>(
        _ login: Login, _ context: Context?, _ opening: [SQL], _ place: StatementPlace,
        _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        let loop = loops.current
        let pool = pool(login, loop)
        let tenant = context?.organisation.value
        let connection = try await lease(pool, loop, place, tenant).value
        let transaction = Transaction(
            tenant: context, loop: loop, connection: connection, opening: opening, place: place)
        let bound = LoopBound(connection)
        let workers = workers
        func giveBack() { loop.submit { pool.release(bound.value, of: tenant) } }
        do {
            let value = try await withTaskCancellationHandler {
                try Task.checkCancellation()
                let value = try await body(transaction)
                try Task.checkCancellation()
                return value
            } onCancel: {
                transaction.cancel(on: workers)
            }
            await transaction.cancelSettled()
            try await transaction.commit(place: place)
            giveBack()
            return value
        } catch {
            await transaction.cancelSettled()
            await transaction.rollback(place: place)
            giveBack()
            throw error
        }
    }

    private func lease(
        _ pool: ConnectionPool, _ loop: EventLoop, _ place: StatementPlace, _ tenant: Identifier?
    ) async throws -> LoopBound<Connection> {
        let result: Result<LoopBound<Connection>, PostgresError> = await withUnsafeContinuation { continuation in
            let take = { pool.lease(place, for: tenant) { continuation.resume(returning: $0.map(LoopBound.init)) } }
            if loop.isCurrent {
                take()
            } else {
                loop.submit {
                    pool.lease(place, for: tenant) { continuation.resume(returning: $0.map(LoopBound.init)) }
                }
            }
        }
        return try result.get()
    }
}
