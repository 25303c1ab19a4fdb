internal import Core
internal import HTML
internal import Imports
internal import Interface
internal import Postgres

/// Rows of which something is to be said, by their lines.
enum ImportFaults {
    static let pageSize = 50

    static func select(_ id: ID<Import>, phase: String, after: Int) -> SQL {
        """
        select line, outcome, faults, record_id from import_rows
        where org_id = app_org() and import_id = \(id) and phase = \(phase)
          and outcome in ('error', 'duplicate', 'kept') and line > \(after)
        order by line limit \(pageSize + 1)
        """
    }

    static func write(_ html: HTML, _ rows: Rows, path: String, resourcePath: String) throws {
        let heads = [
            TableColumn("Row", .number), TableColumn("Column"), TableColumn("Value", .optional),
            TableColumn("What is wrong", .wide),
        ]
        var last = 0
        try html.dataTable(id: "faults", label: "Rows with a problem", columns: heads) {
            for (index, row) in rows.enumerated() where index < pageSize {
                let line: Int = try row.get("line")
                let record: String? = try row.optional("record_id")
                last = line
                for fault in try row.get("faults", as: JSON.self).array ?? [] {
                    html.tr {
                        html.td(.class("number")) {
                            if line > 0 {
                                html.text(Grouped(line))
                            } else if let record {
                                html.a(.href("\(resourcePath)/\(record)"), "Record")
                            }
                        }
                        html.td(.dir("auto"), fault["column"]?.string ?? "—")
                        html.td(.class("optional"), .dir("auto"), String((fault["value"]?.string ?? "—").prefix(80)))
                        html.td(.class("wide import-why"), .dir("auto"), fault["message"]?.string ?? "")
                    }
                }
            }
        }
        if rows.count > pageSize {
            html.div(.class("row-group")) { html.linkButton("More rows", to: "\(path)?after=\(last)") }
        }
    }
}
