internal import Core
internal import Postgres

/// Whether people are cared for: emergencies accepted in time, callbacks waiting.
extension ScenarioInspection {
    /// One emergency, its owner told by text, e-mail and call, accepted that way in that many seconds.
    func emergency(acknowledgedVia way: String, within seconds: Double) async throws -> [String] {
        let rows = try await query(
            """
            select e.id, e.status, e.acknowledged_via, e.address, extract(epoch from e.acknowledged_at - e.raised_at)::float8 as seconds,
              extract(epoch from (select min(at) from emergency_alerts a where a.org_id = e.org_id and a.emergency_id = e.id) - e.raised_at)::float8 as alerted,
              (select count(*) from messages m where m.org_id = e.org_id and m.about_id = e.id and m.channel = 'email' and m.status = 'sent') as emails,
              (select count(*) from messages m where m.org_id = e.org_id and m.about_id = e.id and m.channel = 'sms' and m.status = 'delivered'
                and m.to_address = \(stage.ownerPhone)) as texts
            from emergencies e where e.org_id = app_org()
            """)
        guard rows.count == 1, let row = rows.first else { return ["\(rows.count) emergencies were raised, not 1"] }
        let (alerted, taken): (Double?, Double?) = (try row.optional("alerted"), try row.optional("seconds"))
        return Self.faults([
            (
                try row.get("status") == "acknowledged" && row.optional("acknowledged_via") == way,
                "nobody has accepted the emergency by \(way)"
            ),
            (alerted.map { $0 < seconds } ?? false, "the owner was not alerted within \(seconds) s"),
            (taken.map { $0 < seconds } ?? false, "it was not accepted within \(seconds) s"),
            (try row.optional("address", as: String.self) != nil, "the emergency has no address"),
            (try row.get("emails", as: Int.self) >= 1, "the owner got no e-mail about the emergency"),
            (try row.get("texts", as: Int.self) >= 1, "the owner got no text message about the emergency"),
        ])
    }

    /// Seconds from the call for help until somebody took it on; nil if there was none.
    func acknowledgementSeconds() async throws -> Double? {
        try await query(
            "select extract(epoch from acknowledged_at - raised_at)::float8 as seconds from emergencies where org_id = app_org()"
        )
        .first?.optional("seconds")
    }

    /// Waits until the owner has been told by text. Throws `SimulationError` if that takes longer.
    func waitForAlert(within patience: Duration) async throws {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            let sent = try await count(
                "select count(*) from messages where org_id = app_org() and channel = 'sms' and to_address = \(stage.ownerPhone) and provider_id is not null"
            )
            if sent > 0 { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw SimulationError("the owner got no text message within \(patience.milliseconds / 1000) seconds")
    }

    /// Somebody is to call the caller back, for that reason.
    func callback(reason: String? = nil) async throws -> [String] {
        let rows = try await query("select number, reason from callbacks where org_id = app_org() and status = 'open'")
        guard rows.count == 1, let row = rows.first else { return ["\(rows.count) callbacks are open, not 1"] }
        let (number, found): (String?, String) = (try row.optional("number"), try row.get("reason"))
        return Self.faults([
            (number == stage.caller, "the callback is for \(number ?? "no number")"),
            (reason == nil || found == reason, "the callback's reason is \(found)"),
        ])
    }
}
