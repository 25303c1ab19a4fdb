internal import Core
internal import HTTP
internal import Records

/// Pages of records that were merged into others: 301 to the same page of the record that is left, 308 where a form was
/// sent.
enum MovedPages {
    /// `routes`, with those below a resource's `{id}` following it.
    static func following(_ routes: [Route], _ store: RecordStore) -> [Route] {
        let resources = Dictionary(
            store.catalogue.resources.values.map { ($0.path + "/{id}", $0.name) },
            uniquingKeysWith: { first, _ in first })
        return routes.map { route in
            guard case .signedIn(let access) = route.access, case .signedIn(let handler) = route.handler,
                let resource = resources.first(where: {
                    route.pattern == $0.key || route.pattern.hasPrefix($0.key + "/")
                })?.value
            else { return route }
            return .signedIn(
                route.method, route.pattern, access, name: route.name, limits: route.limits,
                following(resource, store, handler))
        }
    }

    private static func following(
        _ resource: String, _ store: RecordStore,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> @Sendable (Request, Context) async throws -> Response {
        { request, context in
            do {
                return try await handler(request, context)
            } catch let problem as Problem where problem.status == 404 {
                let text = try request.parameter("id")
                guard let old = Identifier(text),
                    let new = try await Redirects.target(resource, old, context, store.database)
                else { throw problem }
                let path = request.path.replacing(text, with: new.description, maxReplacements: 1)
                let query = request.rawQuery.isEmpty ? "" : "?" + request.rawQuery
                return Response.redirect(to: path + query, status: request.method == .get ? 301 : 308)
            }
        }
    }
}
