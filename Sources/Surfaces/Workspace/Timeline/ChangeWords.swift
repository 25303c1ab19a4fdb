internal import Core
internal import HTML
internal import Interface
internal import Records

/// Tells what an entry of the audit trail changed, in the words of the record's declaration: "Status: Prospect → Active".
/// What the role may not see is not told.
struct ChangeWords: Sendable {
    private let catalogue: Catalogue
    private let context: Context
    /// The record in view, with the organisation's own fields.
    private let resource: Resource?
    private let names: [String: String]

    init(_ request: RecordPageRequest, names: [String: String]) {
        catalogue = request.catalogue
        context = request.context
        resource = request.resource
        self.names = names
    }

    /// Of records of every kind.
    init(_ catalogue: Catalogue, _ context: Context, names: [String: String]) {
        self.catalogue = catalogue
        self.context = context
        resource = nil
        self.names = names
    }

    struct Change: Sendable, Equatable {
        let field: String
        let label: String
        /// nil where there was nothing.
        let old: String?
        let new: String?
        /// Whether neither is told: a secret, or a record whose name is not at hand.
        var isOpaque = false

        /// On one line of text.
        var text: String { isOpaque ? "\(label) changed" : "\(label): \(old ?? "empty") → \(new ?? "empty")" }
    }

    /// In the order of the declaration. `changes` maps columns to the values before and after.
    func changes(_ changes: JSON, of name: String) -> [Change] {
        guard let resource = name == self.resource?.name ? self.resource : catalogue.resources[name],
            let members = changes.object
        else { return [] }
        let custom = members["custom"]?.array
        return resource.visibleFields(to: context.role).compactMap { field in
            let pair: [JSON]? =
                switch field.source {
                case .column: members[field.name]?.array
                case .custom: custom.map { $0.map { $0[field.name] ?? .null } }
                case .computed: nil
                }
            guard let pair, pair.count == 2, pair[0] != pair[1] else { return nil }
            return change(field, pair[0], pair[1])
        }
    }

    /// Of what is no resource, such as a key or a setting: every column under its own name. For those who see all.
    func plain(_ changes: JSON) -> [Change] {
        (changes.object ?? [:]).sorted { $0.key < $1.key }.compactMap { name, value in
            guard let pair = value.array, pair.count == 2, pair[0] != pair[1] else { return nil }
            let label = Field.label(of: name)
            if pair[0].string == "redacted", pair[1].string == "redacted" {
                return Change(field: name, label: label, old: nil, new: nil, isOpaque: true)
            }
            let (old, new) = (plainWords(pair[0]), plainWords(pair[1]))
            return Change(field: name, label: label, old: old, new: new, isOpaque: old == new)
        }
    }

    private func plainWords(_ value: JSON) -> String? {
        if value.isNull { return nil }
        if let flag = value.bool { return flag ? "Yes" : "No" }
        if let items = value.array {
            return items.isEmpty ? nil : items.map { $0.string ?? $0.text }.joined(separator: ", ")
        }
        guard value.object == nil else { return "other" }
        let text = value.string ?? value.text
        if let name = names[text] { return name }
        // Times as PostgreSQL writes them into JSON.
        if text.utf8.count >= 19, let time = Instant(text) { return Moment.dayAndTime(time, context.zone) }
        return text.isEmpty ? nil : String(text.prefix(200))
    }

    private func change(_ field: Field, _ before: JSON, _ after: JSON) -> Change? {
        if before.string == "redacted", after.string == "redacted" {
            return Change(field: field.name, label: field.label, old: nil, new: nil, isOpaque: true)
        }
        let (old, new) = (words(field, before), words(field, after))
        let isOpaque = old == new || (field.isLong && old != nil && new != nil)
        if before.isNull && after.isNull { return nil }
        return Change(field: field.name, label: field.label, old: old, new: new, isOpaque: isOpaque)
    }

    /// nil for nothing.
    private func words(_ field: Field, _ value: JSON) -> String? {
        if value.isNull { return nil }
        let plain = value.string ?? value.text
        switch field.kind {
        case .choice(let choices): return choices.first { $0.value == plain }?.label ?? Words.label(plain)
        case .multiChoice, .tags:
            let items = (value.array ?? []).compactMap(\.string)
            return items.isEmpty ? nil : items.joined(separator: ", ")
        case .boolean: return value.bool == true || plain == "true" ? "Yes" : "No"
        case .phone: return Words.phone(plain, context)
        case .money: return (value.int ?? Int64(plain)).map { Money(minor: $0, context.currency).description }
        case .timestamp: return Instant(plain).map { Moment.dayAndTime($0, context.zone) } ?? plain
        case .date: return LocalDate(plain).map { Moment.day($0, thisYear: nil) } ?? plain
        case .duration: return (value.int ?? Int64(plain)).map { Moment.length(.seconds(Int($0))) }
        case .reference: return names[plain] ?? "another"
        case .file, .json, .address: return "other"
        default: return plain.isEmpty ? nil : String(plain.prefix(200))
        }
    }

    // MARK: - Writing

    static func write(_ html: HTML, _ changes: [Change]) {
        html.ul(.class("changes")) {
            for change in changes {
                html.li {
                    html.span(.class("change-label"), change.label)
                    if change.isOpaque {
                        html.span(.class("muted"), "changed")
                    } else {
                        values(html, change)
                    }
                }
            }
        }
    }

    private static func values(_ html: HTML, _ change: Change) {
        html.span(.class("diff")) {
            if let old = change.old {
                html.del(old)
            } else {
                html.span(.class("muted"), "empty")
            }
            html.span(.aria("hidden", true), " → ")
            html.span(.class("visually-hidden"), "became")
            if let new = change.new {
                html.ins(new)
            } else {
                html.span(.class("muted"), "empty")
            }
        }
    }
}

extension Field {
    /// Too long to stand beside itself.
    var isLong: Bool {
        switch kind {
        case .longText, .json, .address: true
        default: false
        }
    }
}
