internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// The question: who, and which records.
struct PermissionQuestion {
    let html: HTML
    let standings: [PermissionSubject]
    let subjects: [RoleRules.Subject]

    func write(_ query: Fields) {
        html.form(.class("panel panel-body permission-question"), .action(PermissionPages.path)) {
            html.selectField(
                FormField("who", "Who"),
                options: standings.map { FormOption($0.value, $0.isKey ? "API key: \($0.name)" : $0.name) },
                value: query["who"], empty: "Everybody")
            html.selectField(
                FormField("resource", "Records"),
                options: subjects.map { FormOption($0.resource.name, $0.resource.title) }, value: query["resource"],
                empty: "Choose")
            if let record = query["record"] { html.hiddenField("record", record) }
            html.submitButton("Show", .secondary, icon: .search)
        }
    }
}

/// The answers.
struct PermissionView {
    let html: HTML
    /// The record that was asked about.
    let title: String?

    /// One person: the chain from the base role to the field.
    func chain(_ answer: PermissionAnswer) {
        let resource = answer.what.resource
        html.settingsPart("\(answer.subject.name) and \(resource.title.lowercased())") {
            if let sees = answer.sees, let title {
                html.callout(
                    sees ? .good : .warn,
                    sees ? "\(answer.subject.name) sees “\(title)”." : "\(answer.subject.name) does not see “\(title)”."
                )
            }
            html.ol(.class("permission-chain")) {
                step("Role", RoleWords.title(answer.subject.context.role), RoleWords.about(answer.subject.context.role))
                step(
                    "Custom role", answer.grants?.name ?? "None",
                    answer.grants == nil ? "The role as it is." : "Takes away what the table below says.")
                step("Rows", answer.rowWords, nil)
                step(
                    "Fields",
                    answer.hidden.isEmpty ? "None is hidden" : "Hidden: " + answer.hidden.joined(separator: ", "),
                    answer.readOnly.isEmpty ? nil : "Read only: " + answer.readOnly.joined(separator: ", "))
            }
            html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "What they may do")) {
                html.table(.class("table")) {
                    html.thead {
                        html.tr {
                            html.th(.scope("col"), "May they")
                            html.th(.scope("col"), "Which")
                            html.th(.scope("col"), "Why")
                        }
                    }
                    html.tbody {
                        for verdict in answer.verdicts {
                            html.tr {
                                html.td(verdict.verb.title)
                                html.td { badge(verdict.reach) }
                                html.td(.class("wide muted"), verdict.why)
                            }
                        }
                    }
                }
            }
        }
    }

    private func step(_ label: String, _ words: String, _ detail: String?) {
        html.li {
            html.span(.class("muted"), label)
            html.strong(.dir("auto"), words)
            if let detail { html.span(.class("muted"), detail) }
        }
    }

    private func badge(_ reach: Grants.Reach) {
        html.badge(RoleWords.reach(reach), reach == .all ? .good : reach == .none ? .neutral : .warn)
    }

    /// Whether they see the record; without one, which of them.
    private func seen(_ answer: PermissionAnswer) {
        if let sees = answer.sees { return sees ? html.badge("Yes", .good) : html.badge("No") }
        badge(answer.verdicts.first { $0.verb.name == "read" }?.reach ?? .none)
    }

    /// One record, or all of a kind, and everybody.
    func everyone(_ answers: [PermissionAnswer], _ what: RoleRules.Subject) {
        html.settingsPart(
            "Who sees “\(title ?? what.resource.title.lowercased())”",
            title == nil
                ? "As their roles say. Choose a person for every verb." : "The database was asked as each of them."
        ) {
            html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "Who sees it")) {
                html.table(.class("table")) {
                    html.thead {
                        html.tr {
                            html.th(.scope("col"), "Person")
                            html.th(.scope("col"), "Role")
                            html.th(.scope("col"), title == nil ? "Sees" : "Sees it")
                            html.th(.scope("col"), "Hidden fields")
                        }
                    }
                    html.tbody {
                        for answer in answers {
                            html.tr {
                                html.td {
                                    html.a(
                                        .href(
                                            "\(PermissionPages.path)?who=\(answer.subject.value)&resource=\(what.resource.name)"
                                        ), answer.subject.name)
                                }
                                html.td(answer.grants?.name ?? RoleWords.title(answer.subject.context.role))
                                html.td {
                                    seen(answer)
                                }
                                html.td(.class("wide muted"), answer.hidden.joined(separator: ", "))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the base roles may do, as it is declared.
struct BaseRoleMatrix {
    let html: HTML

    func write(_ subjects: [RoleRules.Subject]) {
        let roles = Role.allCases.filter(\.isStaff)
        html.section(.class("stack")) {
            html.div(.class("settings-part-head")) {
                html.h2("The roles as they are")
                html.p(.class("muted"), "R read, A add, C change, D delete. Dots stand for what a role does not do.")
            }
            html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "The roles as they are")) {
                html.table(.class("table permission-matrix")) {
                    html.thead {
                        html.tr {
                            html.th(.scope("col"), "Records")
                            for role in roles { html.th(.scope("col"), RoleWords.title(role)) }
                        }
                    }
                    html.tbody {
                        for subject in subjects {
                            html.tr {
                                html.th(.scope("row"), subject.resource.title)
                                for role in roles { cell(subject, role) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ subject: RoleRules.Subject, _ role: Role) {
        let access = subject.resource.access
        let letters = [("R", access.read), ("A", access.create), ("C", access.update), ("D", access.delete)]
        let words = zip(["read", "add", "change", "delete"], letters).filter { $1.1.allows(role) }.map(\.0)
        html.td(.aria("label", words.isEmpty ? "nothing" : words.joined(separator: ", "))) {
            html.code(letters.map { $0.1.allows(role) ? $0.0 : "·" }.joined())
        }
    }
}
