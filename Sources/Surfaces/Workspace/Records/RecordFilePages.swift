internal import Core
internal import Files
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Adds files to records, renames them, takes them away and brings them back.
struct RecordFilePages: Sendable {
    let pages: WorkspacePages
    let files: FileStore

    private var store: RecordStore { pages.store }
    /// Files in one upload.
    private static let uploadLimit = 50

    var routes: [Route] {
        store.catalogue.resources.values.filter {
            $0.presentation != nil || RecordPageAdditions.resources.contains($0.name)
        }.sorted { $0.name < $1.name }.flatMap { resource -> [Route] in
            let access = resource.access.read.intersection(FilesTab.writers).intersection(.staff)
            guard !access.isEmpty else { return [] }
            let path = "\(resource.path)/{id}/files"
            return [
                .signedIn(.post, path, access, limits: .upload) { try await upload($0, $1, resource) },
                .signedIn(.post, "\(path)/{link}/rename", access) { try await rename($0, $1, resource) },
                .signedIn(.post, "\(path)/{link}/delete", access) { try await setDeleted(true, $0, $1, resource) },
                .signedIn(.post, "\(path)/{link}/restore", access) { try await setDeleted(false, $0, $1, resource) },
            ]
        }
    }

    private struct Owner {
        let id: Identifier
        let customer: ID<Customer>?
        let path: String
    }

    /// The record whose files they are. Throws `Problem` 404 for one that the person may not see.
    private func owner(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Owner {
        let id = try request.id(of: Resource.self).value
        let column = resource.customerColumn.flatMap { resource.field($0)?.name }
        let page = try await store.get(
            resource, id, context, select: column == nil || column == "id" ? "id" : "id,\(column ?? "id")")
        let customer: ID<Customer>? = try column.flatMap { try page.rows[0].optional($0) }
        return Owner(id: id, customer: customer, path: "\(resource.path)/\(id)?tab=\(FilesTab.name)")
    }

    private func upload(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let owner = try await owner(request, context, resource)
        let sent = try request.multipart().files.filter { $0.name == "file" }
        let words = sent.count == 1 ? "File added" : "\(sent.count) files added"
        return try await pages.act(request, back: owner.path, done: words) {
            guard !sent.isEmpty else { throw Problem.invalid("file", "required", "Choose a file first.") }
            guard sent.count <= Self.uploadLimit else {
                throw Problem.invalid(
                    "file", "too_many", "At most \(Self.uploadLimit) files go in one upload. Send them in parts.")
            }
            try await store.work(context, "files.upload") { work in
                for file in sent {
                    let (id, _) = try await files.save(
                        upload: file.content.path, name: file.filename, in: work.transaction)
                    try await RecordFiles.attach(
                        id, named: file.filename, to: resource, owner.id, customer: owner.customer, in: work)
                }
            }
        }
    }

    private func rename(_ request: Request, _ context: Context, _ resource: Resource) async throws -> Response {
        let owner = try await owner(request, context, resource)
        let link = try request.id("link", of: RecordFiles.Link.self)
        let name = try request.form()["name"] ?? ""
        return try await pages.act(request, back: owner.path, done: "File renamed") {
            try await store.work(context, "files.rename") { work in
                try await RecordFiles.rename(link, to: name, of: resource, owner.id, in: work)
            }
        }
    }

    private func setDeleted(
        _ isDeleted: Bool, _ request: Request, _ context: Context, _ resource: Resource
    ) async throws -> Response {
        let owner = try await owner(request, context, resource)
        let link = try request.id("link", of: RecordFiles.Link.self)
        try await store.work(context, isDeleted ? "files.delete" : "files.restore") { work in
            try await RecordFiles.setDeleted(
                isDeleted, link, of: resource, owner.id, customer: owner.customer, in: work)
        }
        let undo = isDeleted ? "\(resource.path)/\(owner.id)/files/\(link)/restore" : nil
        return NoticeCookie.redirect(
            request, to: owner.path, Notice(isDeleted ? "File deleted" : "The file is back", undo: undo))
    }
}
