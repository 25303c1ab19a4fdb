public import Core
public import Postgres

/// Knows whose numbers and mailboxes were erased, without knowing the numbers. A domain registers one in
/// `Module.erasedPeople`; imports then leave such rows out, and forms warn whoever types one in.
public protocol ErasedPeople: Sendable {
    /// When the people who had these were erased; those of nobody erased are left out.
    /// - Parameters:
    ///   - addresses: numbers (E.164) and mailboxes.
    ///   - ask: how the database is asked: within a transaction, or not.
    func erased(_ addresses: [String], _ context: Context, _ ask: (SQL) async throws -> Rows) async throws
        -> [String: Instant]
}

extension FieldKind {
    /// Whether a value is somebody's number or mailbox.
    public var isAddressOfPerson: Bool { self == .phone || self == .email }
}
