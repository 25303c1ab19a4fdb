internal import Core
public import Jobs
internal import Postgres

/// Hands events to their subscribers: a job per event and subscriber, made in the event's own transaction.
public enum SubscriptionDelivery {
    static let jobKind = "event"

    /// The kind of job that the runner needs to know.
    public static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(jobKind, maxAttempts: 12) { run in
            guard let name = run.payload["subscription"]?.string, let id = run.payload["event"]?.string,
                let subscription = store.catalogue.subscription(name)
            else { throw JobFailure.permanent("this program has no subscription \(run.payload.text)") }
            let context = try await store.systemContext(
                run.context.organisation, actor: "events", correlation: run.context.correlation)
            let rows = try await store.database.query(
                context, "select \(Event.columns) from events where org_id = app_org() and id = \(id)::uuid")
            guard let row = rows.first else { throw JobFailure.permanent("the event \(id) is gone") }
            try await subscription.handle(try Event(row: row), context, store)
        }
    }
}
