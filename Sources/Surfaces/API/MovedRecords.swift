internal import Core
internal import HTTP
internal import Records

/// Answers for records that were merged into others: 308, which keeps the method and the body, so that a client that
/// follows it reads and changes the record that is left.
enum MovedRecords {
    typealias Handler = @Sendable (Request, Context) async throws -> Response

    /// `handler`, asked for a record of `resource` by `{id}`.
    static func following(_ resource: String, _ store: RecordStore, _ handler: @escaping Handler) -> Handler {
        { request, context in
            do {
                return try await handler(request, context)
            } catch let problem as Problem where problem.status == 404 {
                guard let text = request.parameters.first(where: { $0.name == "id" })?.value,
                    let old = Identifier(text),
                    let new = try await Redirects.target(resource, old, context, store.database)
                else { throw problem }
                let path = request.path.replacing(text, with: new.description, maxReplacements: 1)
                let query = request.query.isEmpty ? "" : "?" + request.query.encoded
                return Response.redirect(to: path + query, status: 308)
            }
        }
    }
}
