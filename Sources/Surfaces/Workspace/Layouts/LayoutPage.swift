internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A list's page in a layout other than the table.
struct LayoutPage: Sendable {
    let pages: WorkspacePages
    let asked: LayoutRequest
    let layout: any ListLayout

    /// - Parameters:
    ///   - actions: buttons in the top bar.
    ///   - toolbar: search, filters and views, before the switch between layouts.
    ///   - topics: events that bring it up to date.
    func answer(
        _ request: Request, topics: String, actions: ((HTML) -> Void)? = nil,
        toolbar: (HTML, PageContext) throws -> Void
    ) async throws -> Response {
        let (page, rows) = try await pages.read(request, asked.context, layout.reads)
        let own = request.query.isEmpty ? asked.path : asked.path + "?" + request.query.encoded
        return try pages.write(request) { html in
            try html.workspacePage(
                page, title: asked.resource.title, styles: layout.styles, modules: layout.modules,
                libraries: layout.libraries, actions: actions.map { write in { write(html) } }
            ) {
                try html.div(.class("toolbar")) {
                    try toolbar(html, page)
                    html.div(.class("toolbar-end")) { ListLayouts.writeSwitch(html, asked) }
                }
                try html.div(
                    [
                        .class("stack"), .id("list"), .data("live", topics), .hxGet(own), .hxTrigger("live"),
                        .hxSelect("#list"), .hxTarget("#list"), .hxSwap("outerHTML"),
                    ]
                ) { try layout.write(html, page, rows) }
            }
        }
    }
}
