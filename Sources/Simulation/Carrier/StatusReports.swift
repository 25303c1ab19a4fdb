internal import Carrier
internal import Core
internal import HTTPClient
internal import Telemetry

/// Sends status callbacks as a carrier does: signed, each attempt bounded, once more if the line fails.
struct StatusReports: Sendable {
    let account: CarrierAccount
    let http: any HTTPSending
    let log: Log

    /// - Parameter journal: gets what was sent.
    func send(_ url: String, _ parameters: [(name: String, value: String)], journal: WebhookJournal?) async {
        let webhook = SignedWebhook(url: url, parameters: parameters)
        journal?.append(webhook)
        for attempt in 1...2 {
            do {
                let response = try await http.send(webhook.request(account: account))
                if response.status < 500 { return }
                log.warning(
                    "status callback refused",
                    ["status": .string("\(response.status)"), "attempt": .string("\(attempt)")])
            } catch {
                log.warning("status callback failed", ["cause": .error(error), "attempt": .string("\(attempt)")])
            }
        }
    }
}
