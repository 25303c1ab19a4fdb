internal import COpenSSL
internal import Core
internal import Crypto

/// The opening handshake (RFC 6455 §4.2).
enum WebSocketHandshake {
    static func prepare(_ handler: WebSocketHandler, _ base: PreparedResponse, _ request: Request) -> PreparedResponse {
        var response = base
        do {
            let key = try checkedKey(request)
            // Browsers send cookies along to any site's socket; only this very site may speak for the user.
            if request.headers.contains("Cookie"), !OriginCheck.isSameOrigin(request) {
                throw Problem.forbidden("This socket was opened by another site.")
            }
            response.status = 101
            response.headers["Upgrade"] = "websocket"
            response.headers["Sec-WebSocket-Accept"] = accept(key)
            if let chosen = subprotocol(handler, request) { response.headers["Sec-WebSocket-Protocol"] = chosen }
            response.payload = .webSocket(handler)
        } catch {
            let problem = (error as? Problem ?? .internalError).response(requestID: request.requestID)
            response.status = problem.status
            for field in problem.headers.fields { response.headers[field.name] = field.value }
            if problem.status == 426 {
                response.headers["Sec-WebSocket-Version"] = "13"
                response.headers["Upgrade"] = "websocket"
            }
            if case .bytes(let writer) = problem.body { response.payload = .writer(writer) }
        }
        return response
    }

    /// The first protocol of ours that the client offers.
    static func subprotocol(_ handler: WebSocketHandler, _ request: Request) -> String? {
        let offered = request.headers.all("Sec-WebSocket-Protocol").flatMap { $0.split(separator: ",").map(trimmed) }
        return handler.protocols.first(where: offered.contains)
    }

    private static func checkedKey(_ request: Request) throws -> String {
        let upgrade = request.headers["Upgrade"] ?? ""
        guard request.method == .get, equalsIgnoringCase(upgrade, "websocket"),
            request.headers["Sec-WebSocket-Version"] == "13"
        else {
            throw Problem(status: 426, code: "websocket_required", "This address speaks WebSocket (version 13) only.")
        }
        guard let key = request.headers["Sec-WebSocket-Key"], Base64.standard.decode(key)?.count == 16 else {
            throw Problem.badRequest("malformed_handshake", "Sec-WebSocket-Key must be 16 bytes in base64.")
        }
        return key
    }

    private static func accept(_ key: String) -> String {
        let source = Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: 20)
        var size: UInt32 = 0
        EVP_Digest(source, source.count, &digest, &size, EVP_sha1(), nil)
        return Base64.standard.encode(digest)
    }
}
