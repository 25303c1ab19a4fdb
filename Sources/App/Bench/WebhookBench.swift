internal import Carrier
internal import Core
internal import Foundation
internal import HTTPClient

/// Two hundred callers talking to the assistant at once, as a carrier reports them: a signed webhook for the start and
/// for each turn, about one a second from each. Some calls at once come before and are not counted: after a start, connections
/// are opened and make their plans.
struct WebhookBench: Sendable {
    let place: BenchPlace
    let http: HTTPClient

    private static let calls = 200
    private static let callsBefore = 40
    private static let said = [
        "my furnace is making a strange noise", "Dana Whitfield", "four twelve Elm Street in Austin",
        "tomorrow morning would be fine", "yes",
    ]

    /// Milliseconds within which 99 of 100 webhooks were answered. Throws if one was refused.
    func run() async throws -> Double {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for call in 0..<Self.callsBefore {
                group.addTask { _ = try await talk(Self.calls + call, isHurried: true) }
            }
            try await group.waitForAll()
        }
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for call in 0..<Self.calls {
                group.addTask {
                    // Callers do not ring in step.
                    try await Task.sleep(for: .milliseconds(call * 5))
                    return try await talk(call)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return times.sorted()[min(times.count - 1, times.count * 99 / 100)]
    }

    /// - Parameter isHurried: answers without taking time to speak.
    private func talk(_ call: Int, isHurried: Bool = false) async throws -> [Double] {
        let sid = "CA" + String(repeating: "0", count: 24) + String(format: "%08x", call)
        var (times, path): ([Double], String) = ([], "/webhooks/twilio/voice")
        var turn: [(name: String, value: String)] = [("CallStatus", "ringing")]
        for index in 0...Self.said.count {
            let common: [(name: String, value: String)] = [
                ("CallSid", sid), ("AccountSid", place.account.sid),
                ("From", "+1512555\(String(format: "%04d", 1000 + call))"),
                ("To", BenchPlace.number),
            ]
            let (took, document) = try await send(path, common + turn)
            times.append(took)
            guard index < Self.said.count, let next = Self.action(in: document) else { break }
            path = next
            turn = [("SpeechResult", Self.said[index]), ("Confidence", "0.93")]
            if !isHurried { try await Task.sleep(for: .milliseconds(Int.random(in: 700...1300))) }
        }
        return times
    }

    private func send(_ path: String, _ parameters: [(name: String, value: String)]) async throws -> (Double, String) {
        let url = path.hasPrefix("http") ? path : place.url + path
        let body = parameters.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&")
        let request = OutgoingRequest(
            .post, url,
            headers: [
                .init("Content-Type", "application/x-www-form-urlencoded"),
                .init("X-Twilio-Signature", place.account.signature.sign(url: url, parameters)),
            ], body: Array(body.utf8), addresses: .any)
        let begin = ContinuousClock.now
        let answer = try await http.send(request)
        let took = Double(begin.duration(to: .now).microseconds) / 1000
        guard answer.isSuccess else {
            throw ProgramError("A webhook was answered with \(answer.status).", "It said: \(answer.text.prefix(300))")
        }
        return (took, answer.text)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Where the carrier is told to go on; nil when the call ends.
    private static func action(in document: String) -> String? {
        guard let start = document.range(of: "<Gather") ?? document.range(of: "<Redirect"),
            let action = document[start.upperBound...].range(of: "action=\"")
        else { return nil }
        return String(document[action.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
    }
}
