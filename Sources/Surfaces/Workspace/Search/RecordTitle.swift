internal import Core
internal import Interface
internal import Postgres
internal import Records

/// A record's name as people read it, from a row of `RecordSearch`: a visit is named by its time, a call by its number.
enum RecordTitle {
    static func text(_ row: Row, of resource: Resource, _ context: Context) throws -> String {
        switch resource.field(resource.titleField)?.kind {
        case .timestamp:
            if let time: Instant = try row.optional("title") { return Moment.dayAndTime(time, context.zone) }
        case .date:
            if let date: LocalDate = try row.optional("title") { return Moment.day(date, thisYear: nil) }
        case .phone:
            if let number: String = try row.optional("title") { return Words.phone(number, context) }
        case .choice(let choices):
            let value: String? = try row.optional("title")
            if let value { return choices.first { $0.value == value }?.label ?? Words.label(value) }
        default:
            if let title: String = try row.optional("title"), !title.isEmpty { return title }
        }
        return resource.presentation?.untitled ?? "—"
    }

    /// What tells it from others of that name.
    static func detail(_ row: Row, _ context: Context) throws -> String? {
        try row.optional("detail", as: String.self).map { Suggestion.detail($0, context) }
    }
}
