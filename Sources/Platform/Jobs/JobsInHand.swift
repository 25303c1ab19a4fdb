internal import Core

/// What a runner holds at a moment: jobs it works on, and outcomes not yet written down.
struct JobsInHand {
    struct Entry {
        let lease: JobLease
        let kind: String
        let startedAt: Instant
        var task: Task<Void, Never>?
        /// Set when the runner cancelled it for taking too long.
        var isOverTime = false
    }

    /// By lease, not by job: one that was lost and taken again may be here twice for a moment.
    private(set) var entries: [ObjectIdentifier: Entry] = [:]
    private(set) var outcomes: [JobOutcome] = []
    private(set) var byOrganisation: [ID<Organisation>: Int] = [:]
    private(set) var byKind: [String: Int] = [:]
    var isStopping = false

    var isEmpty: Bool { entries.isEmpty && outcomes.isEmpty }

    mutating func begin(_ lease: JobLease, kind: String, at time: Instant) {
        entries[ObjectIdentifier(lease)] = Entry(lease: lease, kind: kind, startedAt: time)
        byOrganisation[lease.organisation, default: 0] += 1
        byKind[kind, default: 0] += 1
    }

    mutating func attach(_ task: Task<Void, Never>, to lease: JobLease) {
        entries[ObjectIdentifier(lease)]?.task = task
    }

    func entry(_ lease: JobLease) -> Entry? { entries[ObjectIdentifier(lease)] }

    /// Gives the entry if it was still in hand.
    @discardableResult
    mutating func end(_ lease: JobLease, _ outcome: JobOutcome?) -> Entry? {
        guard let entry = entries.removeValue(forKey: ObjectIdentifier(lease)) else { return nil }
        count(&byOrganisation, lease.organisation)
        count(&byKind, entry.kind)
        if let outcome { outcomes.append(outcome) }
        return entry
    }

    private func count<Key: Hashable>(_ counts: inout [Key: Int], _ key: Key) {
        let left = counts[key, default: 0] - 1
        counts[key] = left > 0 ? left : nil
    }

    mutating func takeOutcomes() -> [JobOutcome] {
        defer { outcomes = [] }
        return outcomes
    }

    /// Outcomes that could not be written down are kept for another try.
    mutating func putBack(_ unwritten: [JobOutcome]) { outcomes = unwritten + outcomes }

    mutating func markOverTime(_ lease: JobLease) { entries[ObjectIdentifier(lease)]?.isOverTime = true }
}
