internal import Core

/// A response as it goes to the socket: conditions answered, compressed, files opened.
struct PreparedResponse: Sendable {
    enum Payload: Sendable {
        case none
        case writer(ByteWriter)
        case array([UInt8])
        case file(OpenFile, offset: UInt64, count: UInt64)
        case events(EventStream)
        case webSocket(WebSocketHandler)
    }

    var status: Int
    var headers: Headers
    var payload: Payload

    /// Bytes of body, as far as known beforehand.
    var size: Int {
        switch payload {
        case .none, .events, .webSocket: 0
        case .writer(let writer): writer.count
        case .array(let bytes): bytes.count
        case .file(_, _, let count): Int(count)
        }
    }
}

extension PreparedResponse {
    /// An answer to something that never became a request.
    init(early problem: Problem, requestID: String) {
        self.init(early: problem.response(requestID: requestID), scheme: "http", requestID: requestID)
    }

    /// An answer that is not worth waiting for anything.
    init(early response: Response, _ request: Request) {
        self.init(early: response, scheme: request.scheme, requestID: request.requestID)
    }

    private init(early response: Response, scheme: String, requestID: String) {
        self.init(status: response.status, headers: response.headers, payload: .none)
        SecurityHeaders.add(to: &headers, scheme: scheme)
        headers.setDefault("X-Request-Id", requestID)
        switch response.body {
        case .bytes(let writer): payload = .writer(writer)
        case .text(let text): payload = .array(Array(text.utf8))
        case .array(let bytes): payload = .array(bytes)
        case .none, .file, .events, .webSocket: break
        }
    }
}
