internal import Calendars
internal import Contracts
internal import Core
internal import Postgres
internal import Records

/// A member's activities and visits as events of a calendar.
struct CalendarReading: Sendable {
    let visits: any VisitCalendar
    /// Without a slash at the end.
    let publicURL: String

    private static let back: Duration = .days(60)
    private static let ahead: Duration = .days(400)
    /// What has no end is shown this long.
    private static let length: Duration = .minutes(30)

    private static let columns: SQL = """
        a.id, a.version, a.kind, a.subject, a.notes, a.place, a.starts_at, a.ends_at, a.all_day, a.status,
        a.updated_at, a.deleted_at, c.name as customer, c.phone as customer_phone
        """

    /// Everything of `member` from two months ago to a year ahead; what was deleted, as cancelled.
    func events(of member: ID<User>, in work: Work) async throws -> [CalendarEvent] {
        let (from, until) = (work.now - Self.back, work.now + Self.ahead)
        let rows = try await work.query(
            """
            select \(Self.columns) from activities a
            left join customers c on c.org_id = a.org_id and c.id = a.customer_id
            where a.org_id = app_org() and a.owner_id = \(member) and a.starts_at >= \(from) and a.starts_at < \(until)
            order by a.starts_at, a.id limit 1000
            """)
        let zone = work.context.zone
        let activities = try rows.map { try event($0, zone) }
        let visits = try await visits.visits(of: member, from: from, until: until, in: work).map { event($0, zone) }
        return (activities + visits).map { told($0, work.context) }.sorted { ($0.start, $0.uid) < ($1.start, $1.uid) }
    }

    /// What and when, and no more where a custom role hides fields: notes, numbers and places are made out of several.
    private func told(_ event: CalendarEvent, _ context: Context) -> CalendarEvent {
        guard context.grants?.hidesFields ?? false else { return event }
        var event = event
        (event.description, event.location) = ("", "")
        return event
    }

    /// Throws 404.
    func activity(_ id: ID<Activity>, in work: Work) async throws -> CalendarEvent {
        let row = try await work.query(
            """
            select \(Self.columns) from activities a
            left join customers c on c.org_id = a.org_id and c.id = a.customer_id
            where a.org_id = app_org() and a.id = \(id) and a.deleted_at is null
            """
        ).one("activity")
        return told(try event(row, work.context.zone), work.context)
    }

    /// Throws 404.
    func visit(_ id: ID<Appointment>, in work: Work) async throws -> CalendarEvent {
        told(event(try await visits.visit(id, in: work), work.context.zone), work.context)
    }

    private func event(_ row: Row, _ zone: Zone) throws -> CalendarEvent {
        let id: Identifier = try row.get("id")
        let start: Instant = try row.get("starts_at")
        let status: String = try row.get("status")
        let subject: String = try row.get("subject")
        let customer: String? = try row.optional("customer")
        var event = CalendarEvent(
            uid: "activity-\(id)@mainline", sequence: try row.get("version"),
            summary: (status == "done" ? "✓ " : "") + subject + (customer.map { ": \($0)" } ?? ""), start: start,
            end: try row.optional("ends_at") ?? start + Self.length, zone: zone, updatedAt: try row.get("updated_at"))
        event.isAllDay = try row.get("all_day")
        if event.isAllDay { event.end = try row.optional("ends_at") }
        let parts = [try row.optional("notes", as: String.self), try row.optional("customer_phone", as: String.self)]
        event.description = parts.compactMap { $0 }.joined(separator: "\n\n")
        event.location = try row.optional("place") ?? ""
        event.url = "\(publicURL)/activities/\(id)"
        let isDeleted = try row.optional("deleted_at", as: Instant.self) != nil
        event.status = isDeleted || status == "cancelled" ? .cancelled : .confirmed
        return event
    }

    private func event(_ visit: CalendarVisit, _ zone: Zone) -> CalendarEvent {
        var event = CalendarEvent(
            uid: "visit-\(visit.id)@mainline", sequence: visit.revision,
            summary: "\(visit.jobType): \(visit.customerName)", start: visit.start, end: visit.end, zone: zone,
            updatedAt: visit.updatedAt)
        event.description = [visit.notes, visit.customerPhone ?? ""].filter { !$0.isEmpty }.joined(separator: "\n\n")
        event.location = visit.address ?? ""
        event.url = "\(publicURL)/appointments/\(visit.id)"
        event.status = visit.status == "cancelled" ? .cancelled : .confirmed
        return event
    }
}
