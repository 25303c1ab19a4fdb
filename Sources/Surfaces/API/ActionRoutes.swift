internal import Core
public import HTTP
public import Records

/// Every action at `/api/v1/actions/<name>`, and those about one record also at `/api/v1/<resource>/{id}/<verb>`.
public enum ActionRoutes {
    public static func routes(_ store: RecordStore) -> [Route] {
        store.catalogue.actions.values.sorted { $0.name < $1.name }.flatMap { action in
            var routes = [
                Route.signedIn(.post, "/api/v1/actions/\(action.name)", action.access) { request, context in
                    .json(
                        try await store.perform(
                            action.name, try request.members(), context, key: try request.idempotencyKey(),
                            isDryRun: request.isDryRun))
                }
            ]
            if let field = action.recordField, store.catalogue.resources[action.resource] != nil {
                routes.append(
                    .signedIn(
                        .post, "/api/v1/\(action.resource)/{id}/\(action.verb)", action.access,
                        MovedRecords.following(action.resource, store) { request, context in
                            var members = request.body.isEmpty ? [:] : try request.members()
                            members[field.name] = .string(try request.parameter("id"))
                            return .json(
                                try await store.perform(
                                    action.name, members, context, key: try request.idempotencyKey(),
                                    isDryRun: request.isDryRun))
                        }))
            }
            return routes
        }
    }
}
