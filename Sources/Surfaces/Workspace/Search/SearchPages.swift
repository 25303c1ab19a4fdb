internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Finds customers, leads, calls, visits and bills by name, number or address.
struct SearchPages: Sendable {
    private let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [
            .signedIn(.get, "/search", .staff) { try await show($0, $1) },
            .signedIn(.get, "/search/palette", .staff) { try await palette($0, $1) },
        ]
    }

    private func text(_ request: Request) -> String {
        String((request.query["q"] ?? "").prefix(120)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func palette(_ request: Request, _ context: Context) async throws -> Response {
        let search = SearchQuery(text(request), context, limit: 4)
        let found = try search.found(
            search.isEmpty ? [] : try await pages.store.database.batch(context, search.reads), context)
        return pages.write(request) { html in
            for group in found {
                for hit in group.hits {
                    html.paletteItem(hit.title, to: hit.path, icon: group.icon, detail: hit.detail)
                }
            }
        }
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let words = text(request)
        let search = SearchQuery(words, context, limit: 12)
        let (page, rows) = try await pages.read(request, context, search.isEmpty ? [] : search.reads)
        let found = try search.found(rows, context).filter { !$0.hits.isEmpty }
        return pages.write(request) { html in
            html.workspacePage(page, title: search.isEmpty ? "Search" : "Results for “\(words)”") {
                html.form(.class("toolbar"), .action("/search"), .role("search")) {
                    html.label(.class("search-box search-wide")) {
                        html.icon(.search)
                        html.input([
                            .type("search"), .name("q"), .value(words),
                            .placeholder("Name, phone, email or invoice number"),
                            .aria("label", "What to look for"), search.isEmpty ? .autofocus : .none,
                        ])
                    }
                    html.submitButton("Search", .secondary)
                }
                if found.isEmpty { empty(html, search) }
                for group in found {
                    html.panel(group.title, padded: false) {
                        html.ul(.class("work-list")) {
                            for hit in group.hits {
                                html.workItem(group.icon, hit.title, to: hit.path, detail: hit.detail)
                            }
                        }
                    }
                }
            }
        }
    }

    private func empty(_ html: HTML, _ search: SearchQuery) {
        html.div(.class("panel")) {
            if search.isEmpty {
                html.emptyState(
                    .search, "What are you looking for?",
                    "A name, part of one, a phone number, an email address or the number of an invoice.")
            } else {
                html.emptyState(
                    .search, "Nothing found",
                    "Nothing is called that. Try fewer letters, or the last digits of the phone number.")
            }
        }
    }
}
