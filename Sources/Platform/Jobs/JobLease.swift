internal import Core
internal import Synchronization

/// This process's hold on a job: good until a time, or until it is known to be lost.
final class JobLease: Sendable {
    let organisation: ID<Organisation>
    let id: ID<Job>
    let fence: Int64
    let duration: Duration
    private let clock: TimeSource
    private let until: Mutex<Instant?>

    init(_ claimed: ClaimedJob, duration: Duration, clock: TimeSource) {
        organisation = claimed.organisation
        id = claimed.id
        fence = claimed.fence
        self.duration = duration
        self.clock = clock
        until = Mutex(claimed.leaseUntil)
    }

    var isValid: Bool { until.withLock { $0.map { $0 > clock.now } ?? false } }
    /// Nil once lost.
    var end: Instant? { until.withLock { $0 } }

    /// Whether more than a third of it is used up, so that two renewals may fail before it ends.
    var isDueForRenewal: Bool {
        guard let end else { return false }
        return (end - clock.now).microseconds < duration.microseconds * 2 / 3
    }

    func renew(until time: Instant) { until.withLock { if $0 != nil { $0 = time } } }
    func lose() { until.withLock { $0 = nil } }
}
