public import Core

/// Finds records that may be the same as one that is being typed in. A domain registers one for its resource in
/// `Module.duplicateFinders`; forms then warn while somebody types, imports and queues may ask it too.
public protocol DuplicateFinder: Sendable {
    /// The fields whose change is worth a new look: `name`, `phone`.
    var fields: [String] { get }

    /// The likeliest first, at most a handful, among what the asker may see. Every look is served by an index.
    /// - Parameters:
    ///   - values: what has been typed so far, by field and in the form in which it is stored; what does not hold is
    ///     left out.
    ///   - known: the record being changed, which is no duplicate of itself.
    func duplicates(
        of values: [String: JSON], except known: Identifier?, _ store: RecordStore, _ context: Context
    ) async throws -> [PossibleDuplicate]
}

/// A record that may be the same as another.
public struct PossibleDuplicate: Sendable, Hashable {
    public let id: Identifier
    public let title: String
    /// Why, in words: "Same phone number".
    public let reason: String
    /// What tells it from others: a town, a status.
    public let detail: String?
    /// From 0 to 1; from 0.9 on it is taken to be the same.
    public let likelihood: Double

    public init(id: Identifier, title: String, reason: String, detail: String? = nil, likelihood: Double) {
        self.id = id
        self.title = title
        self.reason = reason
        self.detail = detail
        self.likelihood = likelihood
    }
}
