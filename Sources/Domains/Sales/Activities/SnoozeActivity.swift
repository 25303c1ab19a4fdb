internal import Core
internal import Postgres
internal import Records

/// Moves an activity to later; its length and its reminder move along.
struct SnoozeActivity: Action {
    static let name = "activities.snooze"
    static let title = "Snooze"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open", "overdue"])
    static let fields: [Field] = [
        .reference("activity_id", to: "activities", required: true),
        .timestamp("until", label: "Until", required: true),
    ]

    let activity: ID<Activity>
    let until: Instant

    init(_ input: Input) throws {
        activity = try input.id("activity_id")
        until = try input.instant("until")
        guard until > input.context.now else {
            throw Problem.invalid("until", "past", "Choose a time that lies ahead.")
        }
    }

    func perform(in work: Work) async throws -> ID<Activity> {
        let rows = try await work.query(
            """
            update activities set starts_at = \(until), ends_at = \(until)::timestamptz + (ends_at - starts_at),
              status = 'open'
            where org_id = app_org() and id = \(activity) and status in ('open', 'overdue') and deleted_at is null
            returning customer_id, subject
            """)
        guard let row = rows.first else {
            _ = try await work.query(
                "select 1 from activities where org_id = app_org() and id = \(activity) and deleted_at is null"
            ).one("activity")
            throw Problem.conflict("not_open", "Only an activity that is still open can be moved.")
        }
        try work.emit(
            "activity.snoozed", "activities", activity.value, customer: try row.optional("customer_id"),
            ["subject": .string(try row.get("subject")), "starts_at": .text(until)])
        return activity
    }
}
