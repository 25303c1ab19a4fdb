public import Core
internal import Crypto

/// A job as its enqueuer describes it.
public struct NewJob: Sendable {
    /// The name of a `JobKind`.
    public var kind: String
    public var payload: JSON
    public var priority: JobPriority
    /// Not before; nil for at once.
    public var runAt: Instant?
    /// Overrides the kind's number.
    public var maxAttempts: Int?
    /// Asking again under the same key does nothing, for as long as the history is kept. Asking for something else
    /// under it fails the transaction (constraint `job_keys_same_request`).
    public var idempotencyKey: String?
    /// Jobs with the same key run one at a time, in the order in which they were enqueued; one that needs attention
    /// holds those behind it back until a person decides.
    public var serialisationKey: String?

    public init(
        _ kind: String, payload: JSON = [:], priority: JobPriority = .normal, runAt: Instant? = nil,
        maxAttempts: Int? = nil, idempotencyKey: String? = nil, serialisationKey: String? = nil
    ) {
        self.kind = kind
        self.payload = payload
        self.priority = priority
        self.runAt = runAt
        self.maxAttempts = maxAttempts
        self.idempotencyKey = idempotencyKey
        self.serialisationKey = serialisationKey
    }

    /// What an idempotency key stands for.
    var requestHash: String { SHA256.hex(Array("\(kind)\n\(payload.text)".utf8)) }
}
