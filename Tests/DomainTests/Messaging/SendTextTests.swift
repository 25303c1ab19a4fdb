import Carrier
import Core
import HTTPClient
import Jobs
import Plans
import Postgres
import Records
import Synchronization
import TestSupport
import Testing

@testable import Messaging

/// A carrier that knows some messages already.
private final class Carriage: HTTPSending {
    let known: [String]
    let sent = Mutex(0)

    init(known: [String]) { self.known = known }

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        let answer: JSON
        if request.method == .post {
            answer = ["sid": .string("SM-new-\(sent.withLock { $0 += 1; return $0 })")]
        } else {
            answer = ["messages": .array(known.map { ["sid": .string($0), "body": "See you at nine"] })]
        }
        return IncomingResponse(status: 200, body: Array(answer.text.utf8))
    }
}

/// An organisation that was locked down.
private struct Locked: ChannelGate {
    func standing(of organisation: ID<Organisation>) async throws -> OrganisationStanding {
        OrganisationStanding(
            terms: PlanTerms(plan: .unlimited, state: .active, since: Instant(seconds: 0)),
            restrictions: [Restriction(.lockdown, since: Instant(seconds: 0))])
    }
}

@Suite struct SendTextTests {
    /// What becomes of a text whose first attempt was cut off, when the carrier knows of `known`. Gives its name at the
    /// carrier and how many were sent now.
    private func resume(
        known: [String], status: String = "sending", weight: String = "ordinary", gate: any ChannelGate = OpenGate()
    ) async throws -> (name: String?, sent: Int, status: String) {
        let test = try await TestDatabase.make(["Postgres", "Jobs", "Access", "Customers", "Messaging"])
        defer { test.drop() }
        let context = TestDatabase.context(TestDatabase.id(1), role: .system)
        try test.run(
            """
            insert into organisations (id, name, slug) values ('\(context.organisation)', 'Harbor', 'harbor');
            insert into messages (org_id, id, channel, direction, status, from_address, to_address, body, provider_id, weight,
              correlation_id)
            select '\(context.organisation)', uuid_v7(), 'sms', 'outbound', status, '+15125550100', '+15125550142',
              'See you at nine', name, '\(weight)', 'story'
            from (values ('delivered', 'SM-of-last-week'), ('\(status)', null)) as known (status, name);
            """)
        let store = RecordStore(
            database: test.database, catalogue: Catalogue(), jobs: JobQueue(notifier: nil),
            profile: { _ in
                OrganisationProfile(name: "Harbor", zone: .utc, currency: .usd, country: "US", locale: "en")
            }, committed: {})
        let carriage = Carriage(known: known)
        let account = CarrierAccount(sid: "AC1", token: "secret", publicURL: "https://crm.example.com")
        let job = SendTextJob(store: store, carrier: CarrierClient(account, http: carriage), gate: gate)
        let id = try #require(try test.column("select id from messages where provider_id is null").first)
        try await store.work(context, "test") {
            try $0.enqueue(NewJob("messages.send-text", payload: ["message": .string(id)]))
        }
        let runner = JobRunner(database: test.database, kinds: [job.kind], loops: test.loops)
        try await runner.runUntilIdle()
        return (
            try test.column("select provider_id from messages where id = '\(id)' and provider_id is not null").first,
            carriage.sent.withLock { $0 }, try test.column("select status from messages where id = '\(id)'")[0]
        )
    }

    @Test func a_text_that_had_reached_the_carrier_is_not_sent_again() async throws {
        let (name, sent, _) = try await resume(known: ["SM-cut-off", "SM-of-last-week"])
        #expect(name == "SM-cut-off" && sent == 0)
    }

    @Test func the_same_words_of_another_day_do_not_pass_for_this_text() async throws {
        let (name, sent, _) = try await resume(known: ["SM-of-last-week"])
        #expect(name == "SM-new-1" && sent == 1)
    }

    /// What was written before holds no longer either: nothing leaves from the moment of the lockdown on.
    @Test(arguments: ["queued", "sending"])
    func a_text_that_waited_when_all_was_locked_down_is_not_sent(status: String) async throws {
        let (name, sent, now) = try await resume(known: [], status: status, gate: Locked())
        #expect(name == nil && sent == 0 && now == "suppressed")
    }

    @Test(arguments: ["member", "mandatory", "emergency"])
    func what_must_arrive_passes_a_lockdown(weight: String) async throws {
        let (_, sent, _) = try await resume(known: [], status: "queued", weight: weight, gate: Locked())
        #expect(sent == 1)
    }
}
