public import Core
public import Postgres

/// Where work that begins after the commit is put down.
public struct JobQueue: Sendable {
    /// The longest payload, in bytes of JSON.
    public static let payloadLimit = 256 * 1024

    private let notifier: CommitNotifier?

    /// - Parameter notifier: wakes the workers after each commit; without one they notice within a second.
    public init(notifier: CommitNotifier?) { self.notifier = notifier }

    /// Adds a job to the transaction's organisation, without a round trip of its own. It runs if and when the
    /// transaction commits. Throws `Problem` if the payload is too large; a key that stands for another request
    /// fails the transaction with the constraint `job_keys_same_request`.
    @discardableResult
    public func enqueue(_ job: NewJob, in transaction: Transaction) throws -> ID<Job> {
        try enqueue(many: [job], in: transaction)[0]
    }

    /// Adds jobs with one statement. Gives their ids in the same order (for a key already known, the id that was not
    /// used).
    @discardableResult
    public func enqueue(many jobs: [NewJob], in transaction: Transaction) throws -> [ID<Job>] {
        let context = transaction.context
        let batch = try JobBatch(
            jobs, organisation: context.organisation, correlation: context.correlation, now: context.now,
            ids: context.ids)
        return add(batch, to: transaction)
    }

    /// Adds jobs for one organisation, or `.platform`, from a transaction across organisations.
    @discardableResult
    public func enqueue(
        many jobs: [NewJob], for organisation: ID<Organisation>, correlation: String, clock: TimeSource,
        ids: IDSource = .random, inSystem transaction: Transaction
    ) throws -> [ID<Job>] {
        let batch = try JobBatch(jobs, organisation: organisation, correlation: correlation, now: clock.now, ids: ids)
        return add(batch, to: transaction)
    }

    private func add(_ batch: JobBatch, to transaction: Transaction) -> [ID<Job>] {
        guard !batch.ids.isEmpty else { return [] }
        transaction.queue(batch.statement)
        if let notifier { transaction.afterCommit { notifier.committed() } }
        return batch.ids
    }
}
