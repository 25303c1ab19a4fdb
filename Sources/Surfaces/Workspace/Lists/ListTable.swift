internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// The rows of a list as a table.
struct ListTable {
    let html: HTML
    let page: PageContext
    let list: RecordList
    let asked: ListRequest
    let rowAction: RecordListPage.RowAction?

    /// How many columns a phone has room for.
    private static let phoneColumns = 2

    private var role: Role { page.context.role }
    /// Whether rows can be chosen, to change them together.
    var isChoosable: Bool { list.isGeneric && Access.workers.allows(role) }

    func write(_ answer: RecordPage) throws {
        let columns = asked.columns(role)
        let wide = Self.wide(columns)
        let hasWidths = columns.contains { asked.preferences.width($0.name) != nil }
        try html.div([
            .class("table-frame"), list.isGeneric ? .data("height", "screen") : .none, .tabindex(0), .role("region"),
            .aria("label", list.resource.title),
        ]) {
            try html.table(
                [
                    .class("table list-rows", list.isGeneric ? "list-table" : nil), .id("rows"),
                    .data("path", list.path),
                    hasWidths ? .data("widths", "fixed") : .none,
                ]
            ) {
                html.caption(.class("visually-hidden"), list.resource.title)
                if list.isGeneric { widths(columns) }
                html.thead {
                    html.tr {
                        if isChoosable { checkHead() }
                        for (position, field) in columns.enumerated() {
                            head(field, isWide: field.name == wide, isExtra: position >= Self.phoneColumns)
                        }
                        if rowAction != nil {
                            html.th(.scope("col"), .class("actions")) {
                                html.span(.class("visually-hidden"), "Actions")
                            }
                        }
                    }
                }
                try html.tbody(.data("part"), .data("url", asked.own)) { try rows(answer) }
            }
        }
    }

    /// The rows alone, with the address of those that follow.
    func rows(_ answer: RecordPage) throws {
        let columns = asked.columns(role)
        let wide = Self.wide(columns)
        let cells = RecordCell(html: html, page: page, words: list.words)
        let origin = RecordOrigin.query(asked.state, list.resource)
        for index in 0..<answer.count {
            let row = answer.rows[index]
            let id = try row.get("id", as: Identifier.self)
            let link = list.opens ? "\(list.path)/\(id)\(origin)" : nil
            try html.tr(list.isGeneric ? .data("id", id.description) : .none) {
                if isChoosable {
                    let title = try row.optional(list.resource.titleField, as: String.self) ?? list.untitled
                    html.td(.class("check")) {
                        html.input([
                            .type("checkbox"), .name("ids"), .value(id.description), .form("bulk"),
                            .aria("label", "Choose \(title)"),
                        ])
                    }
                }
                for (position, field) in columns.enumerated() {
                    try cells.cell(
                        field, row, link: position == 0 ? link : nil, isWide: field.name == wide,
                        state: field.name == list.filter ? list.state(row, page) : nil,
                        missing: position == 0 ? list.untitled : "—", isExtra: position >= Self.phoneColumns,
                        editable: list.isEditable(field, role))
                }
                if let rowAction { try html.td(.class("actions")) { try rowAction(html, row) } }
            }
        }
        if list.isGeneric, let next = asked.next(answer.next) {
            html.tr(.class("more-row"), .data("next", next)) {
                html.td(.colspan(columns.count + (isChoosable ? 1 : 0) + (rowAction == nil ? 0 : 1))) {
                    html.a(.href(next), .rel("next"), "More")
                }
            }
        }
    }

    private static func wide(_ columns: [Field]) -> String? {
        columns.first { $0.isProse }?.name ?? columns.first { !$0.isNumeric }?.name
    }

    private func widths(_ columns: [Field]) {
        html.colgroup {
            if isChoosable { html.col(.width(40)) }
            for field in columns {
                html.col(
                    .data("column", field.name), asked.preferences.width(field.name).map { .width($0) } ?? .none)
            }
            if rowAction != nil { html.col() }
        }
    }

    private func checkHead() {
        html.th(.scope("col"), .class("check")) {
            html.input(.type("checkbox"), .aria("label", "Choose all rows shown"))
        }
    }

    private func head(_ field: Field, isWide: Bool, isExtra: Bool) {
        let kind = field.isNumeric ? "number" : isWide ? "wide" : isExtra ? "optional" : nil
        let current = asked.query.order.first.flatMap { $0.field.name == field.name ? $0 : nil }
        let isSortable = list.sortable.contains(field.name)
        html.th(
            .scope("col"), kind.map { .class($0) } ?? .none, .data("column", field.name),
            current.map { .aria("sort", $0.isDescending ? "descending" : "ascending") } ?? .none
        ) {
            if isSortable {
                let order = current.map { !$0.isDescending } == true ? field.name + ".desc" : field.name
                html.a(.href(asked.path { $0.order = order })) {
                    html.text(field.label)
                    if let current { html.icon(current.isDescending ? .arrowDown : .arrowUp) }
                }
            } else {
                html.text(field.label)
            }
            if list.isGeneric, page.context.actor.user != nil, Access.workers.allows(role) {
                html.span(
                    .class("column-grip"), .role("separator"), .tabindex(0), .aria("orientation", "vertical"),
                    .aria("label", "Width of \(field.label)"),
                    .aria("valuenow", String(asked.preferences.width(field.name) ?? 160)), .data("grip", field.name)
                ) {}
            }
        }
    }
}

extension Field {
    /// Long words that take the room that is left.
    var isProse: Bool {
        switch kind {
        case .longText: true
        case .text(let max): max > 500
        default: false
        }
    }
}
