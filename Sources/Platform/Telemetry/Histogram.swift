internal import Core
internal import Synchronization

/// How values spread.
public final class Histogram: MetricValue {
    /// Bounds for answers to people and programs, in seconds: 1 ms to 10 s.
    public static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct State {
        var counts: [Int]
        var sum = 0.0
    }
    private let bounds: [Double]
    private let state: Mutex<State>

    init(buckets: [Double]) {
        precondition(zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }, "buckets must ascend")
        bounds = buckets
        state = Mutex(State(counts: Array(repeating: 0, count: buckets.count + 1)))
    }

    public func observe(_ value: Double) {
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.counts[index] += 1
            $0.sum += value
        }
    }

    /// In seconds.
    public func observe(_ duration: Duration) { observe(Double(duration.microseconds) / 1_000_000) }

    public func write(name: String, labels: String, to out: SampleWriter) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        let prefix = labels.isEmpty ? "" : labels + ","
        var total = 0
        for (index, count) in counts.enumerated() {
            total += count
            let bound = index < bounds.count ? "\(bounds[index])" : "+Inf"
            out.sample(name + "_bucket", "\(prefix)le=\"\(bound)\"", Double(total))
        }
        out.sample(name + "_sum", labels, sum)
        out.sample(name + "_count", labels, Double(total))
    }
}
