public import Core
public import Records

/// A way to reach somebody.
public enum ConsentChannel: String, Sendable, CaseIterable { case call, text, email, post }

/// Why somebody is reached: about what they asked for, or to sell.
public enum ConsentPurpose: String, Sendable, CaseIterable { case service, marketing }

/// What somebody said of being reached.
public enum ConsentState: String, Sendable, CaseIterable { case granted, withdrawn }

/// Whether somebody may be written to or called, asked when it happens. Implemented by Customers.
///
/// What serves a person's own request is allowed until they withdraw; what sells, only once they granted it. What was
/// said of an address holds for whoever has it, also after a merge and after the person was erased.
public protocol ConsentBook: Sendable {
    /// nil: allowed. Otherwise why not, in a sentence.
    /// - Parameter address: the number (E.164) or mailbox; nil for post.
    func refusal(
        _ channel: ConsentChannel, _ purpose: ConsentPurpose, to address: String?, customer: ID<Customer>?,
        in work: Work
    ) async throws -> String?
    /// Adds to the ledger what somebody said; with no customer it holds for the address alone.
    /// - Parameters:
    ///   - source: where it was said: `reply`, `form`, `call`, `import`.
    ///   - proof: their words.
    func record(
        _ state: ConsentState, _ channel: ConsentChannel, _ purposes: [ConsentPurpose], address: String?,
        customer: ID<Customer>?, source: String, proof: String?, in work: Work
    ) async throws
    /// Whether this number or mailbox belonged to a person who was erased, so that it is not taken in again unasked.
    func isErased(phone: String?, email: String?, in work: Work) async throws -> Bool
}
