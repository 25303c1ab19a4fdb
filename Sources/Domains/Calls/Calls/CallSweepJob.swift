internal import CallEngine
internal import Carrier
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Calls that have fallen silent: the carrier is asked what became of them, so that none stays open for ever.
struct CallSweepJob: Sendable {
    static let name = "calls.sweep"
    let desk: CallDesk
    let carrier: CarrierClient

    /// Longer than the longest pause between two webhooks of a live call.
    private static let silence: Duration = .minutes(10)

    var kind: JobKind { JobKind(Self.name, maxAttempts: 3, timeLimit: .minutes(5)) { try await run($0) } }

    private func run(_ run: JobRun) async throws {
        let store = desk.store
        let now = store.clock.now
        let rows = try await store.database.query(
            run.context,
            """
            select provider_call_id, correlation_id from calls
            where org_id = app_org() and ended_at is null and last_heard_at < \(now - Self.silence) order by last_heard_at limit 100
            """)
        for row in rows {
            let sid: String = try row.get("provider_call_id")
            let report = try await report(on: sid)
            let event = CallEvent(status: CallStatus(report.status), time: now, duration: report.duration)
            let context = try await store.systemContext(
                run.context.organisation, actor: "assistant", correlation: try row.get("correlation_id"))
            try await store.work(context, "calls.sweep") { work in
                try await CallSession(desk: desk, work: work).status(sid, event, key: "sweep-\(report.status)")
            }
        }
    }

    /// A call that the carrier has never heard of, or has forgotten, is over.
    private func report(on sid: String) async throws -> (status: String, duration: Int?) {
        do { return try await carrier.callStatus(sid) } catch let error as CarrierError where error.status == 404 {
            return ("completed", nil)
        }
    }
}
