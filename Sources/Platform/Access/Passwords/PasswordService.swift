public import Crypto
internal import EventLoop
internal import Synchronization

/// Hashes and checks passwords on threads of its own: a guess costs tens of milliseconds of a core and must not hold up
/// anything else.
public final class PasswordService: Sendable {
    private let workers: WorkerPool
    private let cost: PasswordHash.Cost
    /// Checked when there is nothing to check, so that an unknown account takes as long as a known one.
    private let decoy: PasswordHash
    private let count = Atomic(0)

    /// Takes as long as one hash. Throws `PasswordHash.Failure` if the machine has not enough memory for `cost`.
    public init(threads: Int = 2, cost: PasswordHash.Cost = .standard) throws {
        workers = WorkerPool(threads: threads, limit: 200)
        self.cost = cost
        decoy = try PasswordHash.hash(Token().text, cost: cost)
    }

    deinit { workers.stop() }

    /// Throws `PasswordHash.Failure`, or `WorkerPoolFull` if too many are waiting.
    public func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await workers.run { try PasswordHash.hash(password, cost: cost) }
    }

    /// Whether it is the password. Without a hash the answer is no, after the same work.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let decoy = decoy
        count.add(1, ordering: .relaxed)
        return try await workers.run { (hash ?? decoy).verifies(password) && hash != nil }
    }

    /// How many passwords have been looked at, known accounts' or not.
    var verifications: Int { count.load(ordering: .relaxed) }

    /// Whether the hash was made with another cost than is asked now.
    func isOutdated(_ hash: PasswordHash) -> Bool { hash.isOutdated(for: cost) }
}
