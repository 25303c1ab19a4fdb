public import Carrier
internal import Core
internal import HTTP
public import HTTPClient

/// The carrier's way to Mainline: posts signed webhooks to its public address and asks the simulated API.
public struct CarrierLine: Sendable {
    let account: CarrierAccount
    let http: any HTTPSending
    /// Where Mainline is reached from here: `http://127.0.0.1:8080`.
    let host: String
    let journal: WebhookJournal

    public init(
        account: CarrierAccount, http: any HTTPSending, host: String, journal: WebhookJournal = WebhookJournal()
    ) {
        self.account = account
        self.http = http
        self.host = host.hasSuffix("/") ? String(host.dropLast()) : host
        self.journal = journal
    }

    /// Posts a webhook to a path or to an address of ours.
    func post(_ address: String, _ parameters: [(name: String, value: String)]) async throws -> IncomingResponse {
        try await post(
            SignedWebhook(url: address.hasPrefix("/") ? account.publicURL + address : address, parameters: parameters))
    }

    /// Posts it, also for the second time.
    func post(_ webhook: SignedWebhook, signature: String? = nil) async throws -> IncomingResponse {
        journal.append(webhook)
        return try await http.send(webhook.request(account: account, host: host, signature: signature))
    }

    /// Asks the carrier's API. Throws `HTTPClientError`, or `SimulationError` if it refuses.
    func api(_ path: String, _ form: [(name: String, value: String)]? = nil) async throws -> JSON {
        var request = OutgoingRequest(
            form == nil ? .get : .post, "\(host)/simulated-carrier/2010-04-01/Accounts/\(account.sid)/\(path)",
            headers: [.init("Authorization", account.authorization)], addresses: .any)
        if let form {
            request.setHeader("Content-Type", "application/x-www-form-urlencoded")
            request.body = Array(Fields(form.map { ($0.name, $0.value) }).encoded.utf8)
        }
        let response = try await http.send(request)
        guard response.isSuccess else {
            throw SimulationError("The simulated carrier answered \(path) with \(response.status): \(response.text)")
        }
        return try JSON(parsing: response.body)
    }
}

/// A simulation cannot go on.
public struct SimulationError: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
