internal import Access
internal import Core
internal import HTML
internal import Interface
internal import Records

/// The matrix in which a role is put together: a row for each kind of record, a choice for each verb, and behind each row
/// its actions and fields.
struct RoleEditor {
    let html: HTML
    let sheet: RoleSheet
    let subjects: [RoleRules.Subject]
    let problem: Problem?

    private var path: String { sheet.id.map { "\(RolesPages.path)/\($0)" } ?? RolesPages.path }

    func write() {
        html.formProblem(problem)
        html.form(.method("post"), .action(path), .class("stack"), .data("guarded")) {
            html.hiddenField("base_role", sheet.base.rawValue)
            if let version = sheet.version { html.hiddenField("version", String(version)) }
            html.settingsPart("Name", "What people see beside their name.") {
                html.textField(
                    FormField("name", "Name", required: true).showing(problem), value: sheet.name,
                    attributes: [.maxlength(80)])
                html.textField(
                    FormField("description", "What it is for").showing(problem), value: sheet.about,
                    attributes: [.maxlength(500)])
            }
            html.section(.class("stack settings-whole")) {
                html.div(.class("settings-part-head")) {
                    html.h2("What is left of the role")
                    html.p(
                        .class("muted"),
                        "Own is what is assigned to the person, team’s what is assigned to anybody in a team of theirs. Nothing reaches further than reading does."
                    )
                }
                matrix()
            }
            html.div(.class("settings-save")) {
                html.submitButton(sheet.id == nil ? "Add role" : "Save role")
                html.linkButton("Cancel", to: RolesPages.path)
            }
        }
    }

    private func matrix() {
        html.div(.class("role-matrix panel"), .role("group"), .aria("label", "What may be done")) {
            html.div(.class("role-head"), .aria("hidden", true)) {
                html.span("Records")
                for title in ["Read", "Add", "Change", "Delete", "Export", "Import"] { html.span(title) }
            }
            for group in RoleGroup.groups(of: subjects) {
                html.section(.class("role-group"), .aria("label", group.title)) {
                    html.h3(.class("role-group-title"), group.title)
                    for subject in group.subjects { row(subject) }
                }
            }
        }
    }

    private func rule(_ subject: RoleRules.Subject) -> Grants.Rule {
        sheet.rules[subject.resource.name] ?? Grants.Rule()
    }

    private func row(_ subject: RoleRules.Subject) {
        let rule = rule(subject)
        html.div(.class("role-row"), .role("group"), .aria("label", subject.resource.title)) {
            html.span(.class("role-name"), subject.resource.title)
            for name in Grants.verbs {
                html.div(.class("role-cell")) {
                    guard let verb = subject.verb(name), verb.access.allows(sheet.base) else {
                        return html.span(.class("muted role-never"), .title("The role does not do this anyway"), "–")
                    }
                    choice(subject, verb, rule)
                }
            }
            more(subject, rule)
        }
    }

    private func choice(_ subject: RoleRules.Subject, _ verb: RoleRules.Verb, _ rule: Grants.Rule) {
        let chosen = rule.verbs[verb.name] ?? .all
        html.label(.class("role-choice")) {
            html.span(.class("role-label"), verb.title)
            html.select(
                .class("select"), .data("size", "small"), .name(RoleSheet.verbName(subject.resource.name, verb.name)),
                .aria("label", "\(subject.resource.title): \(verb.title)")
            ) {
                html.options(
                    verb.reaches.reversed().map { FormOption($0.rawValue, RoleWords.reach($0)) },
                    value: chosen.rawValue)
            }
        }
    }

    /// Actions and fields.
    private func more(_ subject: RoleRules.Subject, _ rule: Grants.Rule) {
        let actions = subject.verbs.filter { $0.isAction && $0.access.allows(sheet.base) }
        let fields = subject.fields.filter { $0.readAccess.allows(sheet.base) }
        guard !actions.isEmpty || !fields.isEmpty else { return }
        let limited = actions.filter { rule.verbs[$0.name] != nil }.count + rule.fields.count
        html.details(.class("role-more")) {
            html.summary {
                html.icon(.chevronDown)
                html.text(actions.isEmpty ? "Fields" : "Actions and fields")
                if limited > 0 { html.badge("\(limited) limited", .warn) }
            }
            if !actions.isEmpty {
                html.div(.class("role-drawer")) { for verb in actions { choice(subject, verb, rule) } }
            }
            if !fields.isEmpty {
                html.div(.class("role-drawer")) { for field in fields { self.field(subject, field, rule) } }
            }
        }
    }

    private func field(_ subject: RoleRules.Subject, _ field: Field, _ rule: Grants.Rule) {
        let chosen = rule.fields[field.name]
        let isFixed = field.isReadOnly || !field.writeAccess.allows(sheet.base)
        html.label(.class("role-choice")) {
            html.span(.class("role-label"), field.label)
            html.select(
                .class("select"), .data("size", "small"), .name(RoleSheet.fieldName(subject.resource.name, field.name)),
                .aria("label", "\(subject.resource.title), field \(field.label)")
            ) {
                html.options(
                    [FormOption("", "As in the role")]
                        + (isFixed ? [] : [FormOption("read_only", "Read only")]) + [FormOption("hidden", "Hidden")],
                    value: chosen?.rawValue ?? "")
            }
        }
    }
}
