internal import Core
internal import EventLoop

/// What is done to every response after its handler: security headers, conditions, ranges, compression.
struct ResponsePreparation: Sendable {
    let workers: WorkerPool?

    /// Above this many bytes compressing takes milliseconds and leaves the loop.
    private static let compressesOnLoop = 64 * 1024

    func prepare(_ response: Response, _ request: Request) async -> PreparedResponse {
        var prepared = PreparedResponse(status: response.status, headers: response.headers, payload: .none)
        SecurityHeaders.add(to: &prepared.headers, scheme: request.scheme)
        prepared.headers.setDefault("X-Request-Id", request.requestID)
        switch response.body {
        case .none: break
        case .bytes(let writer): prepared.payload = .writer(writer)
        case .text(let text): prepared.payload = .array(Array(text.utf8))
        case .array(let bytes): prepared.payload = .array(bytes)
        case .file(let file): return FileAnswer.prepare(file, prepared, request)
        case .events(let stream):
            if request.method != .head { prepared.payload = .events(stream) } else { stream.close() }
            return prepared
        case .webSocket(let handler): return WebSocketHandshake.prepare(handler, prepared, request)
        }
        if prepared.status == 200, let etag = prepared.headers["ETag"],
            request.method == .get || request.method == .head,
            let known = request.headers["If-None-Match"], EntityTags.list(known, holds: etag)
        {
            prepared.status = 304
            prepared.payload = .none
            return prepared
        }
        return await compress(prepared, request)
    }

    private func compress(_ response: PreparedResponse, _ request: Request) async -> PreparedResponse {
        guard response.size >= Compression.minimum, response.status == 200 || response.status >= 400,
            !response.headers.contains("Content-Encoding"), Compression.isWorthwhile(response.headers["Content-Type"])
        else { return response }
        var compressed = response
        compressed.headers.addToken("Vary", "Accept-Encoding")
        guard let coding = Compression.choose(request.headers.all("Accept-Encoding")) else { return compressed }
        let payload = response.payload
        let work = { @Sendable () -> [UInt8]? in
            switch payload {
            case .writer(let writer): coding.compress(writer.bytes)
            case .array(let bytes): bytes.withUnsafeBytes { coding.compress($0) }
            case .none, .file, .events, .webSocket: nil
            }
        }
        let isSmall = response.size <= Self.compressesOnLoop
        var bytes: [UInt8]?
        do {
            if let workers, !isSmall { bytes = try await workers.run(work) } else { bytes = work() }
        } catch {
            return compressed  // the workers are busy: plain is right too
        }
        guard let bytes, bytes.count < response.size else { return compressed }
        compressed.payload = .array(bytes)
        compressed.headers["Content-Encoding"] = coding.rawValue
        // Another representation than the plain one: a strong tag must not name both.
        if let etag = compressed.headers["ETag"], etag.hasPrefix("\"") { compressed.headers["ETag"] = "W/" + etag }
        return compressed
    }
}
