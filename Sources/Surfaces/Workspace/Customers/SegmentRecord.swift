internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a segment's page has of its own: how many are in it, by which conditions, and the way to their list.
enum SegmentRecord {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.panels = [members]
        return extras
    }()

    /// Counting stops here.
    private static let ceiling = 10_000

    private static let members = RecordPagePart(
        reads: { request in
            let filter: SQL = """
                select kind, filter from segments where org_id = app_org() and id = \(request.id)
                """
            guard let customers = request.others["customers"],
                customers.setField?.sets?[request.id.description] != nil
            else { return [filter] }
            do {
                let state = ListState(filter: .test("segment", .equals, request.id.description))
                return [
                    filter,
                    try state.query(customers, request.catalogue, request.context).countStatement(upTo: ceiling + 1),
                ]
            } catch let problem as Problem where problem.status == 400 {
                // Described by a field that is no more: the panel says so.
                return [filter]
            }
        },
        write: { html, content, rows in
            guard let row = rows[0].first, let customers = content.request.others["customers"] else { return }
            let isStatic = try row.get("kind", as: String.self) == "static"
            let filter: JSON = try row.get("filter")
            let tree = filter == [:] ? FilterTree.everything : try FilterTree(json: filter)
            try html.panel("Customers") {
                guard rows.count > 1, let count: Int = try rows[1].first?.get("count") else {
                    return html.callout(
                        .warn, "Its filter looks at something that is no more. Save a new filter under its name."
                    ) {}
                }
                html.p {
                    html.strong(.class("number")) {
                        if count > ceiling { html.text("more than ") }
                        html.text(Grouped(min(count, ceiling)))
                    }
                    html.text(count == 1 ? " customer" : " customers")
                }
                if !isStatic { conditions(html, tree, customers, content) }
                html.div(.class("row-group")) {
                    html.linkButton(
                        "Show in the list", to: "\(customers.path)?segment=\(content.request.id)", icon: .list,
                        size: .small)
                    if !isStatic {
                        html.linkButton(
                            "Change the filter",
                            to: ListRequest.address(customers.path, ListState(filter: tree).pairs(customers)), .quiet,
                            icon: .filter, size: .small)
                    }
                }
            }
        })

    private static func conditions(
        _ html: HTML, _ tree: FilterTree, _ customers: Resource, _ content: RecordPageContent
    ) {
        if tree.isEverything { return html.p(.class("muted"), "Everybody: it has no conditions.") }
        let words = FilterWords(resource: customers, references: .none, context: content.context)
        html.ul(.class("stack-tight muted")) {
            for part in tree.parts {
                let (name, value) = words.words(part)
                html.li(.dir("auto"), "\(name) \(value)")
            }
        }
    }
}
