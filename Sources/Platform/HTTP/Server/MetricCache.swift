internal import Telemetry

/// The metrics a loop has used already, so that counting takes no lock.
struct MetricCache {
    private struct Key: Hashable {
        let destination: Int
        let status: Int
    }
    private var counters: [Key: Counter] = [:]
    private var histograms: [Int: Histogram] = [:]

    /// `destination` is `Router.Destination.number`.
    mutating func record(_ destination: Int, name: String, status: Int, took: Duration, in metrics: ServerMetrics) {
        let key = Key(destination: destination, status: status)
        let counter = counters[key] ?? metrics.counter(route: name, status: status)
        counters[key] = counter
        counter.increment()
        let histogram = histograms[destination] ?? metrics.latency(route: name)
        histograms[destination] = histogram
        histogram.observe(took)
    }
}
