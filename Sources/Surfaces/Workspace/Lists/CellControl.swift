internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The control in which one value of a field is given, without a label of its own: in a filter, in a cell, in a change
/// to many records.
struct CellControl {
    let field: Field
    /// The name it is sent under.
    let name: String
    let id: String
    /// Read by screen readers.
    let label: String
    /// What a reference can be.
    var options: [FormOption] = []
    let context: Context

    /// - Parameter several: whether any number of values is asked for.
    func write(_ html: HTML, _ values: [String], several: Bool = false, attributes: [HTML.Attribute] = []) {
        let value = values.first ?? ""
        let own: [HTML.Attribute] = [.id(id), .name(name), .aria("label", label)] + attributes
        switch field.kind {
        case .choice(let choices):
            let options = choices.map { FormOption($0.value, $0.label) }
            several ? boxes(html, options, values) : select(html, own, options, value)
        case .multiChoice(let choices):
            boxes(html, choices.map { FormOption($0.value, $0.label) }, values)
        case .reference(let target) where options.count > Self.boxLimit:
            html.combobox(
                FormField(name, label, required: true, id: id), from: Self.suggestions(target),
                chosen: options.filter { values.contains($0.value) }, options: options, multiple: several)
        case .reference: several ? boxes(html, options, values) : select(html, own, options, value)
        case .boolean: select(html, own, [FormOption("true", "Yes"), FormOption("false", "No")], value)
        case .longText:
            html.textarea([.class("textarea"), .rows(4), .dir("auto")] + own) {
                html.raw("\n")
                html.text(value)
            }
        case .tags:
            html.input(
                [
                    .class("input"), .type("text"), .value(values.joined(separator: ", ")), .dir("auto"),
                    .placeholder("vip, weekly"), .autocomplete("off"),
                ] + own)
        default: html.input([.class("input"), .value(value), .autocomplete("off")] + Self.type(field.kind) + own)
        }
    }

    /// Answers with records of a resource whose names have what was typed.
    private static func suggestions(_ resource: String) -> String {
        "/" + resource.hyphened + "/suggest"
    }

    /// More than this many are no longer boxes in sight.
    private static let boxLimit = 60

    private static func type(_ kind: FieldKind) -> [HTML.Attribute] {
        switch kind {
        case .email: [.type("text"), .inputmode("email"), .dir("ltr")]
        case .phone: [.type("tel"), .dir("ltr")]
        case .url: [.type("text"), .inputmode("url"), .dir("ltr")]
        case .number, .duration: [.type("number"), .step("1")]
        case .percent: [.type("text"), .inputmode("decimal")]
        case .money: [.type("text"), .inputmode("decimal")]
        case .date: [.type("date")]
        case .timestamp: [.type("datetime-local")]
        default: [.type("text"), .dir("auto")]
        }
    }

    private func select(_ html: HTML, _ attributes: [HTML.Attribute], _ options: [FormOption], _ value: String) {
        html.select([.class("select")] + attributes) {
            if !field.isRequired || value.isEmpty { html.option(.value(""), .selected(if: value.isEmpty), "—") }
            for option in options {
                html.option(.value(option.value), .selected(if: option.value == value), option.label)
            }
        }
    }

    private func boxes(_ html: HTML, _ options: [FormOption], _ values: [String]) {
        html.div(.class("check-list"), .role("group"), .aria("label", label), .id(id)) {
            for option in options {
                html.label(.class("choice")) {
                    html.input([
                        .type("checkbox"), .name(name), .value(option.value),
                        .checked(if: values.contains(option.value)),
                    ])
                    html.span(.class("choice-text"), .dir("auto"), option.label)
                }
            }
            // Says that nothing is chosen, where a form would say nothing.
            html.hiddenField(name, "")
        }
    }

    // MARK: - Values

    /// What a control sent, as a value that `Field.normalise` takes. Throws `Problem` 422.
    static func value(_ field: Field, _ sent: [String], _ context: Context, currency: Currency? = nil) throws -> JSON {
        let given = sent.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }.map(String.init)
        switch field.kind {
        case .money:
            guard let text = given.first else { return .null }
            let currency = currency ?? context.currency
            guard let amount = Money(text.replacing(",", with: ".").filter { !$0.isWhitespace }, currency) else {
                throw Problem.invalid(
                    field.name, "invalid", "Write \(field.label.lowercased()) as a plain number, such as 125.50.")
            }
            return .int(amount.minor)
        case .tags, .multiChoice:
            let items = given.flatMap { $0.split(separator: ",") }.map {
                JSON.string(String($0.drop(while: \.isWhitespace)))
            }
            return .array(items)
        default: return given.first.map { .string($0) } ?? .null
        }
    }

    /// What a control shows of a row's value.
    static func texts(_ field: Field, _ row: Row, _ context: Context) throws -> [String] {
        guard let column = row.rows.column(field.name), !row.rows.isNull(row.index, column) else { return [] }
        switch field.kind {
        case .tags, .multiChoice: return try row.get(field.name, as: JSON.self).array?.compactMap(\.string) ?? []
        case .money(let currency):
            let own: Currency? = row.rows.column(currency) == nil ? nil : try row.optional(currency)
            return [Money(minor: try row.get(field.name), own ?? context.currency).decimal]
        case .boolean: return [try row.get(field.name, as: Bool.self) ? "true" : "false"]
        case .timestamp:
            let time = context.zone.local(try row.get(field.name, as: Instant.self))
            return ["\(time.date)T\(time.time)"]
        default: return [try row.get(field.name, as: String.self)]
        }
    }
}

/// Names of records that fields refer to.
struct ReferenceNames: Sendable {
    /// By the resource referred to.
    private let options: [String: [FormOption]]

    /// How many are offered.
    private static let limit = 200

    static let none = ReferenceNames(options: [:])
    private init(options: [String: [FormOption]]) { self.options = options }

    func of(_ field: Field) -> [FormOption] { field.referenceTarget.flatMap { options[$0] } ?? [] }

    func label(_ field: Field, _ id: String) -> String? { of(field).first { $0.value == id }?.label }

    /// The records that `fields` may refer to, by name, those of `ids` before others; in one round trip.
    static func read(_ fields: [Field], ids: [String] = [], _ store: RecordStore, _ context: Context) async throws
        -> ReferenceNames
    {
        var targets: [Resource] = []
        for field in fields {
            guard let name = field.referenceTarget, !targets.contains(where: { $0.name == name }),
                let target = store.catalogue(for: context).resources[name], target.access.read.allows(context.role),
                target.field(target.titleField)?.source == .column
            else { continue }
            targets.append(target)
        }
        guard !targets.isEmpty else { return .none }
        let chosen = ids.compactMap { Identifier($0)?.description }
        let reads = targets.map { target -> SQL in
            let alive: SQL = target.isSoftDeleted ? " and deleted_at is null" : ""
            let title = SQL.identifier(target.titleField)
            return """
                (select id, \(title)::text as title, 0 as place from \(identifier: target.name)
                  where org_id = app_org() and id = any (\(chosen)::uuid[]))
                union all
                (select id, \(title)::text, 1 from \(identifier: target.name)
                  where org_id = app_org()\(alive) and not id = any (\(chosen)::uuid[]) order by \(title) limit \(limit))
                order by place, title
                """
        }
        let answers = try await store.database.batch(context, reads)
        var options: [String: [FormOption]] = [:]
        for (target, rows) in zip(targets, answers) {
            options[target.name] = try rows.map {
                FormOption(try $0.get("id"), try $0.optional("title") ?? "—")
            }
        }
        return ReferenceNames(options: options)
    }
}

/// Which fields can be changed in place.
enum InlineControl {
    static func knows(_ field: Field) -> Bool {
        switch field.kind {
        case .json, .file, .address: false
        default: field.name != "id"
        }
    }
}
