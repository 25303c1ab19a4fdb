public import Carrier
internal import Core
internal import Crypto
internal import HTTP
public import HTTPClient
internal import Synchronization
public import Telemetry

/// Plays the carrier's side of the API: takes messages and calls in, keeps the latest, and reports what becomes of them
/// over real HTTP: signed, now and then twice, now and then in the wrong order.
public final class SimulatedCarrier: Sendable {
    private struct State {
        var messages: [SimulatedMessage] = []
        var calls: [SimulatedOutboundCall] = []
        var accepted = 0
        var reporting = 0
        var journal: WebhookJournal?
    }

    /// The latest that are remembered, of each kind.
    private static let memory = 5000
    /// Messages and calls being reported on at once; more are refused as a carrier refuses a flood.
    private static let reportingLimit = 1000

    let account: CarrierAccount
    private let reports: StatusReports
    private let state = Mutex(State())

    public init(account: CarrierAccount, http: any HTTPSending, log: Log) {
        self.account = account
        reports = StatusReports(account: account, http: http, log: log.area("carrier.simulated"))
    }

    /// From now on every status callback is written down there too.
    public func record(in journal: WebhookJournal) { state.withLock { $0.journal = journal } }

    private var journal: WebhookJournal? { state.withLock { $0.journal } }

    // MARK: - Messages

    /// Accepts a message. Throws `SimulatedAPIError` with the carrier's code.
    func send(_ form: Fields) throws -> JSON {
        guard let to = form["To"], !to.isEmpty else {
            throw SimulatedAPIError.invalid(21604, "A 'To' phone number is required.")
        }
        guard let body = form["Body"], !body.isEmpty else {
            throw SimulatedAPIError.invalid(21602, "Message body is required.")
        }
        guard let from = form["From"], !from.isEmpty else {
            throw SimulatedAPIError.invalid(21603, "A 'From' phone number is required.")
        }
        guard body.count <= 1600 else {
            throw SimulatedAPIError.invalid(21617, "The concatenated message body exceeds the 1600 character limit")
        }
        try Self.check(to, refusals: Self.refusedTexts)
        let message = SimulatedMessage(
            sid: Self.sid("SM"), from: from, to: to, body: body, statusCallback: form["StatusCallback"],
            createdAt: .systemNow)
        let number = try begin { $0.messages = $0.messages.suffix(Self.memory - 1) + [message] }
        Task {
            await report(message, number: number)
            finish()
        }
        return message.json(account: account.sid)
    }

    private func report(_ message: SimulatedMessage, number: Int) async {
        var steps = ["sent", "delivered"]
        if number % 3 == 2 { steps.append("delivered") }
        if number % 4 == 1 { steps.swapAt(0, 1) }
        for step in steps {
            state.withLock { state in
                guard let index = state.messages.lastIndex(where: { $0.sid == message.sid }),
                    state.messages[index].status != "delivered"
                else { return }
                state.messages[index].status = step
            }
            guard let callback = message.statusCallback else { continue }
            await reports.send(
                callback,
                [
                    ("AccountSid", account.sid), ("ApiVersion", "2010-04-01"), ("From", message.from),
                    ("MessageSid", message.sid),
                    ("MessageStatus", step), ("SmsSid", message.sid), ("SmsStatus", step), ("To", message.to),
                ], journal: journal)
        }
    }

    /// The latest first.
    func messages(to: String?, limit: Int) -> [JSON] {
        state.withLock { $0.messages }.reversed().filter { to == nil || $0.to == to }.prefix(limit).map {
            $0.json(account: account.sid)
        }
    }

    // MARK: - Calls

    /// Places a call. Throws `SimulatedAPIError` with the carrier's code.
    func call(_ form: Fields) throws -> JSON {
        guard let to = form["To"], !to.isEmpty else { throw SimulatedAPIError.missing("To") }
        guard let from = form["From"], !from.isEmpty else { throw SimulatedAPIError.missing("From") }
        guard let url = form["Url"], !url.isEmpty else {
            throw SimulatedAPIError.invalid(21205, "Url is not a valid URL")
        }
        try Self.check(to, refusals: Self.refusedCalls)
        let timeout = form["Timeout"].flatMap { Int($0) } ?? 60
        guard (1...600).contains(timeout) else {
            throw SimulatedAPIError.invalid(21219, "Timeout must be between 1 and 600")
        }
        let call = SimulatedOutboundCall(
            sid: Self.sid("CA"), from: from, to: to, url: url, statusCallback: form["StatusCallback"],
            events: Set(form.all("StatusCallbackEvent")), createdAt: .systemNow)
        _ = try begin { $0.calls = $0.calls.suffix(Self.memory - 1) + [call] }
        Task {
            for status in ["initiated", "ringing"] { await change(call.sid, to: status) }
            do { try await Task.sleep(for: .seconds(timeout)) } catch { return }
            await change(call.sid, to: "no-answer") { $0.answeredAt == nil }
            finish()
        }
        return call.json(account: account.sid)
    }

    /// Picks up (`in-progress`, what the simulated callee asks for) or ends a call. Throws `SimulatedAPIError`.
    func update(_ sid: String, _ form: Fields) async throws -> JSON {
        guard let status = form["Status"], ["in-progress", "completed", "canceled"].contains(status) else {
            throw SimulatedAPIError.invalid(21218, "Status must be completed, canceled or in-progress")
        }
        guard await change(sid, to: status, when: { $0.status != status }) || find(sid) != nil else {
            throw SimulatedAPIError.notFound
        }
        guard let call = find(sid) else { throw SimulatedAPIError.notFound }
        return call.json(account: account.sid)
    }

    func call(_ sid: String) throws -> JSON {
        guard let call = find(sid) else { throw SimulatedAPIError.notFound }
        return call.json(account: account.sid)
    }

    /// The latest first.
    func calls(to: String?, limit: Int) -> [JSON] {
        state.withLock { $0.calls }.reversed().filter { to == nil || $0.to == to }.prefix(limit).map {
            $0.json(account: account.sid)
        }
    }

    private func find(_ sid: String) -> SimulatedOutboundCall? { state.withLock { $0.calls.last { $0.sid == sid } } }

    /// Moves a call on, unless it has ended, and reports it. Gives whether it did.
    @discardableResult
    private func change(
        _ sid: String, to status: String, when isDue: @Sendable (SimulatedOutboundCall) -> Bool = { _ in true }
    ) async -> Bool {
        let changed: (call: SimulatedOutboundCall, sequence: Int)? = state.withLock { state in
            guard let index = state.calls.lastIndex(where: { $0.sid == sid }), !state.calls[index].hasEnded,
                isDue(state.calls[index])
            else { return nil }
            let isLate = status == "ringing" && state.calls[index].answeredAt != nil
            if !isLate { state.calls[index].status = status }
            if status == "in-progress" { state.calls[index].answeredAt = .systemNow }
            if Self.terminal.contains(status) { state.calls[index].endedAt = .systemNow }
            state.calls[index].sequence += 1
            return (state.calls[index], state.calls[index].sequence - 1)
        }
        guard let changed else { return false }
        guard let callback = changed.call.statusCallback, changed.call.events.contains(Self.event(status)) else {
            return true
        }
        var parameters = [
            (name: "AccountSid", value: account.sid), ("ApiVersion", "2010-04-01"), ("CallSid", sid),
            ("CallStatus", status),
            ("CallbackSource", "call-progress-events"), ("Direction", "outbound-api"), ("From", changed.call.from),
            ("SequenceNumber", "\(changed.sequence)"), ("Timestamp", CarrierTime.text(.systemNow)),
            ("To", changed.call.to),
        ]
        if Self.terminal.contains(status) {
            parameters += [
                ("CallDuration", "\(changed.call.duration)"), ("Duration", "\((changed.call.duration + 59) / 60)"),
            ]
        }
        await reports.send(callback, parameters, journal: journal)
        return true
    }

    private static let terminal: Set = ["completed", "busy", "failed", "no-answer", "canceled"]

    private static func event(_ status: String) -> String {
        switch status {
        case "in-progress": "answered"
        case let status where terminal.contains(status): "completed"
        default: status
        }
    }

    // MARK: - Numbers

    /// The carrier's own test numbers (https://www.twilio.com/docs/iam/test-credentials) and what they are refused with.
    private static let refusedTexts = [
        "+15005550001": 21211, "+15005550002": 21612, "+15005550003": 21408, "+15005550004": 21610,
        "+15005550009": 21614,
    ]
    private static let refusedCalls = [
        "+15005550001": 21217, "+15005550002": 21214, "+15005550003": 21215, "+15005550004": 13225,
    ]

    private static func check(_ number: String, refusals: [String: Int]) throws {
        let digits = number.dropFirst()
        guard number.hasPrefix("+"), (8...15).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) })
        else {
            throw SimulatedAPIError.invalid(21211, "The 'To' number \(number) is not a valid phone number.")
        }
        if let code = refusals[number] {
            throw SimulatedAPIError.invalid(code, "The number \(number) cannot be reached.")
        }
    }

    private static func sid(_ prefix: String) -> String { prefix + Hex.encode(Random.bytes(16)) }

    /// Counts one more under way and gives its number.
    private func begin(_ remember: (inout State) -> Void) throws -> Int {
        try state.withLock { state in
            guard state.reporting < Self.reportingLimit else { throw SimulatedAPIError.tooMany }
            state.reporting += 1
            state.accepted += 1
            remember(&state)
            return state.accepted
        }
    }

    private func finish() { state.withLock { $0.reporting -= 1 } }
}
