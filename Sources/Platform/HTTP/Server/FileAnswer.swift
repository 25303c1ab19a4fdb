internal import Core

/// Answers a request with a file: conditions and one range (RFC 9110 §13, §14).
enum FileAnswer {
    static func prepare(_ body: FileBody, _ base: PreparedResponse, _ request: Request) -> PreparedResponse {
        var response = base
        guard let file = OpenFile(body.path) else { return missing(base, request) }
        let modified = HTTPDate.format(Instant(seconds: file.modified))
        let etag = body.etag.map { "\"\($0)\"" }
        response.headers.setDefault("Accept-Ranges", "bytes")
        response.headers.setDefault("Last-Modified", modified)
        if let etag { response.headers["ETag"] = etag }
        if isUnchanged(request, etag: etag, modified: modified) {
            response.status = 304
            return response
        }
        response.payload = .file(file, offset: 0, count: file.size)
        guard response.status == 200, request.method == .get, let header = request.headers["Range"],
            rangeApplies(request, etag: etag, modified: modified)
        else { return response }
        switch ByteRange.parse(header, size: file.size) {
        case .whole: return response
        case .part(let first, let last):
            response.status = 206
            response.headers["Content-Range"] = "bytes \(first)-\(last)/\(file.size)"
            response.payload = .file(file, offset: first, count: last - first + 1)
            return response
        case .unsatisfiable:
            response.status = 416
            response.headers["Content-Range"] = "bytes */\(file.size)"
            response.payload = .none
            return response
        }
    }

    private static func isUnchanged(_ request: Request, etag: String?, modified: String) -> Bool {
        if let list = request.headers["If-None-Match"] { return etag.map { EntityTags.list(list, holds: $0) } ?? false }
        return request.headers["If-Modified-Since"] == modified
    }

    /// If-Range: a part only of the very file the client has the beginning of.
    private static func rangeApplies(_ request: Request, etag: String?, modified: String) -> Bool {
        guard let condition = request.headers["If-Range"] else { return true }
        return condition == etag || condition == modified
    }

    private static func missing(_ base: PreparedResponse, _ request: Request) -> PreparedResponse {
        let problem = Problem.notFound("file").response(requestID: request.requestID)
        var response = base
        response.status = 404
        response.headers["Content-Disposition"] = nil
        for field in problem.headers.fields { response.headers[field.name] = field.value }
        if case .bytes(let writer) = problem.body { response.payload = .writer(writer) }
        return response
    }
}
