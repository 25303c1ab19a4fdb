internal import Contracts
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// A prospect becomes active with the first finished visit or paid invoice; who has not been served for long lapses, which
/// is what campaigns to win them back wait for.
enum CustomerLifecycle {
    private static let name = "customers.lapse"
    private static let batch = 500
    /// Unless the organisation's settings say otherwise: `customers.inactive_after_months`; 0 is never.
    static let defaultMonths = 18

    static let activation = Subscription(
        "customers.activate", to: EventKinds.appointmentCompleted, EventKinds.invoicePaid
    ) { event, context, store in
        guard let customer = event.customer else { return }
        try await store.work(context, "customers.activate") { work in
            let rows = try await work.query(
                """
                with before as (select id, status from customers
                  where org_id = app_org() and id = \(customer) and deleted_at is null for update)
                update customers c set last_served_at = greatest(c.last_served_at, \(event.at)),
                  status = case when c.status in ('prospect', 'inactive') then 'active' else c.status end
                from before b where c.org_id = app_org() and c.id = b.id
                  and (c.status in ('prospect', 'inactive') or c.last_served_at is null or c.last_served_at < \(event.at))
                returning b.status as previous, c.name
                """)
            guard let row = rows.first else { return }
            let previous: String = try row.get("previous")
            guard previous == "prospect" || previous == "inactive" else { return }
            try work.emit(
                EventKinds.customerActivated, "customers", customer.value, customer: customer,
                ["title": .string(try row.get("name")), "previous": .string(previous)])
        }
    }

    static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .minutes(15)) { run in
            while try await store.work(run.context, name, { try await lapse(in: $0) }) == batch {}
        }
    }

    /// Throws if the schedule is malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("52 2 * * *"), scope: .perOrganisation, kind: name)
    }

    /// Up to a batch. Gives how many.
    static func lapse(in work: Work) async throws -> Int {
        let settings = try await work.query(
            "select settings #>> '{customers,inactive_after_months}' as months from organisations where id = app_org()")
        let months = try settings.first?.optional("months", as: String.self).flatMap { Int($0) } ?? defaultMonths
        guard (1...600).contains(months) else { return 0 }
        let rows = try await work.query(
            """
            with old as (select id from customers where org_id = app_org() and status = 'active' and deleted_at is null
                and last_served_at < \(work.now)::timestamptz - make_interval(months => \(months)::int)
              order by last_served_at limit \(batch) for update skip locked)
            update customers c set status = 'inactive' from old where c.org_id = app_org() and c.id = old.id
            returning c.id, c.name, c.last_served_at
            """)
        for row in rows {
            let id: Identifier = try row.get("id")
            try work.emit(
                EventKinds.customerLapsed, "customers", id, customer: ID(id),
                [
                    "title": .string(try row.get("name")), "months": .int(Int64(months)),
                    "last_served_at": .text(try row.get("last_served_at", as: Instant.self)),
                ])
        }
        return rows.count
    }
}
