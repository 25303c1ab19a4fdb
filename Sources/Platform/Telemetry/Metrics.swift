public import Core
internal import Synchronization

/// The registry of everything Mainline counts and measures; written at `/metrics` in Prometheus' text format 0.0.4.
/// Names follow Prometheus' custom: `mainline_…`, base units (seconds, bytes), counters end in `_total`.
public final class Metrics: Sendable {
    private let families = Mutex<[String: any MetricFamily]>([:])

    public init() {}

    /// A number that only grows.
    public func counter(_ name: String, _ help: String) -> Counter { counter(name, help, labels: [])[] }
    public func counter(_ name: String, _ help: String, labels: [String]) -> Family<Counter> {
        precondition(name.hasSuffix("_total"), "the name of counter \(name) must end in _total")
        return register(Family(name, help, "counter", labels) { Counter() })
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, _ help: String) -> Gauge { gauge(name, help, labels: [])[] }
    public func gauge(_ name: String, _ help: String, labels: [String]) -> Family<Gauge> {
        register(Family(name, help, "gauge", labels) { Gauge() })
    }

    /// A gauge that is asked when the metrics are read. `read` must be quick.
    public func gauge(_ name: String, _ help: String, read: @escaping @Sendable () -> Double) {
        _ = register(Family(name, help, "gauge", []) { MeasuredValue(read: read) })[]
    }

    /// A counter kept elsewhere, such as the processor time the system counts. `read` must be quick and never go down.
    public func counter(_ name: String, _ help: String, read: @escaping @Sendable () -> Double) {
        _ = register(Family(name, help, "counter", []) { MeasuredValue(read: read) })[]
    }

    /// How values spread over `buckets`, which are upper bounds in ascending order.
    public func histogram(_ name: String, _ help: String, buckets: [Double] = Histogram.seconds) -> Histogram {
        histogram(name, help, labels: [], buckets: buckets)[]
    }
    public func histogram(
        _ name: String, _ help: String, labels: [String], buckets: [Double] = Histogram.seconds
    ) -> Family<Histogram> {
        register(Family(name, help, "histogram", labels) { Histogram(buckets: buckets) })
    }

    /// Everything, in Prometheus' text format, sorted by name.
    public func write(to out: ByteWriter) {
        let all = families.withLock { $0 }
        for name in all.keys.sorted() { all[name]?.write(to: out) }
    }

    public var text: String {
        let out = ByteWriter(capacity: 16_384)
        write(to: out)
        return out.string
    }

    /// The same name twice gives the same family, so that parts need not agree on who comes first.
    private func register<Value>(_ family: Family<Value>) -> Family<Value> {
        families.withLock { families in
            guard let known = families[family.name] else {
                families[family.name] = family
                return family
            }
            guard let same = known as? Family<Value>, same.labels == family.labels else {
                preconditionFailure("metric \(family.name) is registered with another kind or other labels")
            }
            return same
        }
    }
}
