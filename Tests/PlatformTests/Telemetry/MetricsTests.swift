import Telemetry
import Testing

@Suite struct MetricsTests {
    @Test func text_holds_help_type_and_samples_sorted() {
        let metrics = Metrics()
        metrics.gauge("mainline_queue_length", "Waiting jobs.").set(2.5)
        let requests = metrics.counter("mainline_requests_total", "Requests.", labels: ["method", "status"])
        requests["POST", "201"].increment()
        requests["GET", "200"].increment(by: 3)
        #expect(
            metrics.text == """
                # HELP mainline_queue_length Waiting jobs.
                # TYPE mainline_queue_length gauge
                mainline_queue_length 2.5
                # HELP mainline_requests_total Requests.
                # TYPE mainline_requests_total counter
                mainline_requests_total{method="GET",status="200"} 3
                mainline_requests_total{method="POST",status="201"} 1

                """)
    }

    @Test func histogram_buckets_are_cumulative_and_bounds_belong_to_their_bucket() {
        let metrics = Metrics()
        let spread = metrics.histogram("mainline_wait_seconds", "Waits.", buckets: [0.5, 1])
        for value in [0.25, 0.5, 0.75, 3] { spread.observe(value) }
        spread.observe(.milliseconds(500))
        for line in [
            "mainline_wait_seconds_bucket{le=\"0.5\"} 3", "mainline_wait_seconds_bucket{le=\"1.0\"} 4",
            "mainline_wait_seconds_bucket{le=\"+Inf\"} 5", "mainline_wait_seconds_sum 5",
            "mainline_wait_seconds_count 5",
        ] {
            #expect(metrics.text.contains(line + "\n"))
        }
    }

    @Test func label_values_are_escaped() {
        let metrics = Metrics()
        metrics.counter("mainline_a_total", "A.", labels: ["path"])["a\"b\\c\nd"].increment()
        #expect(metrics.text.contains(#"{path="a\"b\\c\nd"} 1"#))
    }

    @Test func the_same_name_gives_the_same_metric() {
        let metrics = Metrics()
        metrics.counter("mainline_a_total", "A.").increment()
        metrics.counter("mainline_a_total", "A.").increment()
        #expect(metrics.counter("mainline_a_total", "A.").value == 2)
    }

    @Test func labels_beyond_the_limit_are_counted_together() {
        let metrics = Metrics()
        let family = metrics.counter("mainline_a_total", "A.", labels: ["x"])
        for value in 0..<(Family<Counter>.limit + 50) { family["\(value)"].increment() }
        #expect(metrics.text.split(separator: "\n").count == 2 + Family<Counter>.limit + 1)
        #expect(family["other"].value == 50)
    }

    @Test func concurrent_changes_all_count() async {
        let metrics = Metrics()
        let counter = metrics.counter("mainline_a_total", "A.")
        let gauge = metrics.gauge("mainline_b", "B.")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 {
                        counter.increment()
                        gauge.add(2)
                        gauge.subtract(1)
                    }
                }
            }
        }
        #expect(counter.value == 8000)
        #expect(gauge.value == 8000)
    }

    @Test func the_process_reports_memory_and_descriptors() throws {
        let metrics = Metrics()
        metrics.addProcess()
        for name in ["process_resident_memory_bytes", "process_open_fds", "process_start_time_seconds"] {
            let line = try #require(metrics.text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            #expect(try #require(Double(line.dropFirst(name.count + 1))) > 0)
        }
    }
}
