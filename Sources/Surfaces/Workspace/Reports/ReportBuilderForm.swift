internal import Core
internal import Figures
internal import HTML
internal import Interface
internal import Records

/// The choices that make a report; each is sent as soon as it is made, so that the report is always in view.
struct ReportBuilderForm {
    let draft: ReportDraft
    let resource: Resource?
    let page: PageContext
    let store: RecordStore

    private var role: Role { page.context.role }

    func write(_ html: HTML, canSave: Bool) {
        html.form(.class("panel panel-body stack-tight"), .action("/reports/build")) {
            select(html, "resource", "Records", resources, draft.resource, empty: "Choose")
            if let resource {
                let groups = RecordSummary.groupable(resource, role).flatMap(Self.groupOptions)
                select(html, "group_by", "Grouped by", groups, draft.groupBy, empty: "Choose")
                select(html, "then_by", "And by", groups, draft.thenBy, empty: "Nothing else")
                select(html, "measure", "Tells", measures(resource), draft.measure)
                select(html, "drawing", "Shown as", Self.drawings, draft.drawing)
                html.textField(
                    FormField("filter", "Conditions", hint: "As in a list's address: status=eq.active"),
                    value: draft.filter)
            }
            html.hiddenField("title", draft.title)
            html.submitButton("Show", .secondary, icon: .refresh)
        }
        if canSave, Access.workers.allows(role) { keep(html) }
    }

    private func keep(_ html: HTML) {
        html.form(.class("panel panel-body stack-tight"), .method("post"), .action("/reports/build")) {
            html.textField(
                FormField("title", "Name", required: true), value: draft.title, attributes: [.maxlength(120)])
            for (name, value) in [
                ("resource", draft.resource), ("filter", draft.filter), ("group_by", draft.groupBy),
                ("then_by", draft.thenBy), ("measure", draft.measure), ("drawing", draft.drawing),
            ] { html.hiddenField(name, value) }
            html.checkbox(FormField("is_shared", "Show it to everyone"), checked: draft.isShared)
            html.submitButton("Keep report", icon: .save)
        }
    }

    private func select(
        _ html: HTML, _ name: String, _ label: String, _ options: [FormOption], _ value: String, empty: String? = nil
    ) {
        html.selectField(
            FormField(name, label), options: options, value: value, empty: empty, attributes: [.data("submits")])
    }

    private var resources: [FormOption] {
        store.catalogue(for: page.context).resources.values
            .filter { $0.access.read.allows(role) && !RecordSummary.groupable($0, role).isEmpty }
            .sorted { $0.title < $1.title }.map { FormOption($0.name, $0.title) }
    }

    private static func groupOptions(_ field: Field) -> [FormOption] {
        guard field.kind == .date || field.kind == .timestamp else { return [FormOption(field.name, field.label)] }
        return RecordSummary.widths.map { FormOption("\(field.name):\($0)", "\(field.label), by \($0)") }
    }

    private func measures(_ resource: Resource) -> [FormOption] {
        let words: [RecordSummary.Aggregate: String] = [.sum: "in all", .avg: "mean", .min: "least", .max: "most"]
        return [FormOption("count", "How many")]
            + RecordSummary.measurable(resource, role).flatMap { field in
                RecordSummary.Aggregate.allCases.map {
                    FormOption("\($0.rawValue):\(field.name)", "\(field.label), \(words[$0] ?? "")")
                }
            }
    }

    private static let drawings = [
        FormOption("table", "Table"), FormOption("bar", "Columns"), FormOption("line", "Line"),
        FormOption("stacked", "Stacked columns"), FormOption("horizontal", "Bars"),
    ]
}
