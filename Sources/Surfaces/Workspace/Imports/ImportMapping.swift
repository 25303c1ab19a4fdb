internal import Core
internal import HTML
internal import Imports
internal import Interface
internal import Records

/// The form in which a person says what a file's columns mean.
struct ImportMapping {
    let html: HTML
    let given: Import
    let resource: Resource
    let fields: [Field]
    let sites: [Field]
    let path: String

    private var plan: ImportPlan? { given.plan }

    func write() {
        html.form(.class("stack"), .method("post"), .action(path + "/check")) {
            html.section(.class("panel")) {
                html.div(.class("panel-head")) { html.h2("Columns") }
                html.div(.class("import-columns"), .role("list")) {
                    for (index, header) in given.headers.enumerated() { column(index, header) }
                }
            }
            html.section(.class("panel panel-body stack import-narrow")) {
                html.h2("Known records")
                html.selectField(
                    FormField(
                        "key", "Records are known by",
                        hint: "By this a row finds its record, so that importing again adds nothing twice."),
                    options: keys, value: plan?.key, empty: "Nothing: every row is new")
                html.selectField(
                    FormField("mode", "What is done", required: true), options: Self.modes,
                    value: plan?.mode.rawValue)
                html.textField(
                    FormField(
                        "source", "Where external ids come from",
                        hint: "A short name, such as hubspot: the same id from two systems are two records."),
                    value: plan?.source ?? "file")
                html.checkbox(
                    FormField("day_first", "In dates such as 3/4/2026 the day comes first"),
                    checked: plan?.isDayFirst ?? false, attributes: [.value("true")])
                html.textField(
                    FormField(
                        "template", "Keep as a template",
                        hint: "Give it a name, and the next file with these headings is read the same way."),
                    value: "")
            }
            html.div(.class("row-group")) {
                html.submitButton("Check the file")
                html.linkButton("Cancel", to: "/imports", .quiet)
            }
        }
    }

    private func column(_ index: Int, _ header: String) {
        let target = plan.flatMap { $0.targets.indices.contains(index) ? $0.targets[index] : nil } ?? .ignore
        let samples = given.samples.compactMap { index < $0.count && !$0[index].isEmpty ? $0[index] : nil }.prefix(3)
        html.div(.class("import-column"), .role("listitem")) {
            html.div(.class("import-heading")) {
                html.label(.for("column-\(index)"), .dir("auto"), header)
                html.div(.class("import-samples")) {
                    if samples.isEmpty { html.span(.class("muted"), "no values in the first rows") }
                    for sample in samples { html.span(.class("truncate"), .dir("auto"), sample) }
                }
            }
            html.select(
                .class("select"), .id("column-\(index)"), .name("column.\(index)"),
                target == .ignore ? .data("state", "unused") : .none
            ) {
                html.options(options, value: target.text, empty: "Leave out")
            }
        }
    }

    private var options: [FormOption] {
        var options = fields.map { FormOption($0.name, $0.label + ($0.isRequired ? " (needed)" : "")) }
        options += sites.map { FormOption("site." + $0.name, "Site: \($0.label.lowercased())") }
        options.append(FormOption("external_id", "Id in the other system"))
        options.append(FormOption("id", "Id here"))
        return options
    }

    private var keys: [FormOption] {
        ImportableFields.keys(fields).map { FormOption($0.name, $0.label) } + [
            FormOption("external_id", "Id in the other system"), FormOption("id", "Id here"),
        ]
    }

    private static let modes = [
        FormOption("both", "Add new records and change known ones"),
        FormOption("create", "Add new records only"), FormOption("update", "Change known records only"),
        FormOption("fill", "Add new records; fill only what is empty in known ones"),
    ]
}
