internal import Contracts
internal import Core
internal import Notifications
internal import Postgres
internal import Records
internal import SalesEngine

/// Gives leads that have no owner to whoever is next.
struct LeadRouter {
    private let work: Work

    init(in work: Work) { self.work = work }

    /// Gives the lead to somebody, or notes why it waits. A lead that has an owner, or is no longer new work, stays as it
    /// is. Gives the new owner.
    func assign(_ lead: ID<Lead>) async throws -> ID<User>? {
        let row = try await LeadRow.locked(lead, in: work)
        guard row.owner == nil, ["new", "contacted", "qualified"].contains(row.status) else { return nil }
        // Before the reps are held: everybody else's lead waits from then until this one is given.
        let rules = try await rules()
        let reps = try await reps()
        guard !reps.isEmpty else { return nil }
        let choice = LeadAssignment.choose(
            .init(source: row.source, phone: row.phone, places: row.places, tags: row.tags, score: row.score),
            among: reps, by: rules)
        let reasons = JSON.array(choice.reasons.map { .string($0) })
        guard let member = choice.rep.map({ ID<User>($0) }) else {
            work.queue(
                """
                update leads set assignment_reasons = \(reasons), scored_at = clock_timestamp()
                where org_id = app_org() and id = \(lead) and assignment_reasons <> \(reasons)::jsonb
                """)
            return nil
        }
        work.queue(
            """
            update leads set owner_id = \(member), assigned_at = \(work.now), assignment_reasons = \(reasons)
            where org_id = app_org() and id = \(lead)
            """)
        try await Self.note(member, takes: row, reasons: choice.reasons, work)
        return member
    }

    /// Counts a lead towards the share of whoever got it, and tells them.
    static func note(_ member: ID<User>, takes lead: LeadRow, reasons: [String], _ work: Work) async throws {
        work.queue(
            """
            update sales_reps set assigned_count = assigned_count + 1,
              last_assigned_at = greatest(\(work.now), last_assigned_at + interval '1 microsecond')
            where org_id = app_org() and member_id = \(member) and deleted_at is null
            """)
        try work.emit(
            "lead.assigned", "leads", lead.id.value,
            [
                "title": .string(lead.name), "owner_id": .text(member),
                "reasons": .array(reasons.map { .string($0) }),
            ])
        try await Notifications.notify(
            member,
            NewNotification(
                SalesNotifications.leadAssigned, "New lead: \(lead.name)", body: reasons.joined(separator: " "),
                path: "/leads/\(lead.id)"),
            in: work)
    }

    /// Who takes leads, held so that two leads at once do not go to one person. Somebody who may no longer sign in is
    /// not available, whatever is set.
    private func reps() async throws -> [LeadAssignment.Rep] {
        let rows = try await work.query(
            """
            select r.member_id, r.is_available and m.is_active and m.deleted_at is null as is_available, r.weight,
              r.priority, r.capacity, r.territories, r.skills, r.assigned_count, r.last_assigned_at,
              case when r.capacity is null then 0 else (select count(*) from (select 1 from leads l
                where l.org_id = app_org() and l.owner_id = r.member_id and l.status in ('new', 'contacted', 'qualified')
                  and l.deleted_at is null limit r.capacity) taken) end as open_leads
            from sales_reps r join members m on m.org_id = r.org_id and m.id = r.member_id
            where r.org_id = app_org() and r.deleted_at is null order by r.id for update of r
            """)
        return try rows.map { row in
            LeadAssignment.Rep(
                id: try row.get("member_id"), isAvailable: try row.get("is_available"), weight: try row.get("weight"),
                priority: try row.get("priority"), capacity: try row.optional("capacity"),
                territories: try row.get("territories"), skills: try row.get("skills"),
                openLeads: try row.get("open_leads"), assigned: try row.get("assigned_count"),
                lastAssignedAt: try row.optional("last_assigned_at"))
        }
    }

    private func rules() async throws -> [LeadAssignment.Rule] {
        let rows = try await work.query(
            """
            select name, sources, territories, tags, minimum_score, skills, member_id from assignment_rules
            where org_id = app_org() and is_active and deleted_at is null order by position, id
            """)
        return try rows.map { row in
            LeadAssignment.Rule(
                name: try row.get("name"), sources: try row.get("sources"), territories: try row.get("territories"),
                tags: try row.get("tags"), minimumScore: try row.optional("minimum_score"),
                skills: try row.get("skills"), member: try row.optional("member_id"))
        }
    }
}
