internal import Carrier
internal import Core

/// A text message that the simulated carrier has accepted.
struct SimulatedMessage: Sendable {
    let sid: String
    let from: String
    let to: String
    let body: String
    let statusCallback: String?
    let createdAt: Instant
    var status = "queued"

    func json(account: String) -> JSON {
        [
            "sid": .string(sid), "account_sid": .string(account), "from": .string(from), "to": .string(to),
            "body": .string(body),
            "status": .string(status), "direction": "outbound-api", "api_version": "2010-04-01", "num_segments": "1",
            "num_media": "0",
            "date_created": .string(CarrierTime.text(createdAt)), "error_code": nil, "error_message": nil, "price": nil,
            "uri": .string("/2010-04-01/Accounts/\(account)/Messages/\(sid).json"),
        ]
    }
}
