internal import Core
internal import HTTP
internal import Interface
internal import Records

/// Notes in a record's timeline: written, changed, pinned and deleted there.
struct RecordNotePages: Sendable {
    let pages: WorkspacePages

    private var store: RecordStore { pages.store }

    init(_ pages: WorkspacePages) { self.pages = pages }

    /// For each kind of record that notes can refer to.
    var routes: [Route] {
        guard let notes = store.catalogue.resources["notes"] else { return [] }
        let access = notes.access.update.intersection(.staff)
        return store.catalogue.resources.values.sorted { $0.name < $1.name }.flatMap { resource -> [Route] in
            guard let field = Self.reference(to: resource, in: notes) else { return [] }
            let path = "\(resource.path)/{id}/notes"
            return [
                .signedIn(.post, path, access) { try await add($0, $1, resource, notes, field) },
                .signedIn(.post, "\(path)/{note}", access) { request, context in
                    let body = try request.form()["body"] ?? ""
                    return try await change(request, context, resource, notes, ["body": .string(body)], "Note saved")
                },
                .signedIn(.post, "\(path)/{note}/pin", access) {
                    try await change($0, $1, resource, notes, ["is_pinned": true], "Note kept at the top")
                },
                .signedIn(.post, "\(path)/{note}/unpin", access) {
                    try await change($0, $1, resource, notes, ["is_pinned": false], "Note no longer kept at the top")
                },
                .signedIn(.post, "\(path)/{note}/delete", access) { try await delete($0, $1, resource, notes) },
                .signedIn(.post, "\(path)/{note}/restore", access) { try await restore($0, $1, resource, notes) },
            ]
        }
    }

    private static func reference(to resource: Resource, in notes: Resource) -> Field? {
        notes.fields.first { $0.kind == .reference(resource.name) && !$0.isReadOnly }
    }

    private func back(_ request: Request, _ resource: Resource) throws -> String {
        "\(resource.path)/\(try request.id(of: Resource.self))"
    }

    private func add(
        _ request: Request, _ context: Context, _ resource: Resource, _ notes: Resource, _ field: Field
    ) async throws -> Response {
        let id = try request.id(of: Resource.self)
        let form = try request.form()
        var members: [String: JSON] = [
            field.name: .text(id), "body": .string(form["body"] ?? ""),
            "is_pinned": .bool(form["is_pinned"] == "true"),
        ]
        for name in ["channel", "direction"] where notes.field(name) != nil {
            if let value = form[name] { members[name] = .string(value) }
        }
        let note = members
        return try await pages.act(request, back: try back(request, resource), done: "Note added") {
            _ = try await store.get(resource, id.value, context, select: "id")
            _ = try await store.create(notes, note, context)
        }
    }

    private func change(
        _ request: Request, _ context: Context, _ resource: Resource, _ notes: Resource, _ members: [String: JSON],
        _ words: String
    ) async throws -> Response {
        let note = try request.id("note", of: Resource.self).value
        return try await pages.act(request, back: try back(request, resource), done: words) {
            _ = try await store.update(notes, note, members, context)
        }
    }

    private func delete(
        _ request: Request, _ context: Context, _ resource: Resource, _ notes: Resource
    ) async throws -> Response {
        let note = try request.id("note", of: Resource.self).value
        let path = try back(request, resource)
        try await store.delete(notes, note, context)
        return NoticeCookie.redirect(
            request, to: path, Notice("Note deleted", undo: "\(path)/notes/\(note)/restore"))
    }

    private func restore(
        _ request: Request, _ context: Context, _ resource: Resource, _ notes: Resource
    ) async throws -> Response {
        let note = try request.id("note", of: Resource.self).value
        return try await pages.act(request, back: try back(request, resource), done: "The note is back") {
            _ = try await store.restore(notes, note, context)
        }
    }
}
