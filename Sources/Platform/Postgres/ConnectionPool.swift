internal import Core
internal import EventLoop
internal import Telemetry

/// One loop's connections under one login: a few shared ones, each with several one-shot groups in flight, and some
/// that are leased whole to transactions with Swift logic in the middle. Touched by its loop's thread alone.
final class ConnectionPool: @unchecked Sendable {
    struct Limits: Sendable {
        var shared = 2
        /// Groups in flight on one shared connection.
        var depth = 16
        var leased = 8
        /// What one organisation may have in flight on the shared connections: half of what fits.
        var groupsPerTenant: Int { shared * depth / 2 }
        /// How many leased connections one organisation may hold: three of four.
        var leasesPerTenant: Int { leased - leased / 4 }
        /// What may wait of one organisation.
        var queuePerTenant: Int { queue / 4 }
        /// After a leased connection was opened, how long until another may be. The first work on a connection is slow:
        /// PostgreSQL reads its catalogue and makes its plans. Opened all at once for a burst, connections keep each other
        /// from the processor for longer than a few of them take for all of the burst.
        var pace: Duration = .milliseconds(40)
        /// What may wait for a place before it is refused.
        var queue = 2000
        /// How long it may wait.
        var patience: Duration = .seconds(5)
    }

    typealias Lease = (Result<Connection, PostgresError>) -> Void

    private unowned let loop: EventLoop
    private let conninfo: String
    private let limits: Limits
    private let workers: WorkerPool
    private let usesPreparedStatements: Bool
    private var shared: [Connection] = []
    private var sharedOpening = 0
    private var waitingGroups = FairWaitingList<StatementGroup>()
    private var groupShares: Shares
    private var idle: [Connection] = []
    private var leasedCount = 0
    private var isPacing = false
    private var waitingLeases = FairWaitingList<Lease>()
    private var leaseShares: Shares
    private var failures = 0
    private var closed = false

    init(loop: EventLoop, conninfo: String, limits: Limits, workers: WorkerPool, usesPreparedStatements: Bool) {
        self.loop = loop
        self.conninfo = conninfo
        self.limits = limits
        groupShares = Shares(limit: limits.groupsPerTenant)
        leaseShares = Shares(limit: limits.leasesPerTenant)
        self.workers = workers
        self.usesPreparedStatements = usesPreparedStatements
    }

    // MARK: - One-shot groups

    func run(_ group: StatementGroup) {
        if groupShares.hasRoom(group.tenant), let connection = leastLoaded { return send(group, on: connection) }
        openSharedIfNeeded()
        let place = group.statements[0].place
        guard waitingGroups.count < limits.queue, waitingGroups.count(of: group.tenant) < limits.queuePerTenant else {
            return group.fail(.busy(place))
        }
        let ticket = waitingGroups.append(group, of: group.tenant)
        loop.after(limits.patience) { [weak self] in
            self?.waitingGroups.take(ticket)?.fail(self?.lastFailure ?? .busy(place))
        }
    }

    private func send(_ group: StatementGroup, on connection: Connection) {
        group.holdsPlace = true
        groupShares.take(group.tenant)
        connection.send(group)
    }

    private func nextGroup() -> StatementGroup? {
        let shares = groupShares
        return waitingGroups.takeFirst { shares.hasRoom($0) }?.element
    }

    private var leastLoaded: Connection? {
        var best: Connection?
        var load = limits.depth
        for connection in shared where connection.load < load {
            best = connection
            load = connection.load
            if load == 0 { break }
        }
        if load > 0, shared.count + sharedOpening < limits.shared { openSharedIfNeeded() }
        return best
    }

    private func openSharedIfNeeded() {
        guard shared.count + sharedOpening < limits.shared, !closed else { return }
        sharedOpening += 1
        open { [weak self] connection in
            guard let self else { return connection.close() }
            sharedOpening -= 1
            shared.append(connection)
            while connection.load < limits.depth, let group = nextGroup() { send(group, on: connection) }
        } failed: { [weak self] _ in
            guard let self else { return }
            sharedOpening -= 1
            if waitingGroups.count > 0 { retryLater { $0.openSharedIfNeeded() } }
        }
    }

    /// Called by the database when a one-shot group ended, to let the next one in.
    func groupFinished(_ group: StatementGroup) {
        if group.holdsPlace { groupShares.giveBack(group.tenant) }
        group.holdsPlace = false
        while waitingGroups.count > 0, let connection = leastLoaded, let next = nextGroup() {
            send(next, on: connection)
        }
    }

    // MARK: - Leases

    /// Gives a connection of one's own; give it back with `release`.
    func lease(_ place: StatementPlace, for tenant: Identifier?, _ then: @escaping Lease) {
        while leaseShares.hasRoom(tenant), let connection = idle.popLast() {
            if connection.isBroken { continue }
            leaseShares.take(tenant)
            return then(.success(connection))
        }
        guard waitingLeases.count < limits.queue, waitingLeases.count(of: tenant) < limits.queuePerTenant else {
            return then(.failure(.busy(place)))
        }
        let ticket = waitingLeases.append(then, of: tenant)
        loop.after(limits.patience) { [weak self] in
            guard let self, let waiter = waitingLeases.take(ticket) else { return }
            waiter(.failure(lastFailure ?? .busy(place)))
        }
        openLeaseIfNeeded()
    }

    func release(_ connection: Connection, of tenant: Identifier?) {
        leaseShares.giveBack(tenant)
        if connection.isBroken { return serveLeases() }
        offer(connection)
    }

    private func offer(_ connection: Connection) {
        if closed { return connection.close() }
        idle.append(connection)
        serveLeases()
    }

    private func serveLeases() {
        while waitingLeases.count > 0, !idle.isEmpty {
            let shares = leaseShares
            guard let next = waitingLeases.takeFirst(where: { shares.hasRoom($0) }), let connection = idle.popLast()
            else { return }
            leaseShares.take(next.tenant)
            next.element(.success(connection))
        }
    }

    private func openLeaseIfNeeded() {
        guard leasedCount < limits.leased, waitingLeases.count > 0, !closed, !isPacing else { return }
        leasedCount += 1
        isPacing = true
        loop.after(limits.pace) { [weak self] in
            self?.isPacing = false
            self?.openLeaseIfNeeded()
        }
        open { [weak self] connection in
            guard let self else { return connection.close() }
            offer(connection)
        } failed: { [weak self] _ in
            guard let self else { return }
            leasedCount -= 1
            if waitingLeases.count > 0 { retryLater { $0.openLeaseIfNeeded() } }
        }
    }

    // MARK: - Opening and losing

    private var lastFailure: PostgresError?
    private static let connecting = StatementPlace(file: "connect", line: 0)

    private func open(_ opened: @escaping (Connection) -> Void, failed: @escaping (PostgresError) -> Void) {
        let loop = loop
        let conninfo = conninfo
        let callbacks = LoopBound((opened, failed))
        let pool = LoopBound(self)
        let workers = workers
        let accepted = workers.submit {
            let result: Result<OpenConnection, PostgresError>
            do {
                result = .success(try OpenConnection(conninfo))
            } catch let error as PostgresError {
                result = .failure(error)
            } catch {
                result = .failure(.lost("\(error)", place: Self.connecting))
            }
            loop.submit { pool.value.finishOpening(result, callbacks.value.0, callbacks.value.1) }
        }
        if !accepted { finishOpening(.failure(.busy(Self.connecting)), opened, failed) }
    }

    private func finishOpening(
        _ result: Result<OpenConnection, PostgresError>, _ opened: (Connection) -> Void,
        _ failed: (PostgresError) -> Void
    ) {
        switch result {
        case .success(let open):
            failures = 0
            lastFailure = nil
            let connection = Connection(open, loop: loop, usesPreparedStatements: usesPreparedStatements)
            if connection.isBroken { return failed(.lost("pipeline mode refused", place: Self.connecting)) }
            connection.onBroken = { [weak self] in self?.forget($0) }
            if closed { return connection.close() }
            opened(connection)
        case .failure(let error):
            failures += 1
            lastFailure = error
            failed(error)
        }
    }

    private func forget(_ connection: Connection) {
        if let index = shared.firstIndex(where: { $0 === connection }) {
            shared.remove(at: index)
            if waitingGroups.count > 0 { openSharedIfNeeded() }
        } else {
            idle.removeAll { $0 === connection }
            leasedCount -= 1
            openLeaseIfNeeded()
        }
    }

    /// Backs off: 50 ms, doubling to 1 s.
    private func retryLater(_ action: @escaping (ConnectionPool) -> Void) {
        loop.after(.milliseconds(min(1000, 50 << min(failures, 5)))) { [weak self] in
            if let self { action(self) }
        }
    }

    func close() {
        closed = true
        for connection in shared + idle where !connection.isBroken { connection.close() }
        shared = []
        idle = []
    }
}

extension PostgresError {
    static func busy(_ place: StatementPlace) -> PostgresError {
        PostgresError(
            state: "53300", message: "every connection is busy and the queue is full or too slow", place: place)
    }
}

/// Carries a value of a loop through another thread back to the same loop, untouched on the way.
struct LoopBound<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
