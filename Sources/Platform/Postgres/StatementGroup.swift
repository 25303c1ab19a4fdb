internal import Core

/// One statement with the place it was sent from.
struct Statement: Sendable {
    let sql: SQL
    let place: StatementPlace
}

/// Statements that travel together and end with one Sync: one round trip, and (outside an explicit transaction)
/// one implicit transaction, of which either everything or nothing happens.
final class StatementGroup: @unchecked Sendable {
    typealias Completion = (StatementGroup, Result<[Rows], PostgresError>) -> Void

    let statements: [Statement]
    /// How many leading statements (the tenant prologue, BEGIN) give rows that nobody wants.
    let hidden: Int
    /// How many trailing statements (COMMIT) likewise.
    let hiddenTail: Int
    private let completion: Completion
    /// Whose it is; nil for work across organisations.
    let tenant: Identifier?
    /// Whether it counts against its organisation's share of the connections.
    var holdsPlace = false
    private var rows: [Rows] = []
    private var error: PostgresError?
    /// What a result to come is the answer to.
    enum Answer: Equatable { case statement(Int), preparation, housekeeping }
    var expected: [Answer] = []
    private var received = 0
    /// Statements first prepared in this group whose preparation has not been answered, in the order sent.
    var preparing: [(text: String, name: String)] = []

    init(
        _ statements: [Statement], hidden: Int, hiddenTail: Int = 0, tenant: Identifier? = nil,
        completion: @escaping Completion
    ) {
        self.statements = statements
        self.tenant = tenant
        self.hidden = hidden
        self.hiddenTail = hiddenTail
        self.completion = completion
    }

    /// The place of the statement whose result comes next.
    var currentPlace: StatementPlace {
        for answer in expected.dropFirst(received) {
            if case .statement(let index) = answer { return statements[index].place }
        }
        return statements[statements.count - 1].place
    }

    var expectsPreparation: Bool { received < expected.count && expected[received] == .preparation }

    /// The name under which an earlier statement of this group has just been sent to be prepared.
    func nameBeingPrepared(_ text: String) -> String? { preparing.first { $0.text == text }?.name }

    /// Takes a result; `rows` is nil for what was skipped after a failure.
    func receive(_ rows: Rows?) {
        if received < expected.count, case .statement(let index) = expected[received], let rows,
            index >= hidden, index < statements.count - hiddenTail
        {
            self.rows.append(rows)
        }
        received += 1
    }

    func receive(_ failure: PostgresError) {
        if error == nil { error = failure }
        received += 1
    }

    /// Why the group failed, known when its Sync has arrived.
    var failure: PostgresError? { error }

    func finish() { completion(self, error.map { .failure($0) } ?? .success(rows)) }
    func fail(_ failure: PostgresError) { completion(self, .failure(error ?? failure)) }
}
