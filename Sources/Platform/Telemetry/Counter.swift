internal import Synchronization

/// A number that only grows.
public final class Counter: MetricValue {
    private let count = Atomic<Int>(0)

    init() {}

    /// `amount` must not be negative.
    public func increment(by amount: Int = 1) {
        precondition(amount >= 0, "a counter only grows")
        count.wrappingAdd(amount, ordering: .relaxed)
    }

    public var value: Int { count.load(ordering: .relaxed) }

    public func write(name: String, labels: String, to out: SampleWriter) { out.sample(name, labels, Double(value)) }
}

/// A number that goes up and down.
public final class Gauge: MetricValue {
    private let bits = Atomic<UInt64>(0)

    init() {}

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func add(_ amount: Double = 1) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, current) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = current
        }
    }

    public func subtract(_ amount: Double = 1) { add(-amount) }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    public func write(name: String, labels: String, to out: SampleWriter) { out.sample(name, labels, value) }
}

/// A number kept elsewhere and read when the metrics are.
final class MeasuredValue: MetricValue {
    private let read: @Sendable () -> Double

    init(read: @escaping @Sendable () -> Double) { self.read = read }

    func write(name: String, labels: String, to out: SampleWriter) { out.sample(name, labels, read()) }
}
