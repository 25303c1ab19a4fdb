internal import Carrier
internal import Core

/// A call that was asked for over the API and waits to be answered.
struct SimulatedOutboundCall: Sendable {
    let sid: String
    let from: String
    let to: String
    /// What asks for the instructions once somebody answers.
    let url: String
    let statusCallback: String?
    let events: Set<String>
    let createdAt: Instant
    var status = "queued"
    var answeredAt: Instant?
    var endedAt: Instant?
    /// The number of the next status callback.
    var sequence = 0

    var hasEnded: Bool { endedAt != nil }

    /// Whole seconds talked.
    var duration: Int {
        guard let answeredAt, let endedAt else { return 0 }
        return Int((endedAt - answeredAt).milliseconds / 1000)
    }

    func json(account: String) -> JSON {
        [
            "sid": .string(sid), "account_sid": .string(account), "from": .string(from), "to": .string(to),
            "status": .string(status),
            "direction": "outbound-api", "api_version": "2010-04-01",
            "date_created": .string(CarrierTime.text(createdAt)),
            "duration": hasEnded ? .string("\(duration)") : nil, "answered_by": nil,
            "uri": .string("/2010-04-01/Accounts/\(account)/Calls/\(sid).json"),
            // Beyond the carrier's own members: whoever plays the called person needs to know what to ask.
            "url": .string(url),
        ]
    }
}
