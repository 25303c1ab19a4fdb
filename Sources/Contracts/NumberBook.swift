public import Core
public import Records

/// The organisation's telephone numbers. Implemented by Calls.
public protocol NumberBook: Sendable {
    /// The number (E.164) from which the organisation calls and texts. Throws 409 if it has none.
    func outgoingNumber(in work: Work) async throws -> String
    /// The organisation that a number belongs to, for webhooks that name nothing else.
    func organisation(of number: String) async throws -> ID<Organisation>?
}
