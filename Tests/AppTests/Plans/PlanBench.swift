import Calls
import Carrier
import Contracts
import Core
import HTTP
import Plans
import Postgres
import Records
import TestSupport

@testable import App

/// What tests of plans do with the program: put an organisation into a state, call it, text from it.
extension TestProgram {
    static let ourNumber = "+15125550100"

    func haveNumber() async throws {
        try await PhoneNumberBook.add(Self.ourNumber, label: "Main", to: ours, store: application.store)
        try test.run("update members set phone = '+15125550199' where org_id = '\(ours)' and role = 'owner'")
    }

    /// Puts our organisation into the state of that code (see docs/plans.md).
    func enter(_ code: String) async throws {
        let now = application.store.clock.now
        try test.run(
            """
            delete from organisation_restrictions where org_id = '\(ours)';
            delete from plan_usage where org_id = '\(ours)';
            update organisations set plan = 'starter', plan_state = 'active', trial_ends_at = null, grace_until = null, plan_caps = '{}'
              where id = '\(ours)';
            """)
        var change = PlanChange(by: "operator:test")
        switch code {
        case "active": break
        case "trialing": change.state = .trialing
        case "trial_ended": (change.state, change.trialEndsAt) = (.trialing, now - .seconds(1))
        case "grace": change.state = .pastDue
        case "past_due": (change.state, change.graceUntil) = (.pastDue, now - .seconds(1))
        case "canceled": change.state = .canceled
        case let cap where cap.hasPrefix("cap_"):
            try test.run(
                """
                insert into plan_usage (org_id, cap, period, amount, counted_to)
                select id, '\(cap.dropFirst(4))', date_trunc('month', now() at time zone zone)::date, 1000000000, now()
                from organisations where id = '\(ours)'
                """)
        default:
            try test.run(
                """
                insert into organisation_restrictions (org_id, kind, note, made_by) values ('\(ours)', '\(code)', 'A test', 'test')
                """)
        }
        if change.state != nil { try await PlanOffice(application.store).change(change, of: ours) }
    }

    /// A webhook of the carrier, signed.
    func carrier(_ target: String, _ parameters: [(name: String, value: String)]) async throws -> Response {
        let account = application.services.carrierAccount
        let all = [(name: "AccountSid", value: account.sid)] + parameters
        var headers = Headers()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers["X-Twilio-Signature"] = account.signature.sign(url: account.publicURL + target, all)
        let body = Array(Fields(all.map { ($0.name, $0.value) }).encoded.utf8)
        return await application.router.respond(to: try Request(.post, target, headers: headers, body: body))
    }

    /// Calls and gives what is answered first.
    func ring(_ sid: String, from number: String = "+15125550177") async throws -> String {
        try await carrier(
            "/webhooks/twilio/voice",
            [("CallSid", sid), ("To", Self.ourNumber), ("From", number), ("CallStatus", "ringing")]
        ).text
    }

    func press(_ key: String, _ sid: String, turn: Int = 1) async throws -> String {
        try await carrier(
            "/webhooks/twilio/voice/turn?n=\(turn)", [("CallSid", sid), ("To", Self.ourNumber), ("Digits", key)]
        ).text
    }

    /// A text comes in.
    func text(_ body: String, from number: String, sid: String) async throws {
        _ = try await carrier(
            "/webhooks/twilio/message", [("MessageSid", sid), ("To", Self.ourNumber), ("From", number), ("Body", body)])
    }

    /// Writes a text of that weight and gives its state.
    func send(_ weight: MessageWeight, to number: String = "+15125550142") async throws -> String {
        let messages = ModuleList.messages(application.services)
        let context = try await application.store.systemContext(ours, actor: "test", correlation: "test")
        let id = try await application.store.work(context, "test") { work in
            try await messages.sendText(
                to: number, "Your visit is tomorrow", purpose: .service, weight: weight, customer: nil, about: nil,
                in: work)
        }
        return try test.column("select status from messages where id = '\(id)'")[0]
    }

    func mail(_ weight: MessageWeight) async throws -> String {
        let messages = ModuleList.messages(application.services)
        let context = try await application.store.systemContext(ours, actor: "test", correlation: "test")
        let id = try await application.store.work(context, "test") { work in
            try await messages.sendEmail(
                to: "ada@marsh.example", subject: "Your visit", "Tomorrow", weight: weight, about: nil, in: work)
        }
        return try test.column("select status from messages where id = '\(id)'")[0]
    }
}
