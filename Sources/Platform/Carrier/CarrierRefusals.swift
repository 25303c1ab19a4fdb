internal import Core
public import HTTP
public import Telemetry

/// Counts the webhooks that were turned away, by reason, and turns refusals into answers.
public struct CarrierRefusals: Sendable {
    private let counter: Family<Counter>
    private let log: Log

    public init(metrics: Metrics, log: Log) {
        counter = metrics.counter(
            "mainline_webhooks_refused_total", "Carrier webhooks that were turned away and changed nothing.",
            labels: ["reason"])
        self.log = log.area("carrier")
    }

    /// Runs a webhook's handler. Throws the refusal's `Problem`.
    public func counting(_ handle: () async throws -> Response) async throws -> Response {
        do { return try await handle() } catch let refusal as CarrierRefusal {
            counter[refusal.reason.rawValue].increment()
            log.warning("webhook refused", ["reason": .string(refusal.reason.rawValue)])
            throw refusal.problem
        }
    }
}
