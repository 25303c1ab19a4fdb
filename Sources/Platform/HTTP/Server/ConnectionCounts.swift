internal import Synchronization

/// Open connections per client address, over all loops.
final class ConnectionCounts: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func add(_ address: String) { counts.withLock { $0[address, default: 0] += 1 } }

    func remove(_ address: String) {
        counts.withLock { counts in
            guard let count = counts[address] else { return }
            counts[address] = count > 1 ? count - 1 : nil
        }
    }

    subscript(address: String) -> Int { counts.withLock { $0[address] ?? 0 } }
}
