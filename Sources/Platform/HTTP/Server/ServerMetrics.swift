internal import Core
internal import Telemetry

/// What the server counts, and what it logs of each request.
final class ServerMetrics: Sendable {
    let inFlight: Gauge
    let connections: Gauge
    let streams: Gauge
    private let requests: Family<Counter>
    private let latencies: Family<Histogram>
    private let log: Log
    private let slow: Duration

    init(_ metrics: Metrics, log: Log, slow: Duration) {
        self.log = log
        self.slow = slow
        inFlight = metrics.gauge("mainline_http_requests_in_flight", "Requests being handled.")
        connections = metrics.gauge("mainline_http_connections", "Open client connections.")
        streams = metrics.gauge("mainline_http_streams", "Open event streams and WebSockets.")
        requests = metrics.counter(
            "mainline_http_requests_total", "Requests answered, by route and status.", labels: ["route", "status"])
        latencies = metrics.histogram(
            "mainline_http_request_seconds", "From the last byte of the request to the beginning of the answer.",
            labels: ["route"])
    }

    func counter(route: String, status: Int) -> Counter { requests[route, String(status)] }
    func latency(route: String) -> Histogram { latencies[route] }

    func log(route: String, status: Int, took: Duration, path: String, correlation: String) {
        let log = log.with(correlation: correlation)
        if took > slow {
            log.warning(
                "slow request",
                [
                    "route": .string(route), "status": .int(status), "took": .duration(took),
                    "path": .string(path),
                ])
        } else {
            log.debug(
                "request",
                [
                    "route": .string(route), "status": .int(status), "took": .duration(took),
                    "path": .string(path),
                ])
        }
    }
}
