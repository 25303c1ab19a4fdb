public import Core

extension Problem {
    /// RFC 9457 `application/problem+json`.
    public func response(requestID: String) -> Response {
        var members = extra
        members["type"] = .string("about:blank")
        members["title"] = .string(StatusText.of(status))
        members["status"] = .int(Int64(status))
        members["code"] = .string(code)
        members["detail"] = .string(detail)
        // What clients written for PostgREST show.
        members["message"] = .string(detail)
        members["correlation_id"] = .string(requestID)
        if !fields.isEmpty {
            members["errors"] = .array(
                fields.map { ["field": .string($0.field), "code": .string($0.code), "message": .string($0.message)] })
        }
        var response = Response.json(.object(members), status: status)
        response.headers["Content-Type"] = "application/problem+json"
        response.headers["Cache-Control"] = "no-store"
        if let retryAfter { response.headers["Retry-After"] = String(retryAfter) }
        if status == 401 { response.headers["WWW-Authenticate"] = "Bearer" }
        return response
    }
}
