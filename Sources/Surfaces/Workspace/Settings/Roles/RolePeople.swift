internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// Who has a custom role: given and taken away here.
struct RolePeople {
    let html: HTML
    let path: String

    func write(_ rows: Rows, _ context: Context) throws {
        var having: [(id: Identifier, name: String)] = []
        var others: [FormOption] = []
        for row in rows {
            let (id, name): (Identifier, String) = (try row.get("id"), try row.get("name"))
            if try row.get("has_it") {
                having.append((id, name))
            } else if try row.get("role", as: String.self) != Role.owner.rawValue,
                context.actor.user?.value != id
            {
                others.append(FormOption(id.description, name))
            }
        }
        html.settingsPart(
            "People with this role",
            "\(RoleWords.people(having.count)). Giving it to somebody gives them the role it is made from too."
        ) {
            if !having.isEmpty {
                html.ul(.class("panel work-list")) {
                    for (id, name) in having {
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) { html.person(name) }
                            html.form(.method("post"), .action(path + "/take")) {
                                html.hiddenField("member", id.description)
                                html.submitButton("Take away", .secondary, size: .small)
                            }
                        }
                    }
                }
            }
            html.form(.class("row-group"), .method("post"), .action(path + "/give")) {
                html.select(.class("select"), .name("member"), .required, .aria("label", "Person")) {
                    html.options(others, empty: "Choose a person")
                }
                html.submitButton("Give role", .secondary)
            }
        }
    }

    /// The way to be rid of the role, at the end of its page.
    func deletion(_ rows: Rows) throws {
        let isUsed = try rows.contains { try $0.get("has_it") }
        html.settingsPart("Delete", isUsed ? "Take it away from everybody first." : "Nobody has it.") {
            html.form(.method("post"), .action(path + "/delete")) {
                html.submitButton(
                    "Delete role", .danger, icon: .delete, size: .small, disabled: isUsed)
            }
        }
    }
}
