internal import Core
internal import HTTP
internal import Interface
internal import Records

/// Writes a note about a customer.
struct NotePages: Sendable {
    private let pages: WorkspacePages

    init(_ pages: WorkspacePages) { self.pages = pages }

    var routes: [Route] {
        [.signedIn(.post, "/customers/{id}/notes", .workers) { try await add($0, $1) }]
    }

    private func add(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: Customer.self)
        let form = try request.form()
        let store = pages.store
        return try await pages.act(request, back: "/customers/\(id)", done: "Note added") {
            let resource = try store.catalogue.resource("notes", for: context.role)
            _ = try await store.create(
                resource,
                [
                    "customer_id": .text(id), "body": .string(form["body"] ?? ""),
                    "is_pinned": .bool(form["is_pinned"] == "true"),
                ],
                context)
        }
    }
}
