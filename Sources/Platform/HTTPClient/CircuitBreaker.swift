public import Core
internal import Synchronization

/// Leaves a server alone for a moment after it failed repeatedly: requests fail at once instead of piling up.
public final class CircuitBreaker: Sendable {
    public enum State: String, Sendable {
        /// Requests go through.
        case closed
        /// Requests are refused until the pause is over.
        case open
        /// One request is on its way to find out.
        case halfOpen = "half_open"
    }

    private struct Circuit {
        var failures = 0
        var openedAt: Instant?
        var trialStartedAt: Instant?
    }

    private let failures: Int
    private let pause: Duration
    private let clock: TimeSource
    private let circuits = Mutex<[String: Circuit]>([:])

    /// - Parameters:
    ///   - failures: how many in a row open the circuit.
    ///   - pause: how long it stays open before one request may try.
    public init(failures: Int = 5, pause: Duration = .seconds(30), clock: TimeSource = .system) {
        self.failures = max(1, failures)
        self.pause = pause
        self.clock = clock
    }

    /// Asks to send. Throws `HTTPClientError.circuitOpen`. Tell the result by `succeeded`, `failed` or `abandoned`.
    public func admit(_ name: String) throws {
        let now = clock.now
        let isAdmitted = circuits.withLock { circuits in
            guard var circuit = circuits[name], let openedAt = circuit.openedAt else { return true }
            // A trial that never reported back is forgotten after a pause.
            let trialIsOut = circuit.trialStartedAt.map { now - $0 < pause } ?? false
            guard now - openedAt >= pause, !trialIsOut else { return false }
            circuit.trialStartedAt = now
            circuits[name] = circuit
            return true
        }
        guard isAdmitted else { throw HTTPClientError.circuitOpen(name: name) }
    }

    public func succeeded(_ name: String) {
        circuits.withLock { $0[name] = nil }
    }

    public func failed(_ name: String) {
        let now = clock.now
        circuits.withLock { circuits in
            var circuit = circuits[name] ?? Circuit()
            circuit.failures += 1
            if circuit.failures >= failures { circuit.openedAt = now }
            circuit.trialStartedAt = nil
            circuits[name] = circuit
        }
    }

    /// The request was given up for our own reasons and says nothing about the server.
    public func abandoned(_ name: String) {
        circuits.withLock { $0[name]?.trialStartedAt = nil }
    }

    public func state(of name: String) -> State {
        circuits.withLock { circuits in
            guard let circuit = circuits[name], circuit.openedAt != nil else { return .closed }
            return circuit.trialStartedAt == nil ? .open : .halfOpen
        }
    }
}
