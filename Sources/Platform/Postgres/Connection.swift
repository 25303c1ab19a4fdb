internal import CPostgres
internal import EventLoop
internal import Glibc

/// One connection in pipeline mode, touched by its loop's thread alone.
final class Connection: LoopHandler {
    private let connection: OpaquePointer
    private unowned let loop: EventLoop
    private let usesPreparedStatements: Bool
    /// Names of the statements that the server has answered it keeps, by their text.
    private var prepared: [String: String] = [:]
    /// The same for templates, which need no look at their text.
    private var preparedTemplates: [ObjectIdentifier: (template: SQLTemplate, name: String)] = [:]
    /// Texts on their way to being prepared: until the answer, other groups must not rely on the name.
    private var preparing: Set<String> = []
    private var preparedCount = 0
    /// What the server keeps, those included whose groups failed later.
    private var keptByServer = 0
    private var inFlight: [StatementGroup] = []
    private var head = 0
    private(set) var isBroken = false
    /// Called once, when the server has gone away.
    var onBroken: (Connection) -> Void = { _ in }

    /// How many answered groups may lie before those in flight until they are cleared away.
    private static let answeredKept = 16
    /// How many statements the server may keep prepared; beyond it all are forgotten and prepared anew.
    private static let preparedLimit = 1000

    /// Takes over an open `PGconn`.
    init(_ open: OpenConnection, loop: EventLoop, usesPreparedStatements: Bool) {
        connection = open.pointer
        self.loop = loop
        self.usesPreparedStatements = usesPreparedStatements
        PQsetnonblocking(connection, 1)
        PQsetNoticeProcessor(connection, ignoreNotice, nil)
        super.init(descriptor: PQsocket(connection))
        loop.add(self, .readable)
        if PQenterPipelineMode(connection) != 1 { lose("pipeline mode refused") }
    }

    /// Groups sent and not yet answered.
    var load: Int { inFlight.count - head }

    /// What another connection needs to cancel the statement that runs on this one.
    func cancelHandle() -> CancelHandle? { isBroken ? nil : CancelHandle(PQgetCancel(connection)) }

    func send(_ group: StatementGroup) {
        guard !isBroken else { return group.fail(.lost("connection lost", place: group.statements[0].place)) }
        inFlight.append(group)
        var sent = forgetPreparedIfTooMany(group)
        for (index, statement) in group.statements.enumerated() where sent {
            sent = send(statement.sql, index: index, group: group)
        }
        guard sent, PQpipelineSync(connection) == 1 else { return lose(errorMessage) }
        flush()
    }

    private func send(_ sql: SQL, index: Int, group: StatementGroup) -> Bool {
        sql.parameters.withPointers { values, count in
            guard usesPreparedStatements, sql.isWorthPreparing else {
                return sendUnprepared(sql, values, count, index, group)
            }
            if let name = preparedName(of: sql) ?? group.nameBeingPrepared(sql.text) {
                group.expected.append(.statement(index))
                return name.withCString { PQsendQueryPrepared(connection, $0, count, values, nil, nil, 0) } == 1
            }
            let text = sql.text
            let (isNew, _) = preparing.insert(text)
            guard isNew else { return sendUnprepared(sql, values, count, index, group) }
            preparedCount += 1
            let name = "s\(preparedCount)"
            group.preparing.append((text, name))
            group.expected.append(.preparation)
            group.expected.append(.statement(index))
            return PQsendPrepare(connection, name, text, 0, nil) == 1
                && PQsendQueryPrepared(connection, name, count, values, nil, nil, 0) == 1
        }
    }

    private func sendUnprepared(
        _ sql: SQL, _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ count: Int32, _ index: Int,
        _ group: StatementGroup
    ) -> Bool {
        group.expected.append(.statement(index))
        return sql.text.withCString { PQsendQueryParams(connection, $0, count, nil, values, nil, nil, 0) } == 1
    }

    private func preparedName(of sql: SQL) -> String? {
        guard let template = sql.template else { return prepared[sql.text] }
        if let known = preparedTemplates[ObjectIdentifier(template)] { return known.name }
        guard let name = prepared[template.text] else { return nil }
        preparedTemplates[ObjectIdentifier(template)] = (template, name)
        return name
    }

    /// Only ahead of a group that begins a transaction: inside a failed one nothing but its rollback is heard.
    private func forgetPreparedIfTooMany(_ group: StatementGroup) -> Bool {
        guard keptByServer >= Self.preparedLimit, preparing.isEmpty, group.hidden > 0 else { return true }
        prepared.removeAll(keepingCapacity: true)
        preparedTemplates.removeAll(keepingCapacity: true)
        keptByServer = 0
        group.expected.append(.housekeeping)
        return PQsendQueryParams(connection, "deallocate all", 0, nil, nil, nil, nil, 0) == 1
    }

    private func preparationAnswered(_ group: StatementGroup) {
        let (text, name) = group.preparing.removeFirst()
        preparing.remove(text)
        prepared[text] = name
        keptByServer += 1
    }

    private func flush() {
        switch PQflush(connection) {
        case 0: break
        case 1: loop.modify(self, [.readable, .writable])
        default: lose(errorMessage)
        }
    }

    override func ready(_ readiness: Readiness) {
        guard !isBroken else { return }
        if readiness.contains(.writable), PQflush(connection) == 0 { loop.modify(self, .readable) }
        guard PQconsumeInput(connection) == 1 else { return lose(errorMessage) }
        while load > 0, PQisBusy(connection) == 0 {
            guard let result = PQgetResult(connection) else {
                if PQstatus(connection) != CONNECTION_OK { return lose(errorMessage) }
                continue
            }
            receive(result)
            if isBroken { return }
        }
        if load == 0, PQstatus(connection) != CONNECTION_OK { lose(errorMessage) }
    }

    private func receive(_ result: OpaquePointer) {
        let group = inFlight[head]
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
            if group.expectsPreparation { preparationAnswered(group) }
            group.receive(Rows(result, place: group.currentPlace))
        case PGRES_PIPELINE_SYNC:
            PQclear(result)
            finish(group)
        case PGRES_FATAL_ERROR:
            group.receive(PostgresError(result: result, place: group.currentPlace))
            PQclear(result)
            if PQstatus(connection) != CONNECTION_OK { lose(errorMessage) }
        default:  // aborted by an earlier failure of the same group
            group.receive(nil)
            PQclear(result)
        }
    }

    private func finish(_ group: StatementGroup) {
        head += 1
        if head == inFlight.count {
            inFlight.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= Self.answeredKept {
            // A connection that is never idle must let go of what it has answered all the same.
            inFlight.removeSubrange(..<head)
            head = 0
        }
        for (text, _) in group.preparing { preparing.remove(text) }
        // A plan that a migration made stale, or a statement that a pooler dropped: prepare anew.
        if group.failure?.state == "0A000" || group.failure?.state == "26000" {
            prepared.removeAll()
            preparedTemplates.removeAll()
        }
        group.finish()
    }

    private var errorMessage: String {
        let text = String(cString: PQerrorMessage(connection))
        return text.isEmpty ? "the server closed the connection" : String(text.split(separator: "\n")[0])
    }

    private func lose(_ message: String) {
        guard !isBroken else { return }
        isBroken = true
        let abandoned = inFlight[head...]
        inFlight = []
        head = 0
        close()
        for group in abandoned { group.fail(.lost(message, place: group.currentPlace)) }
        onBroken(self)
    }

    /// Ends the connection. Nothing may be in flight.
    func close() {
        if !isBroken || PQsocket(connection) >= 0 { loop.remove(self) }
        isBroken = true
        PQfinish(connection)
    }
}

/// A connection that a worker thread has opened and a loop will own.
struct OpenConnection: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Connects; blocks for at most `connect_timeout` of the connection string. Throws `PostgresError`.
    init(_ conninfo: String) throws {
        let place = StatementPlace(file: "connect", line: 0)
        guard let pointer = PQconnectdb(conninfo) else { throw PostgresError.lost("out of memory", place: place) }
        guard PQstatus(pointer) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(pointer)).split(separator: "\n").joined(separator: " ")
            PQfinish(pointer)
            throw PostgresError.lost(message, place: place)
        }
        self.pointer = pointer
    }
}

/// Cancels a running statement from another thread.
final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer

    init?(_ handle: OpaquePointer?) {
        guard let handle else { return nil }
        self.handle = handle
    }

    deinit { PQfreeCancel(handle) }

    /// Blocks while it connects to the server: on a worker, never on a loop.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        PQcancel(handle, &message, 256)
    }
}
