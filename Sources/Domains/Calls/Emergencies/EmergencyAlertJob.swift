internal import Carrier
internal import Contracts
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Reaches someone about an emergency: text message, e-mail and a call that asks for a key press; one person a minute,
/// owner first, round and round until somebody accepts.
struct EmergencyAlertJob: Sendable {
    static let name = "calls.alert"
    let desk: CallDesk
    let carrier: CarrierClient
    let numbers: any NumberBook

    private static let interval: Duration = .seconds(60)
    /// Then the callback list and the page have it, and a person has had half an hour.
    private static let stepLimit = 30

    var kind: JobKind { JobKind(Self.name, maxAttempts: 6, timeLimit: .seconds(45)) { try await run($0) } }

    private struct Contact: Sendable {
        let name: String
        let phone: String?
        let email: String?
    }

    private func run(_ run: JobRun) async throws {
        guard let id = run.payload["emergency"]?.string.flatMap({ Identifier($0) }),
            let step = run.payload["step"]?.int.map({ Int($0) })
        else { throw JobFailure.permanent("no emergency in the payload") }
        let context = try await desk.store.systemContext(
            run.context.organisation, actor: "alerts", correlation: run.context.correlation)
        let place = try await desk.store.work(context, "emergencies.alert") { work -> (number: String, from: String)? in
            try await alert(id, step: step, in: work)
        }
        guard let place else { return }
        let sid = try await carrier.placeCall(
            to: place.number, from: place.from, url: carrier.webhook("/webhooks/twilio/alert?emergency=\(id)"),
            statusCallback: carrier.webhook("/webhooks/twilio/alert/status?emergency=\(id)&step=\(step)"))
        _ = try await desk.store.database.query(
            context,
            """
            update emergency_alerts set provider_call_id = \(sid)
            where org_id = app_org() and emergency_id = \(id) and step = \(step)
            """)
    }

    /// Writes and sends what goes along with the call, and arranges the next step. Gives whom to call: nobody if the
    /// emergency has been accepted.
    private func alert(_ id: Identifier, step: Int, in work: Work) async throws -> (number: String, from: String)? {
        let rows = try await work.query(
            """
            select category, words, coalesce(name, number, 'unknown caller') as caller, number, address
            from emergencies where org_id = app_org() and id = \(id) and status = 'open' for update
            """)
        guard let emergency = rows.first else { return nil }
        let contacts = try await contacts(in: work)
        guard !contacts.isEmpty else {
            throw JobFailure.permanent("no member of the organisation can be reached; add a phone number or e-mail")
        }
        let contact = contacts[step % contacts.count]
        let now = work.now
        let inserted = try await work.query(
            """
            insert into emergency_alerts (org_id, emergency_id, step, contact_name, number, at)
            values (app_org(), \(id), \(step), \(contact.name), \(contact.phone), \(now))
            on conflict (org_id, emergency_id, step) do update set at = emergency_alerts.at
            returning provider_call_id, at = \(now) as is_new
            """)
        let attempt = try inserted.one("alert")
        if try attempt.get("is_new") {
            try await tell(contact, emergency, id, in: work)
            if step + 1 < Self.stepLimit {
                try work.enqueue(
                    NewJob(
                        Self.name, payload: ["emergency": .text(id), "step": .int(Int64(step + 1))], priority: .urgent,
                        runAt: work.now + Self.interval, idempotencyKey: "alert/\(id)/\(step + 1)"))
            }
        }
        let placed: String? = try attempt.optional("provider_call_id")
        guard placed == nil, let phone = contact.phone else { return nil }
        return (phone, try await numbers.outgoingNumber(in: work))
    }

    private func tell(_ contact: Contact, _ emergency: Row, _ id: Identifier, in work: Work) async throws {
        let caller: String = try emergency.get("caller")
        let words: String = try emergency.get("words")
        let address: String? = try emergency.optional("address")
        let number: String? = try emergency.optional("number")
        let text =
            "EMERGENCY from \(caller)\(address.map { " at \($0)" } ?? ""): “\(words)”. "
            + "Call \(number ?? "back"). Reply 1 to accept."
        if let phone = contact.phone {
            try await desk.messages.sendText(
                to: phone, text, purpose: .service, weight: .emergency, customer: nil, about: ("emergencies", id),
                in: work)
        }
        if let email = contact.email {
            try await desk.messages.sendEmail(
                to: email, subject: "Emergency: \(caller)", text, weight: .emergency,
                about: ("emergencies", id), in: work)
        }
    }

    /// Owner, then admins, then managers.
    private func contacts(in work: Work) async throws -> [Contact] {
        let rows = try await work.query(
            """
            select name, phone, email from members
            where org_id = app_org() and is_active and role in ('owner', 'admin', 'manager')
            order by array_position(array['owner', 'admin', 'manager'], role), created_at, id limit 10
            """)
        return try rows.map {
            Contact(name: try $0.get("name"), phone: try $0.optional("phone"), email: try $0.optional("email"))
        }
    }
}
