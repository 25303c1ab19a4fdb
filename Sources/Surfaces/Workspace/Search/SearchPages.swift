internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Finds records of every kind by name, number or address.
struct SearchPages: Sendable {
    private let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] { [.signedIn(.get, "/search", .staff) { try await show($0, $1) }] }

    /// What is looked for, as it was typed.
    static func text(_ request: Request) -> String {
        String((request.query["q"] ?? "").prefix(120)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let words = Self.text(request)
        let search = SearchQuery(words, pages.store.catalogue(for: context), context, limit: 12)
        let found = try await search.groups(pages.store.database)
        return try await pages.page(request, context) { html, page, _ in
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
