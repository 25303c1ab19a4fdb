/// One statement with the place it was sent from.
struct Statement: Sendable {
    let sql: SQL
    let place: StatementPlace
}

/// Statements that travel together and end with one Sync: one round trip, and (outside an explicit transaction)
/// one implicit transaction, of which either everything or nothing happens.
final class StatementGroup: @unchecked Sendable {
    typealias Completion = (Result<[Rows], PostgresError>) -> Void

    let statements: [Statement]
    /// How many leading statements (the tenant prologue, BEGIN) give rows that nobody wants.
    let hidden: Int
    /// How many trailing statements (COMMIT) likewise.
    let hiddenTail: Int
    private let completion: Completion
    private var rows: [Rows] = []
    private var error: PostgresError?
    /// For each result to come: the index of its statement, or nil for the answer to a Prepare.
    var expected: [Int?] = []
    private var received = 0
    /// Statements first prepared in this group, to be forgotten should it fail.
    var newlyPrepared: [String] = []

    init(_ statements: [Statement], hidden: Int, hiddenTail: Int = 0, completion: @escaping Completion) {
        self.statements = statements
        self.hidden = hidden
        self.hiddenTail = hiddenTail
        self.completion = completion
    }

    /// The place of the statement whose result comes next.
    var currentPlace: StatementPlace {
        let index = received < expected.count ? expected[received] ?? following : statements.count - 1
        return statements[index].place
    }

    private var following: Int { expected[received...].lazy.compactMap(\.self).first ?? statements.count - 1 }

    /// Takes a result; `rows` is nil for anything that is not a statement's answer.
    func receive(_ rows: Rows?) {
        if received < expected.count, let index = expected[received], let rows,
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

    /// Whether the group failed, known when its Sync has arrived.
    var failed: Bool { error != nil }

    func finish() { completion(error.map { .failure($0) } ?? .success(rows)) }
    func fail(_ failure: PostgresError) { completion(.failure(error ?? failure)) }
}
