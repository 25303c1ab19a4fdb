internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// What can be done with the rows that are chosen: a form of its own, which the boxes in the table belong to.
struct BulkBar {
    let html: HTML
    let asked: ListRequest
    let context: Context
    let total: Int
    let isEstimate: Bool

    private var list: RecordList { asked.list }

    /// Actions on one record that need nothing else, for the role.
    /// - Parameter filter: what is known of the rows; an action that fits none of them is left out.
    static func actions(
        _ resource: Resource, _ catalogue: Catalogue, _ role: Role, filter: FilterTree = .everything
    ) -> [AnyAction] {
        var known: [String: Set<String>] = [:]
        for case .test(let test) in filter.parts where test.comparison == .among {
            known[test.field] = Set(test.values).intersection(known[test.field] ?? Set(test.values))
        }
        return catalogue.actions.values.filter {
            $0.resource == resource.name && $0.isRecordAlone && $0.access.allows(role)
                && $0.offeredWhen?.mayHold(among: known) ?? true
        }.sorted { $0.title < $1.title }
    }

    func write(_ catalogue: Catalogue) {
        let resource = list.resource
        let mayUpdate = resource.access.update.allows(context.role)
        html.form(
            [
                .class("bulk-bar"), .id("bulk"), .method("post"), .action(list.path + "/bulk"),
                .data("total", String(total)), .role("group"), .aria("label", "Chosen rows"),
                .hxPost(list.path + "/bulk"), .hxTarget("#dialog-place"),
            ]
        ) {
            html.hiddenField("query", asked.text)
            html.input(.type("hidden"), .name("all"), .value(""), .data("bulk-all"))
            html.span(.class("bulk-count"), .role("status")) {
                html.span(.data("bulk-count"), "0")
                html.text(" selected")
            }
            html.button(.class("button"), .data("look", "quiet"), .type("button"), .data("bulk-everything"), .hidden) {
                html.text("Select all ")
                html.text(isEstimate ? "about " : "")
                html.text(Grouped(total))
            }
            if mayUpdate {
                verb("Edit", "set", .edit)
                if resource.field("tags")?.kind == .tags { verb("Tag", "tags", .tag) }
                if let owner = resource.ownerColumn, resource.field(owner)?.isReadOnly == false {
                    verb("Assign", "owner", .user)
                }
            }
            let actions = Self.actions(resource, catalogue, context.role, filter: asked.state.filter)
            let isNamed = resource.setField?.referenceTarget == "segments" && Access.sales.allows(context.role)
            if !actions.isEmpty || isNamed {
                html.iconMenu("More actions", id: "bulk-actions", align: .above) {
                    if isNamed {
                        html.menuButton(
                            "Add to or take out of a segment", icon: .filter, type: "submit",
                            attributes: [.name("verb"), .value("segment")])
                    }
                    for action in actions {
                        html.menuButton(
                            action.title, danger: action.isDestructive, type: "submit",
                            attributes: [.name("verb"), .value("action:" + action.name)])
                    }
                }
            }
            html.button([
                .class("button"), .data("look", "quiet"), .type("submit"), .name("format"), .value("csv"),
                .data("bulk-export"),
                .formaction(list.path + "/export.csv"), .attribute("formmethod", "get"), .hidden,
            ]) {
                html.icon(.download)
                html.span("Export")
            }
            if resource.access.delete.allows(context.role) { verb("Delete", "delete", .delete) }
            html.iconButton(.close, "Choose none", attributes: [.data("bulk-none")])
        }
    }

    private func verb(_ label: String, _ name: String, _ icon: Icon) {
        html.button(
            .class("button"), .data("look", "quiet"), .type("submit"), .name("verb"), .value(name)
        ) {
            html.icon(icon)
            html.span(label)
        }
    }
}
