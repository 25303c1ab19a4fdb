internal import Core
public import Files
internal import Foundation
public import HTTP
internal import Postgres
public import Records

/// Files: `POST /api/v1/files` takes one as the multipart field `file`; `/files/{id}` gives it back, in ranges if asked.
public enum FileRoutes {
    public static func routes(_ store: RecordStore, files: FileStore) -> [Route] {
        [
            .signedIn(.post, "/api/v1/files", .workers, limits: .upload) { try await upload($0, $1, store, files) },
            .signedIn(.get, "/files/{id}", .staff) { try await download($0, $1, store, files) },
        ]
    }

    private static func upload(
        _ request: Request, _ context: Context, _ store: RecordStore, _ files: FileStore
    ) async throws -> Response {
        guard let file = try request.multipart().file("file") else {
            throw Problem.invalid("file", "required", "Send the file as the multipart field “file”.")
        }
        let (id, type) = try await store.work(context, "files.upload") { work in
            try await files.save(upload: file.content.path, name: file.filename, in: work.transaction)
        }
        return .json(
            [
                "id": .text(id), "name": .string(file.filename), "content_type": .string(type),
                "size": .int(Int64(file.content.size)), "url": .string("/files/\(id)"),
            ], status: 201)
    }

    /// A file of a record is for those who may see the record.
    private static func download(
        _ request: Request, _ context: Context, _ store: RecordStore, _ files: FileStore
    ) async throws -> Response {
        let id = try request.id("id", of: File.self)
        try await RecordFiles.requireReadable(id, store, context)
        let file = try await files.describe(id, context)
        let isShown = FileType.shown.contains(file.contentType) && request.query["download"] == nil
        return .file(
            file.path, contentType: isShown ? file.contentType : "application/octet-stream", etag: file.hash,
            filename: file.name, attachment: !isShown
        ).with("Cache-Control", "private, no-cache")
    }
}
