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

    /// - Parameters:
    ///   - actions: buttons in the top bar.
    ///   - rowAction: buttons of a row; nil where the role may not act.
    func answer(
        _ request: Request, _ context: Context, actions: ((HTML) -> Void)? = nil, rowAction: RowAction? = nil
    ) async throws -> Response {
        let asked = try await asked(request, context)
        switch request.query["part"] {
        case "rows": return try await rows(request, asked, context, rowAction)
        case "total": return try await total(asked, context)
        default: break
        }
        if let layout = ListLayouts.layout(asked, pages) {
            return try await layout.answer(request, asked, context, actions: actions)
        }
        let references = try await references(asked, context)
        let (page, answers) = try await pages.read(request, context, [asked.query.select, asked.query.planStatement])
        let answer = try RecordPage(asked.query, [answers[0]])
        let last = answer.hasMore ? nil : asked.first + answer.count - 1
        let total = try await ListTotal.read(asked.query, plan: answers[1], last: last, pages.store, context)
        return try pages.write(request) { html in
            try html.workspacePage(
                page, title: list.resource.title, modules: ["lists.js"],
                actions: actions.map { write in { write(html) } }
            ) {
                ListToolbar(html: html, page: page, asked: asked, references: references).write()
                try html.div(
                    [.class("stack"), .id("list"), .data("live", list.topics)]
                        + (list.isGeneric
                            ? [.data("list")]
                            : [
                                .hxGet(asked.own), .hxTrigger("live"), .hxSelect("#list"), .hxTarget("#list"),
                                .hxSwap("outerHTML"),
                            ])
                ) {
                    let table = ListTable(html: html, page: page, list: asked.list, asked: asked, rowAction: rowAction)
                    if answer.count > 0 { try table.write(answer) } else { empty(html, asked) }
                    if answer.count > 0 || asked.page > 1 { pager(html, asked, answer, total) }
                    if table.isChoosable, answer.count > 0 {
                        BulkBar(
                            html: html, asked: asked, context: context, total: total.count, isEstimate: total.isEstimate
                        )
                        .write(pages.store.catalogue(for: context))
                    }
                }
            }
        }
    }

    /// What the request asks for, with the organisation's fields and the person's views.
    func asked(_ request: Request, _ context: Context) async throws -> ListRequest {
        try context.require(list.resource.access.read)
        let resource = try await pages.store.resolved(list.resource, context)
        let preferences =
            list.isGeneric ? try await pages.store.listPreferences(resource, context) : ListPreferences()
        return try ListRequest(
            list.resolved(resource), request.query, pages.store.catalogue(for: context), context,
            preferences: preferences)
    }

    /// Names of the records that the filter refers to, and of those it could.
    func references(_ asked: ListRequest, _ context: Context) async throws -> ReferenceNames {
        guard list.isGeneric else { return .none }
        let used = asked.state.filter.fields
        let fields = FilterBuilder.fields(asked.list.resource, context.role).filter { field in
            used.contains(field.name) || field.referenceTarget == "members" || field.sets != nil
        }
        var ids: [String] = []
        func collect(_ tree: FilterTree) {
            switch tree {
            case .all(let parts), .any(let parts): parts.forEach(collect)
            case .not(let part): collect(part)
            case .test(let test): ids += test.values
            }
        }
        collect(asked.state.filter)
        return try await ReferenceNames.read(fields, ids: ids, pages.store, context)
    }

    private func rows(_ request: Request, _ asked: ListRequest, _ context: Context, _ rowAction: RowAction?)
        async throws
        -> Response
    {
        let (page, answers) = try await pages.read(request, context, [asked.query.select])
        let answer = try RecordPage(asked.query, [answers[0]])
        let out = ByteWriter(capacity: 32 * 1024)
        let html = HTML(out)
        try ListTable(html: html, page: page, list: asked.list, asked: asked, rowAction: rowAction).rows(answer)
        return .html(out)
    }

    private func total(_ asked: ListRequest, _ context: Context) async throws -> Response {
        let total = try await ListTotal.exact(asked.query, pages.store, context)
        let out = ByteWriter(capacity: 128)
        Self.words(HTML(out), total)
        return .html(out)
    }

    private static func words(_ html: HTML, _ total: ListTotal) {
        html.text(total.isEstimate ? "about " : "")
        html.text(Grouped(total.count))
    }

    private func pager(_ html: HTML, _ asked: ListRequest, _ answer: RecordPage, _ total: ListTotal) {
        html.nav(.class("pager"), .aria("label", "Pages")) {
            html.span {
                html.span(.data("shown")) {
                    html.text(Grouped(asked.first))
                    html.text("–")
                    html.text(Grouped(asked.first + max(answer.count, 1) - 1))
                }
                html.text(" of ")
                html.span(
                    .id("total"),
                    total.isWorthCounting
                        ? .hxGet(ListRequest.address(list.path, asked.pairs(asked.state) + [("part", "total")]))
                        : .none,
                    total.isWorthCounting ? .hxTrigger("load") : .none
                ) { Self.words(html, total) }
            }
            html.span(.class("row-group")) {
                pageLink(html, "Previous", .chevronLeft, asked.previous, rel: "prev")
                pageLink(html, "Next", .chevronRight, asked.next(answer.next), rel: "next")
            }
        }
    }

    private func pageLink(_ html: HTML, _ label: String, _ icon: Icon, _ path: String?, rel: String) {
        guard let path else { return html.actionButton(label, icon: icon, size: .small, disabled: true) }
        html.linkButton(label, to: path, icon: icon, size: .small, attributes: [.rel(rel)])
    }

    private func empty(_ html: HTML, _ asked: ListRequest) {
        html.div(.class("panel")) {
            if asked.state.showsEverything {
                html.emptyState(list.icon, list.emptyTitle, list.emptyWords) {
                    if list.isGeneric, asked.list.resource.access.create.allows(asked.role) {
                        html.linkButton("Add \(list.resource.singular)", to: list.path + "/new", icon: .add)
                    }
                }
            } else {
                html.emptyState(list.icon, "Nothing fits", "Nothing here matches the search and the filter.") {
                    html.linkButton("Show all", to: asked.path { $0 = ListState(columns: $0.columns) })
                }
            }
        }
    }
}
