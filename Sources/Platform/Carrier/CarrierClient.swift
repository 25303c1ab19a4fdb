public import Core
public import HTTPClient

/// The carrier's REST API (2010-04-01): text messages and calls.
public struct CarrierClient: Sendable {
    private let account: CarrierAccount
    private let http: any HTTPSending

    /// - Parameter http: with the provider's retry policy and circuit breaker.
    public init(_ account: CarrierAccount, http: any HTTPSending) {
        self.account = account
        self.http = http
    }

    /// Our address of a webhook: `/webhooks/twilio/…` as the carrier is to call it.
    public func webhook(_ path: String) -> String { account.publicURL + path }

    /// Sends a text message; the carrier reports its fate to `statusCallback`. Gives the message's sid.
    /// Throws `CarrierError` or `HTTPClientError`.
    public func sendText(to: String, from: String, body: String, statusCallback: String) async throws -> String {
        let answer = try await post(
            "Messages.json", [("To", to), ("From", from), ("Body", body), ("StatusCallback", statusCallback)])
        return try sid(answer)
    }

    /// Places a call that asks `url` what to say. Gives the call's sid.
    /// - Parameter ring: seconds before it counts as unanswered.
    public func placeCall(to: String, from: String, url: String, statusCallback: String, ring: Int = 25) async throws
        -> String
    {
        let answer = try await post(
            "Calls.json",
            [
                ("To", to), ("From", from), ("Url", url), ("Timeout", "\(ring)"), ("StatusCallback", statusCallback),
                ("StatusCallbackEvent", "initiated"), ("StatusCallbackEvent", "ringing"),
                ("StatusCallbackEvent", "answered"),
                ("StatusCallbackEvent", "completed"),
            ])
        return try sid(answer)
    }

    /// The carrier's word on a call: for calls whose last webhook was lost.
    public func callStatus(_ sid: String) async throws -> (status: String, duration: Int?) {
        let answer = try await send(.get, "Calls/\(sid).json", [])
        guard let status = answer["status"]?.string else {
            throw CarrierError(code: 0, status: 502, message: "an answer without a status")
        }
        return (status, answer["duration"]?.string.flatMap { Int($0) })
    }

    /// Messages to a number, newest first: whether a send whose answer was lost has arrived.
    public func messages(to: String) async throws -> [(sid: String, body: String)] {
        let answer = try await send(.get, "Messages.json?To=\(Self.encode(to))&PageSize=20", [])
        return (answer["messages"]?.array ?? []).compactMap { message in
            guard let sid = message["sid"]?.string, let body = message["body"]?.string else { return nil }
            return (sid, body)
        }
    }

    private func sid(_ answer: JSON) throws -> String {
        guard let sid = answer["sid"]?.string else {
            throw CarrierError(code: 0, status: 502, message: "an answer without a sid")
        }
        return sid
    }

    private func post(_ path: String, _ form: [(String, String)]) async throws -> JSON {
        try await send(.post, path, form)
    }

    private func send(_ method: OutgoingRequest.Method, _ path: String, _ form: [(String, String)]) async throws -> JSON
    {
        var request = OutgoingRequest(
            method, "\(account.baseURL)/2010-04-01/Accounts/\(account.sid)/\(path)",
            headers: [.init("Authorization", account.authorization), .init("Accept", "application/json")],
            addresses: .any)
        if method == .post {
            request.setHeader("Content-Type", "application/x-www-form-urlencoded")
            request.body = Array(form.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&").utf8)
        }
        request.timeouts = .init(connect: .seconds(3), total: .seconds(10))
        let response = try await http.send(request)
        let answer = response.body.isEmpty ? JSON.null : try JSON(parsing: response.body)
        guard response.isSuccess else {
            throw CarrierError(
                code: Int(answer["code"]?.int ?? 0), status: response.status,
                message: answer["message"]?.string ?? "HTTP \(response.status)")
        }
        return answer
    }

    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}

/// The carrier refused a request.
public struct CarrierError: Error, Sendable {
    /// Twilio's error code, 0 if it gave none.
    public let code: Int
    public let status: Int
    public let message: String

    /// Trying again cannot help: opted out (21610), bad number (21211, 21614), landline (21635, 30006), blocked (21216).
    public var isPermanent: Bool { [21610, 21211, 21614, 21635, 30006, 21216, 30004].contains(code) }
}
