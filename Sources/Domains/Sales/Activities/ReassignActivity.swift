internal import Core
internal import Notifications
internal import Postgres
internal import Records

/// Hands an activity to somebody else, who is told.
struct ReassignActivity: Action {
    static let name = "activities.reassign"
    static let title = "Reassign"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open", "overdue"])
    static let fields: [Field] = [
        .reference("activity_id", to: "activities", required: true),
        .reference("owner_id", to: "members", required: true),
    ]

    let activity: ID<Activity>
    let owner: ID<User>

    init(_ input: Input) throws {
        activity = try input.id("activity_id")
        owner = try input.id("owner_id")
    }

    func perform(in work: Work) async throws -> ID<Activity> {
        // A sales person who hands one away does not see it any more: what is told is read before.
        let row = try await work.query(
            """
            select subject, starts_at, customer_id, owner_id from activities
            where org_id = app_org() and id = \(activity) and deleted_at is null for update
            """
        ).one("activity")
        guard try row.optional("owner_id") != owner else { return activity }
        let active = try await work.query(
            "select 1 from members where org_id = app_org() and id = \(owner) and is_active")
        guard !active.isEmpty else {
            throw Problem.invalid("owner_id", "unknown_record", "Choose somebody who works here.")
        }
        let subject: String = try row.get("subject")
        work.queue("update activities set owner_id = \(owner) where org_id = app_org() and id = \(activity)")
        try work.emit(
            "activity.reassigned", "activities", activity.value, customer: try row.optional("customer_id"),
            ["subject": .string(subject), "owner_id": .text(owner)])
        try await Notifications.notify(
            owner,
            NewNotification(
                SalesNotifications.activityAssigned, subject, body: "An activity is yours now.",
                path: "/activities/\(activity)"), in: work)
        return activity
    }
}
