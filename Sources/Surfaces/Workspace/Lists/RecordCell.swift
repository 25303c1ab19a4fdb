internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// Writes a record's values as its declaration says.
struct RecordCell {
    let html: HTML
    let page: PageContext
    /// Words for values of columns that are kept as plain text.
    var words: [String: @Sendable (String) -> String] = [:]

    private var context: Context { page.context }

    /// A cell of a table. `link`: the whole row leads there.
    func cell(
        _ field: Field, _ row: Row, link: String? = nil, isWide: Bool = false, state: Choice? = nil,
        missing: String = "—", isExtra: Bool = false, editable: Bool = false
    ) throws {
        let kind = field.isNumeric ? "number" : isWide ? "wide" : isExtra ? "optional" : nil
        let isEmpty = row.rows.column(field.name).map { row.rows.isNull(row.index, $0) } ?? true
        try html.td(
            [
                kind.map { .class($0) } ?? .none, isEmpty || !field.isWritten ? .none : .dir("auto"),
                .data("field", field.name),
                link == nil && Self.needsName(field) ? .data("label", field.label) : .none,
                editable ? .data("editable") : .none, isEmpty ? .data("empty") : .none,
            ]
        ) {
            if let state {
                html.status(state.label, Tone(rawValue: state.tone) ?? .neutral)
            } else if let link {
                try html.a(.class("row-link"), .href(link)) { try value(field, row, missing: missing) }
            } else {
                try value(field, row, missing: missing)
            }
        }
    }

    /// Whether the value alone does not say what it is, as where a narrow screen has no heads.
    private static func needsName(_ field: Field) -> Bool {
        switch field.kind {
        case .number, .money, .boolean, .date, .timestamp: true
        default: false
        }
    }

    /// The value; `missing` where there is none.
    /// - Parameter plain: whether a state that says nothing special goes without its dot.
    func value(_ field: Field, _ row: Row, missing: String = "—", plain: Bool = false) throws {
        guard let column = row.rows.column(field.name), !row.rows.isNull(row.index, column) else {
            return html.text(missing)
        }
        switch field.kind {
        case .choice(let choices):
            let value: String = try row.get(field.name)
            let choice = choices.first { $0.value == value } ?? Choice(value)
            let tone = Tone(rawValue: choice.tone) ?? .neutral
            let saysNothing = tone == .neutral && (plain || choices.allSatisfy { $0.tone == "neutral" })
            if saysNothing { html.text(choice.label) } else { html.status(choice.label, tone) }
        case .timestamp:
            let time: Instant = try row.get(field.name)
            if field.name == "starts_at" || field.name == "ends_at" {
                html.dayAndTime(time, zone: page.zone)
            } else {
                html.relativeTime(time, page)
            }
        case .date: html.text(Moment.day(try row.get(field.name), thisYear: page.zone.local(page.now).date.year))
        case .money(let currency): html.text(try money(field.name, currency, row))
        case .phone: html.text(Words.phone(try row.get(field.name), context))
        case .boolean where field.tone != nil:
            guard try row.get(field.name, as: Bool.self) else { return }
            html.badge(field.label, field.tone.flatMap(Tone.init(rawValue:)) ?? .warn, icon: .clock)
        case .boolean: html.text(try row.get(field.name, as: Bool.self) ? "Yes" : "No")
        case .reference: try reference(field, row)
        case .tags:
            html.text((try row.get(field.name, as: JSON.self).array ?? []).compactMap(\.string).joined(separator: ", "))
        case .duration: html.text(Moment.length(.seconds(try row.get(field.name, as: Int.self))))
        case .number where field.name == "duration_seconds":
            html.text(Moment.length(.seconds(try row.get(field.name, as: Int.self))))
        case .number: html.text(Grouped(try row.get(field.name)))
        default:
            let text: String = try row.get(field.name)
            if let words = words[field.name] { return html.text(words(text)) }
            if field.name == "source" { return html.text(Words.label(text)) }
            html.text(
                (field.name.hasSuffix("number") || field.name.hasSuffix("_address")) && text.hasPrefix("+")
                    ? Words.phone(text, context) : text)
        }
    }

    private func money(_ name: String, _ currency: String, _ row: Row) throws -> String {
        let own: Currency? = row.rows.column(currency) == nil ? nil : try row.optional(currency)
        return Money(minor: try row.get(name), own ?? context.currency).description
    }

    /// The other record's name, which leads to it where it has a page.
    private func reference(_ field: Field, _ row: Row) throws {
        guard let name = field.embedName, row.rows.column(name) != nil,
            let record = try row.optional(name, as: JSON.self),
            let value = record.object?.values.first?.string
        else { return html.text("—") }
        // A visit is named by its time.
        let title =
            field.referenceTarget == "appointments"
            ? Instant(value).map { Moment.dayAndTime($0, page.zone) } ?? value : value
        if field.referenceTarget == "members" { return html.person(title) }
        guard let target = field.referenceTarget, let base = RecordPaths.base(target) else { return html.text(title) }
        html.a(.href("\(base)/\(try row.get(field.name, as: Identifier.self))"), .dir("auto"), title)
    }
}

/// Where records have pages.
enum RecordPaths {
    private static let bases: Set = ["customers", "appointments", "calls", "invoices", "leads"]

    static func base(_ resource: String) -> String? { bases.contains(resource) ? "/\(resource)" : nil }

    /// The page of a record, or of the list it is in.
    static func path(_ resource: String, _ id: Identifier, customer: ID<Customer>?) -> String? {
        if let base = base(resource) { return "\(base)/\(id)" }
        switch resource {
        case "emergencies", "callbacks": return "/\(resource)"
        default: return customer.map { "/customers/\($0)" }
        }
    }
}

extension Field {
    /// Whether its values are words that may run from right to left.
    fileprivate var isWritten: Bool {
        switch kind {
        case .choice, .timestamp, .date, .phone, .boolean: false
        default: !isNumeric
        }
    }
}
