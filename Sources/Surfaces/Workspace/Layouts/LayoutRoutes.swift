internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What layouts ask for after the page is there: more cards, moved cards, points of a map.
struct LayoutRoutes: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        let catalogue = pages.store.catalogue
        return catalogue.resources.values.sorted { $0.name < $1.name }.flatMap { resource -> [Route] in
            guard let presentation = resource.presentation else { return [] }
            return presentation.layouts.flatMap { routes($0, resource, presentation) }
        }
    }

    private func routes(_ layout: Presentation.Layout, _ resource: Resource, _ presentation: Presentation) -> [Route] {
        switch layout {
        case .cards: []
        case .board(let board):
            [
                .signedIn(.get, resource.path + "/board", resource.access.read.intersection(.staff)) {
                    request, context in
                    try await more(try await asked(resource, presentation, request, context), board, request)
                },
                .signedIn(.post, resource.path + "/board/move", moveAccess(board, resource).intersection(.staff)) {
                    request, context in
                    try await BoardMove(try request.form(), resource, board).perform(pages.store, context)
                    return .json(["moved": true])
                },
            ]
        case .calendar(let calendar):
            [
                .signedIn(.post, resource.path + "/calendar/move", resource.access.update.intersection(.staff)) {
                    request, context in
                    try await CalendarMove(try request.form(), resource, calendar).perform(pages.store, context)
                    return .json(["moved": true])
                }
            ]
        case .map(let map):
            [
                .signedIn(.get, resource.path + "/map/points", resource.access.read.intersection(.staff)) {
                    request, context in
                    let points = try MapPoints(try await asked(resource, presentation, request, context), map)
                    return .json(try points.json(try await pages.store.database.read(context, points.select)))
                }
            ]
        }
    }

    private func moveAccess(_ board: Presentation.Board, _ resource: Resource) -> Access {
        board.moveAction.flatMap { pages.store.catalogue.actions[$0]?.access } ?? resource.access.update
    }

    private func asked(
        _ resource: Resource, _ presentation: Presentation, _ request: Request, _ context: Context
    ) async throws -> LayoutRequest {
        let resource = try await pages.store.resolved(resource, context)
        let state = try ListState(request.query.pairs.map { ($0.name, $0.value) }, resource: resource)
        return LayoutRequest(
            resource, presentation, state, pages.store.catalogue(for: context), context, query: request.query)
    }

    /// Further cards of one column.
    private func more(_ asked: LayoutRequest, _ board: Presentation.Board, _ request: Request) async throws -> Response
    {
        guard let part = request.query["part"], let field = asked.field(board.field) else {
            throw Problem.invalid("part", "required", "Say which column's cards are wanted.")
        }
        let cards = BoardCards(asked, board)
        let query = try asked.records(
            cards.fields, order: board.order, limit: BoardLayout.pageSize, after: request.query["after"]
        ).rows(of: field, equal: part)
        let (page, rows) = try await pages.read(request, asked.context, [query.select])
        return try pages.write(request) { html in
            for index in 0..<min(rows[0].count, query.limit) { try cards.write(html, page, rows[0][index]) }
            if rows[0].count > query.limit {
                cards.writeMore(html, column: part, after: try query.cursor(after: rows[0][query.limit - 1]))
            }
        }
    }
}
