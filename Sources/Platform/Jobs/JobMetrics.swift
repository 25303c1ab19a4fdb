internal import Core
internal import Telemetry

/// What is measured of the queue.
struct JobMetrics: Sendable {
    let lag: Gauge
    let running: Gauge
    let needsAttention: Gauge
    let done: Family<Counter>
    let failed: Family<Counter>
    let refused: Counter
    let duration: Family<Histogram>

    init(_ metrics: Metrics) {
        lag = metrics.gauge("mainline_jobs_lag_seconds", "How long the job that is first in line has been due")
        running = metrics.gauge("mainline_jobs_running", "Jobs this process is working on")
        needsAttention = metrics.gauge("mainline_jobs_needs_attention", "Jobs that wait for a person's decision")
        done = metrics.counter("mainline_jobs_done_total", "Jobs that succeeded", labels: ["kind"])
        failed = metrics.counter("mainline_jobs_failed_total", "Attempts that failed", labels: ["kind"])
        refused = metrics.counter(
            "mainline_jobs_refused_total", "Answers refused because another process had taken the job over")
        duration = metrics.histogram("mainline_job_duration_seconds", "How long attempts take", labels: ["kind"])
    }
}
