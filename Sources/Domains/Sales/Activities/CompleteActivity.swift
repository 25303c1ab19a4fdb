internal import Core
internal import Postgres
internal import Records

/// Ends an activity with what came of it, and plans the next one where asked.
struct CompleteActivity: Action {
    static let name = "activities.complete"
    static let title = "Complete"
    static let access = Access.workers
    static let offeredWhen: RecordCondition? = .field(
        "status", among: ["open", "overdue"])
    static let fields: [Field] = [
        .reference("activity_id", to: "activities", required: true),
        .longText("outcome", label: "What came of it", max: 4000),
        .text("next_subject", label: "Next activity"),
        .choice("next_kind", ActivityResource.kinds, label: "Kind of the next", default: "task"),
        .timestamp("next_starts_at", label: "When the next begins"),
    ]

    let activity: ID<Activity>
    let outcome: String?
    let next: (subject: String, kind: String, startsAt: Instant)?

    init(_ input: Input) throws {
        activity = try input.id("activity_id")
        outcome = input.optionalText("outcome")
        switch (input.optionalText("next_subject"), input.optionalInstant("next_starts_at")) {
        case (let subject?, let startsAt?):
            next = (subject, input.optionalText("next_kind") ?? "task", startsAt)
        case (nil, nil): next = nil
        case (_, nil): throw Problem.invalid("next_starts_at", "required", "Say when the next activity is.")
        case (nil, _): throw Problem.invalid("next_subject", "required", "Say what the next activity is.")
        }
    }

    func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            update activities set status = 'done', done_at = \(work.now), done_by = \(work.context.actor.user),
              outcome = coalesce(\(outcome)::text, outcome)
            where org_id = app_org() and id = \(activity) and status in ('open', 'overdue') and deleted_at is null
            returning subject, kind, customer_id, lead_id, deal_id, contact_id, owner_id
            """)
        guard let row = rows.first else {
            let found = try await work.query(
                "select status from activities where org_id = app_org() and id = \(activity) and deleted_at is null")
            guard try found.one("activity").get("status") == "done" else {
                throw Problem.conflict("cancelled", "This activity was cancelled. Plan a new one instead.")
            }
            return ["id": .text(activity), "changed": false]
        }
        try work.emit(
            "activity.completed", "activities", activity.value, customer: try row.optional("customer_id"),
            [
                "subject": .string(try row.get("subject")), "kind": .string(try row.get("kind")),
                "outcome": .text(outcome), "deal_id": .text(try row.optional("deal_id", as: Identifier.self)),
                "lead_id": .text(try row.optional("lead_id", as: Identifier.self)),
            ])
        var answer: [String: JSON] = ["id": .text(activity), "changed": true]
        if let next { answer["next"] = .text(try plan(next, after: row, in: work)) }
        return .object(answer)
    }

    private func plan(
        _ next: (subject: String, kind: String, startsAt: Instant), after row: Row, in work: Work
    ) throws -> ID<Activity> {
        let id = work.context.newID(Activity.self)
        let owner: ID<User>? = try row.optional("owner_id")
        let customer: ID<Customer>? = try row.optional("customer_id")
        work.queue(
            """
            insert into activities (org_id, id, kind, subject, starts_at, owner_id, customer_id, lead_id, deal_id, contact_id)
            values (app_org(), \(id), \(next.kind), \(next.subject), \(next.startsAt), \(owner), \(customer),
              \(try row.optional("lead_id", as: Identifier.self)), \(try row.optional("deal_id", as: Identifier.self)),
              \(try row.optional("contact_id", as: Identifier.self)))
            """)
        // What is planned next is the deal's next step.
        if let deal = try row.optional("deal_id", as: Identifier.self) {
            work.queue(
                """
                update deals set next_step = \(next.subject), next_step_on = local_day(app_org(), \(next.startsAt))
                where org_id = app_org() and id = \(deal) and status = 'open' and deleted_at is null
                """)
        }
        try work.emit(
            "activity.created", "activities", id.value, customer: customer,
            [
                "subject": .string(next.subject), "kind": .string(next.kind), "starts_at": .text(next.startsAt),
                "owner_id": .text(owner),
            ])
        return id
    }
}
