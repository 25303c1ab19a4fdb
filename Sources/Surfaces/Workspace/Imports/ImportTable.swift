internal import Core
internal import HTML
internal import Imports
internal import Interface
internal import Postgres
internal import Records

/// The imports of an organisation, the newest first.
struct ImportTable {
    let html: HTML
    let page: PageContext
    let catalogue: Catalogue

    func write(_ rows: Rows) throws {
        let heads = [
            TableColumn("File", .wide), TableColumn("Records", .optional), TableColumn("State"),
            TableColumn("Added", .number), TableColumn("Changed", .number), TableColumn("Left out", .number),
            TableColumn("By", .optional), TableColumn("When", .optional),
        ]
        try html.dataTable(id: "rows", label: "Imports", columns: heads) {
            for row in rows {
                let each = try Import(row)
                let member: String? = try row.optional("member_name")
                html.tr {
                    html.linkCell(each.fileName, to: "/imports/\(each.id)")
                    html.cell(catalogue.resources[each.resource]?.title ?? each.resource, optional: true)
                    html.td { html.status(ImportSteps.label(each.status), ImportSteps.tone(each.status)) }
                    for name in ["created", "updated", "errors"] {
                        html.numberCell(Grouped(Int(each.counts[name]?.int ?? 0)))
                    }
                    html.cell(member, optional: true)
                    html.td(.class("optional"), Moment.dayAndTime(each.createdAt, page.context.zone))
                }
            }
        }
    }
}
