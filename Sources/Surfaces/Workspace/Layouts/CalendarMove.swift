internal import Core
internal import HTTP
internal import Postgres
internal import Records

/// A record moved to another day: its start keeps the time of day, its end the length.
struct CalendarMove: Sendable {
    let calendar: Presentation.Calendar
    let resource: Resource
    let record: Identifier
    let day: LocalDate

    /// Throws `Problem` 422 where the form is not one of a calendar.
    init(_ form: Fields, _ resource: Resource, _ calendar: Presentation.Calendar) throws {
        guard let record = form["card"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("card", "required", "Say what is moved.")
        }
        guard let day = form["column"].flatMap({ LocalDate($0) }) else {
            throw Problem.invalid("column", "required", "Say to which day it is moved, such as 2026-03-09.")
        }
        self.calendar = calendar
        self.resource = resource
        self.record = record
        self.day = day
    }

    /// Throws `Problem`; 409 where somebody else has changed the record meanwhile.
    func perform(_ store: RecordStore, _ context: Context) async throws {
        guard let start = resource.field(calendar.start) else { throw Problem.notFound(resource.singular) }
        if start.kind == .date {
            _ = try await store.update(resource, record, [start.name: .string(day.description)], context)
            return
        }
        let page = try await store.get(resource, record, context)
        let row = try page.rows.one(resource.singular)
        guard let old: Instant = try row.optional(start.name) else { throw Problem.notFound(resource.singular) }
        let new = context.zone.instant(LocalDateTime(day, context.zone.local(old).time))
        var members: [String: JSON] = [start.name: .string(new.description)]
        if let end = calendar.end, row.rows.column(end) != nil, let until: Instant = try row.optional(end) {
            members[end] = .string((new + (until - old)).description)
        }
        _ = try await store.update(
            resource, record, members, context, version: try row.get("version", as: Int64.self))
    }
}
