internal import Core
internal import Glibc

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

/// A file open for reading; closed with the last reference unless `take` has handed the descriptor on.
final class OpenFile: @unchecked Sendable {
    private var descriptor: Int32
    /// Bytes.
    let size: UInt64
    /// Seconds since 1970.
    let modified: Int64

    /// nil if there is no such regular file.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        size = UInt64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The descriptor, which the caller closes from now on.
    func take() -> Int32 {
        defer { descriptor = -1 }
        return descriptor
    }
}
