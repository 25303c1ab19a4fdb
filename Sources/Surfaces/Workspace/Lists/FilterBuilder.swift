internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The form in which a filter is put together: rows of field, comparison, value. It is sent to `<list>/list/filter`,
/// which answers with the list's address; so it works without scripts, and the address holds everything.
struct FilterBuilder {
    let html: HTML
    let list: RecordList
    let references: ReferenceNames
    let context: Context

    static let panel = "filter-panel"
    static let maximumRows = 20

    /// Fields that can be filtered by, in the order in which they are offered.
    static func fields(_ resource: Resource, _ role: Role) -> [Field] {
        resource.filterFields(to: role).filter {
            !$0.filterOperators.isEmpty && $0.name != "version" && $0.sets?.isEmpty != true
        }
    }

    private var fields: [Field] { Self.fields(list.resource, context.role) }

    /// - Parameter draft: a field for which a row is added.
    func write(_ asked: ListRequest, draft: String? = nil) {
        let words = FilterWords(resource: list.resource, references: references, context: context)
        let (rows, others, isAny) = Self.rows(asked.state.filter, words)
        html.form(.class("filter-form"), .action(list.path + "/list/filter"), .data("filter-form")) {
            for pair in asked.pairs(asked.state) where ["q", "order", "columns", "layout", "view"].contains(pair.name) {
                html.hiddenField(pair.name, pair.value)
            }
            for pair in FilterTree.all(others).query { html.hiddenField("keep", pair.name + "=" + pair.value) }
            html.div(.class("filter-head")) {
                html.label(.class("visually-hidden"), .for("filter-match"), "Which conditions must hold")
                html.select(.class("select"), .id("filter-match"), .name("match"), .data("size", "small")) {
                    html.option(.value("all"), .selected(if: !isAny), "All of these")
                    html.option(.value("any"), .selected(if: isAny), "Any of these")
                }
            }
            html.ul(.class("filter-rows"), .data("filter-rows")) {
                for (index, row) in rows.enumerated() {
                    self.row(index, row.field, row.comparison, row.values)
                }
                if let draft, let field = fields.first(where: { $0.name == draft }) {
                    self.row(rows.count, field, field.filterOperators.first, [])
                } else if rows.isEmpty, let first = fields.first(where: { $0.name == list.filter }) ?? fields.first {
                    self.row(0, first, first.filterOperators.first, [])
                }
            }
            html.div(.class("filter-foot")) {
                html.label(.class("visually-hidden"), .for("filter-add"), "Add a condition on")
                html.select(
                    .class("select"), .id("filter-add"), .name("draft"), .data("size", "small"), .data("filter-add")
                ) {
                    html.option(.value(""), "Add a condition…")
                    for field in fields { html.option(.value(field.name), field.label) }
                }
                html.submitButton("Apply", size: .small)
            }
        }
    }

    /// One condition: `f3` the field, `o3` the comparison, `v3` its values.
    func row(_ index: Int, _ field: Field, _ comparison: FieldOperator?, _ values: [String]) {
        html.li(.class("filter-row"), .data("filter-row", String(index))) {
            html.select(
                [
                    .class("select"), .name("f\(index)"), .aria("label", "Field"), .data("size", "small"),
                    .data("filter-field"),
                ]
            ) {
                for each in fields {
                    html.option(.value(each.name), .selected(if: each.name == field.name), each.label)
                }
            }
            html.select([
                .class("select"), .name("o\(index)"), .aria("label", "Comparison"), .data("size", "small"),
                .data("filter-operator"),
            ]) {
                for each in field.filterOperators {
                    html.option(.value(each.name), .selected(if: each == comparison), each.label)
                }
            }
            html.div(.class("filter-value")) {
                if let comparison { value(index, field, comparison, values) }
            }
            html.iconButton(.close, "Remove this condition", size: .small, attributes: [.data("filter-remove")])
        }
    }

    private func value(_ index: Int, _ field: Field, _ comparison: FieldOperator, _ values: [String]) {
        // A day is what people filter times by.
        let shown =
            field.kind == .timestamp ? Field(field.name, .date, label: field.label) : field
        var control = CellControl(
            field: shown, name: "v\(index)", id: "filter-value-\(index)", label: field.label, context: context)
        control.options = references.of(field)
        switch comparison.takes {
        case .nothing: break
        case .period: period(index, values.first ?? "last_30_days")
        case .one: control.write(html, display(field, values), attributes: [.data("size", "small")])
        case .two:
            let shown = display(field, values)
            control.write(html, Array(shown.prefix(1)), attributes: [.data("size", "small")])
            html.span(.class("muted"), "and")
            CellControl(
                field: control.field, name: "v\(index)", id: "filter-value-\(index)-to", label: field.label + ", up to",
                context: context
            ).write(html, Array(shown.dropFirst()), attributes: [.data("size", "small")])
        case .several: control.write(html, values, several: true)
        }
    }

    /// Amounts are shown as people write them.
    private func display(_ field: Field, _ values: [String]) -> [String] {
        guard case .money = field.kind else { return values }
        return values.map { value in Int64(value).map { Money(minor: $0, context.currency).decimal } ?? value }
    }

    private func period(_ index: Int, _ value: String) {
        let counted = RelativePeriod.counted(value)
        html.select([.class("select"), .name("v\(index)"), .aria("label", "Time"), .data("size", "small")]) {
            for name in RelativePeriod.names {
                html.option(.value(name), .selected(if: name == value), RelativePeriod.label(name))
            }
            for shape in RelativePeriod.countedNames {
                html.option(
                    .value(shape), .selected(if: shape == counted?.shape), Self.label(shape))
            }
        }
        html.input([
            .class("input filter-days"), .type("number"), .min("1"), .max(String(RelativePeriod.maximumDays)),
            .step("1"),
            .name("n\(index)"), .value(String(counted?.days ?? 30)), .aria("label", "Days"), .data("size", "small"),
        ])
    }

    private static func label(_ shape: String) -> String {
        switch shape {
        case "last_N_days": "in the last … days"
        case "next_N_days": "in the next … days"
        case "older_than_N_days": "more than … days ago"
        default: "more than … days ahead"
        }
    }

    // MARK: - Reading

    /// The parts of a filter that rows can say, those they cannot, and whether one of them is enough.
    static func rows(_ filter: FilterTree, _ words: FilterWords) -> (
        rows: [(field: Field, comparison: FieldOperator, values: [String])], others: [FilterTree], isAny: Bool
    ) {
        if filter.parts.count == 1, case .any(let parts) = filter.parts[0] {
            let rows = parts.compactMap(words.reading)
            if rows.count == parts.count, !rows.isEmpty { return (rows, [], true) }
        }
        let readings = filter.parts.map { ($0, words.reading($0)) }
        return (readings.compactMap(\.1), readings.filter { $0.1 == nil }.map(\.0), false)
    }

    /// What the form says. Throws `Problem` 422 for an amount that is none.
    static func filter(_ form: Fields, _ resource: Resource, _ context: Context) throws -> FilterTree {
        let fields = fields(resource, context.role)
        var parts: [FilterTree] = []
        for index in 0..<maximumRows {
            guard let name = form["f\(index)"], let field = fields.first(where: { $0.name == name }),
                let comparison = field.filterOperators.first(where: { $0.name == form["o\(index)"] })
                    ?? field.filterOperators.first
            else { continue }
            var values = form.all("v\(index)")
            if comparison.takes == .period, let shape = values.first, shape.contains("_N_") {
                values = [shape.replacing("_N_", with: "_\(Int(form["n\(index)"] ?? "") ?? 30)_")]
            }
            if case .money = field.kind {
                values = try values.compactMap {
                    let value = try CellControl.value(field, [$0], context)
                    return value.int.map(String.init)
                }
            }
            if field.kind == .tags { values = values.flatMap { $0.split(separator: ",") }.map { trimmed(String($0)) } }
            if let part = comparison.tree(field, values.map(trimmed)) { parts.append(part) }
        }
        if form["match"] == "any", parts.count > 1 { parts = [.any(parts)] }
        for kept in form.all("keep") {
            let split = kept.firstIndex(of: "=") ?? kept.endIndex
            guard split < kept.endIndex else { continue }
            parts.append(
                try FilterTree(query: [(String(kept[..<split]), String(kept[kept.index(after: split)...]))]))
        }
        return .all(parts)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
