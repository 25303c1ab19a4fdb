internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Answers with a list page.
struct RecordListPage: Sendable {
    let pages: WorkspacePages
    let list: RecordList
    /// What can be done with a row, in its last cell.
    typealias RowAction = @Sendable (HTML, Row) throws -> Void

    /// How many columns a phone has room for.
    private static let phoneColumns = 2

    /// - Parameters:
    ///   - actions: buttons in the top bar.
    ///   - rowAction: buttons of a row; nil where the role may not act.
    func answer(
        _ request: Request, _ context: Context, actions: ((HTML) -> Void)? = nil, rowAction: RowAction? = nil
    ) async throws -> Response {
        try context.require(list.resource.access.read)
        let asked = try RecordListRequest(list, request.query, pages.store.catalogue, context)
        let reads = [asked.query.select] + (asked.query.countStatement.map { [$0] } ?? [])
        return try await pages.page(request, context, reads) { html, page, rows in
            let answer = try RecordPage(asked.query, rows)
            try html.workspacePage(page, title: list.resource.title, actions: actions.map { write in { write(html) } })
            {
                toolbar(html, asked)
                try html.div(
                    [
                        .class("stack"), .id("list"), .data("live", list.topics), .hxGet(asked.own), .hxTrigger("live"),
                        .hxSelect("#list"), .hxTarget("#list"), .hxSwap("outerHTML"),
                    ]
                ) { try body(html, page, asked, answer, rowAction) }
            }
        }
    }

    private func toolbar(_ html: HTML, _ asked: RecordListRequest) {
        guard list.isSearchable || !list.filterChoices.isEmpty else { return }
        html.div(.class("toolbar")) {
            if list.isSearchable {
                html.form(.class("search"), .action(list.path), .role("search")) {
                    html.label(.class("search-box search-wide")) {
                        html.icon(.search)
                        html.input([
                            .type("search"), .name("q"), .value(asked.search), .placeholder("Name, phone or email"),
                            .aria("label", "Search \(list.resource.title.lowercased())"), .autocomplete("off"),
                        ])
                    }
                    if let status = asked.status { html.hiddenField("status", status) }
                }
            }
            if !list.filterChoices.isEmpty {
                html.nav(.class("row-group chips"), .aria("label", "Filter")) {
                    html.chip("All", to: asked.path(status: nil), current: asked.status == nil)
                    for choice in list.filterChoices {
                        html.chip(
                            choice.label, to: asked.path(status: choice.value), current: asked.status == choice.value)
                    }
                }
            }
        }
    }

    private func body(
        _ html: HTML, _ page: PageContext, _ asked: RecordListRequest, _ answer: RecordPage, _ rowAction: RowAction?
    ) throws {
        guard answer.count > 0 else { return empty(html, asked) }
        let columns = list.columns(for: page.context.role)
        let cells = RecordCell(html: html, page: page, words: list.words)
        let wide = columns.first { $0.isProse }?.name ?? (columns.first { !$0.isNumeric }?.name)
        var heads = columns.enumerated().map {
            head($1, asked, isWide: $1.name == wide, isExtra: $0 >= Self.phoneColumns)
        }
        if rowAction != nil { heads.append(.actions) }
        try html.dataTable(id: "rows", label: list.resource.title, columns: heads) {
            for index in 0..<answer.count {
                let row = answer.rows[index]
                let link = list.opens ? "\(list.path)/\(try row.get("id", as: Identifier.self))" : nil
                try html.tr {
                    for (position, field) in columns.enumerated() {
                        try cells.cell(
                            field, row, link: position == 0 ? link : nil, isWide: field.name == wide,
                            state: field.name == list.filter ? list.state(row, page) : nil,
                            missing: position == 0 ? list.untitled : "—",
                            isExtra: position >= Self.phoneColumns)
                    }
                    if let rowAction { try html.td(.class("actions")) { try rowAction(html, row) } }
                }
            }
        }
        html.pager(
            first: asked.first, last: asked.first + answer.count - 1,
            total: answer.total.map { min($0, RecordQuery.countCeiling) },
            estimated: answer.total == RecordQuery.countCeiling, previous: asked.previous, next: asked.next(answer.next)
        )
    }

    private func head(_ field: Field, _ asked: RecordListRequest, isWide: Bool, isExtra: Bool) -> TableColumn {
        let kind: TableColumn.Kind = field.isNumeric ? .number : isWide ? .wide : isExtra ? .optional : .text
        guard list.sortable.contains(field.name) else { return TableColumn(field.label, kind) }
        let current = asked.query.order.first.flatMap { $0.field.name == field.name ? $0 : nil }
        let order: TableColumn.Order? = current.map { $0.isDescending ? .descending : .ascending }
        return TableColumn(
            field.label, kind, order: order,
            sortPath: asked.path(order: order == .ascending ? "\(field.name).desc" : "\(field.name).asc"))
    }

    private func empty(_ html: HTML, _ asked: RecordListRequest) {
        html.div(.class("panel")) {
            if asked.search.isEmpty, asked.status == nil {
                html.emptyState(list.icon, list.emptyTitle, list.emptyWords)
            } else {
                html.emptyState(list.icon, "Nothing fits", "Nothing here matches the search and the filter.") {
                    html.linkButton("Show all", to: list.path)
                }
            }
        }
    }
}

extension Field {
    /// Long words that take the room that is left.
    fileprivate var isProse: Bool {
        switch kind {
        case .longText: true
        case .text(let max): max > 500
        default: false
        }
    }
}
