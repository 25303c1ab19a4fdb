internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What the palette shows below the places it knows by itself: commands and records, in one answer.
struct PalettePages: Sendable {
    let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    private static let hits = 4
    private static let commands = 6

    var routes: [Route] { [.signedIn(.get, "/search/palette", .staff) { try await show($0, $1) }] }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let words = SearchPages.text(request)
        let catalogue = pages.store.catalogue(for: context)
        let place = request.query["at"] ?? "/"
        var facts: Row?
        if let query = PaletteCommands.factsQuery(place, catalogue, context) {
            facts = try await pages.store.database.query(context, query).first
        }
        let commands = try PaletteCommands(catalogue, context, facts: facts).groups(words, at: place)
        let found = try await SearchQuery(words, catalogue, context, limit: Self.hits).groups(pages.store.database)
        return pages.write(request) { html in
            for group in commands {
                heading(html, group.title)
                for command in group.commands.prefix(words.isEmpty ? 12 : Self.commands) { write(command, html) }
            }
            for group in found {
                heading(html, group.title)
                for hit in group.hits {
                    html.paletteItem(hit.title, to: hit.path, icon: group.icon, detail: hit.detail)
                }
            }
        }
    }

    private func heading(_ html: HTML, _ title: String) {
        html.li(.class("menu-heading"), .role("presentation"), title)
    }

    private func write(_ command: PaletteCommands.Command, _ html: HTML) {
        html.li([
            .class("menu-item"), .role("option"), .id("palette-" + command.path), .aria("selected", false),
            command.opensDialog ? .data("dialog", command.path) : .data("href", command.path),
        ]) {
            html.icon(command.icon)
            html.span(command.title)
            if let detail = command.detail { html.span(.class("muted"), detail) }
        }
    }
}
