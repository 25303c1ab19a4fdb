internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A list's page in a layout other than the table: the list's own toolbar, and the records below it.
struct LayoutPage: ListLayout {
    let pages: WorkspacePages
    let layout: Presentation.Layout
    let presentation: Presentation

    func answer(
        _ request: Request, _ asked: ListRequest, _ context: Context, actions: ((HTML) -> Void)?
    ) async throws -> Response {
        let list = asked.list
        var state = asked.state
        state.layout = layout.name
        let layout = try layout.records(
            LayoutRequest(
                list.resource, presentation, state, pages.store.catalogue(for: context), context, query: request.query,
                path: list.path, tiles: pages.tiles))
        let references = try await RecordListPage(pages: pages, list: list).references(asked, context)
        let (page, rows) = try await pages.read(request, context, layout.reads)
        let own = request.query.isEmpty ? list.path : list.path + "?" + request.query.encoded
        let response = try pages.write(request) { html in
            try html.workspacePage(
                page, title: list.resource.title, styles: layout.styles, modules: ["lists.js"] + layout.modules,
                libraries: layout.libraries, actions: actions.map { write in { write(html) } }
            ) {
                ListToolbar(html: html, page: page, asked: asked, references: references).write()
                try html.div(
                    [
                        .class("stack"), .id("list"), .data("live", list.topics), .hxGet(own), .hxTrigger("live"),
                        .hxSelect("#list"), .hxTarget("#list"), .hxSwap("outerHTML"),
                        .hx("disinherit", "*"),
                    ]
                ) { try layout.write(html, page, rows) }
            }
        }
        guard !layout.pictureHosts.isEmpty else { return response }
        return response.with("Content-Security-Policy", Self.policy(layout.pictureHosts))
    }

    /// The usual policy, with pictures of other sites.
    private static func policy(_ hosts: [String]) -> String {
        "default-src 'self'; img-src 'self' data: blob: \(hosts.joined(separator: " ")); object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    }
}
