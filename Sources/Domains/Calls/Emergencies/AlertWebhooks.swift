internal import CallEngine
internal import Carrier
internal import Contracts
internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// The alert call's own webhooks: what it says, and the key that accepts.
struct AlertWebhooks: Sendable {
    let desk: CallDesk
    let account: CarrierAccount
    let numbers: any NumberBook
    let refusals: CarrierRefusals

    var routes: [Route] {
        [
            .webhook(.post, "/webhooks/twilio/alert", provider: "twilio") { request in
                try await refusals.counting { try await speak(request) }
            },
            .webhook(.post, "/webhooks/twilio/alert/answer", provider: "twilio") { request in
                try await refusals.counting { try await answer(request) }
            },
            .webhook(.post, "/webhooks/twilio/alert/status", provider: "twilio") { request in
                try await refusals.counting { try await status(request) }
            },
        ]
    }

    private func speak(_ request: Request) async throws -> Response {
        let (_, emergency, context) = try await opened(request)
        let rows = try await desk.store.database.query(
            context,
            """
            select coalesce(name, 'a caller') as name, coalesce(address, 'an address not given') as address, words, status
            from emergencies where org_id = app_org() and id = \(emergency)
            """)
        let row = try rows.one("emergency")
        let line = TwiML()
        if try row.get("status", as: String.self) == "acknowledged" {
            line.say("This emergency has been taken on. Thank you.")
            line.hangUp()
        } else {
            let text =
                "This is an emergency from \(try row.get("name", as: String.self)) at \(try row.get("address", as: String.self)). "
                + "They said: \(try row.get("words", as: String.self)). Press 1 to accept."
            line.gather(
                action: "/webhooks/twilio/alert/answer?emergency=\(emergency)", speech: false, digits: 1, timeout: 10,
                hints: []
            ) {
                $0.say(text)
                $0.say(text)
            }
            line.hangUp()
        }
        return Self.xml(line)
    }

    private func answer(_ request: Request) async throws -> Response {
        let (webhook, emergency, context) = try await opened(request)
        let line = TwiML()
        if webhook["Digits"] == "1" {
            let number = webhook["To"] ?? ""
            let rows = try await desk.store.database.query(
                context, "select name from members where org_id = app_org() and phone = \(number) limit 1")
            let name: String = try rows.first?.get("name") ?? number
            _ = try await desk.store.perform(
                AcknowledgeEmergency.self, ["emergency": .text(emergency), "via": "call", "by": .string(name)], context)
            line.say("Accepted. The details are in your text messages. Thank you.")
        } else {
            line.say("Not accepted. We will try the next person.")
        }
        line.hangUp()
        return Self.xml(line)
    }

    /// What becomes of the alert's call. An end stays, whatever comes after it.
    private func status(_ request: Request) async throws -> Response {
        let (webhook, emergency, context) = try await opened(request, required: ["CallStatus"])
        guard let step = webhook.query["step"].flatMap({ Int($0) }) else {
            throw CarrierRefusal(.missing, 400, "The webhook's address lacks the “step”.")
        }
        if let time = webhook["Timestamp"] { _ = try CarrierTime.parse(time, now: desk.store.clock.now) }
        let status = CallStatus(try webhook.required("CallStatus"))
        let order = CallStatus.known.map(\.word)
        _ = try await desk.store.database.query(
            context,
            """
            update emergency_alerts set call_status = \(status.word)
            where org_id = app_org() and emergency_id = \(emergency) and step = \(step)
              and coalesce(array_position(\(order)::text[], call_status), 0) < least(array_position(\(order)::text[], \(status.word)), 5)
            """)
        return Self.xml(TwiML())
    }

    /// The organisation is that of the number that calls: ours.
    private func opened(_ request: Request, required: [String] = []) async throws -> (
        CarrierRequest, Identifier, Context
    ) {
        let webhook = try CarrierRequest(request, account: account, required: ["CallSid", "From"] + required)
        guard let emergency = webhook.query["emergency"].flatMap({ Identifier($0) }),
            let organisation = try await numbers.organisation(of: try webhook.required("From"))
        else { throw Problem.notFound("emergency") }
        let rows = try await desk.store.database.query(
            try await desk.store.systemContext(
                organisation, actor: "alerts", correlation: request.requestID, surface: .voice),
            "select correlation_id from emergencies where org_id = app_org() and id = \(emergency)")
        let correlation: String = try rows.one("emergency").get("correlation_id")
        return (
            webhook, emergency,
            try await desk.store.systemContext(organisation, actor: "alerts", correlation: correlation, surface: .voice)
        )
    }

    private static func xml(_ line: TwiML) -> Response {
        Response(headers: ["Content-Type": "text/xml; charset=utf-8"], body: .text(line.document))
    }
}
