import Foundation
import Synchronization

/// A server on a free port of 127.0.0.1 that answers each connection's first request with what a test says.
final class StubServer: Sendable {
    enum Answer: Sendable {
        case bytes(String)
        /// Keeps the connection open and says nothing.
        case silence
    }

    let port: Int
    private let listener: Int32
    private let seen = Mutex<[String]>([])
    private let open = Mutex<[Int32]>([])

    /// `answer` gets the request's head and body as text.
    init(
        at host: String = "127.0.0.1", port: UInt16 = 0, _ answer: @escaping @Sendable (String) -> Answer
    ) throws {
        let (listener, port) = try LocalSocket.listen(at: host, port: port)
        self.listener = listener
        self.port = port
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { [self] in serve(connection, answer) }
            }
        }
    }

    var url: String { "http://127.0.0.1:\(port)" }
    /// The requests so far.
    var requests: [String] { seen.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        open.withLock { for connection in $0 { shutdown(connection, Int32(SHUT_RDWR)) } }
    }

    private func serve(_ connection: Int32, _ answer: (String) -> Answer) {
        open.withLock { $0.append(connection) }
        defer {
            open.withLock { $0.removeAll { $0 == connection } }
            close(connection)
        }
        guard let request = read(connection) else { return }
        seen.withLock { $0.append(request) }
        switch answer(request) {
        case .bytes(let text):
            LocalSocket.send(text, to: connection)
        case .silence:
            // Until the client gives up.
            var byte: UInt8 = 0
            _ = recv(connection, &byte, 1, 0)
        }
    }

    private func read(_ connection: Int32) -> String? {
        var data = [UInt8]()
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return data.isEmpty ? nil : String(decoding: data, as: UTF8.self) }
            data += chunk[..<count]
            let text = String(decoding: data, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length =
                text[..<end.lowerBound].lowercased().components(separatedBy: "content-length: ").dropFirst().first
                .flatMap { Int($0.prefix { $0.isNumber }) } ?? 0
            if text[end.upperBound...].utf8.count >= length { return text }
        }
    }
}

extension StubServer.Answer {
    static func response(_ status: Int, _ headers: [String] = [], _ body: String = "") -> StubServer.Answer {
        let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers
        return .bytes(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
}
