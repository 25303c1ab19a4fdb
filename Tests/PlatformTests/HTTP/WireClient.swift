import Glibc

/// What a server answered, as read from the socket.
struct WireResponse {
    let status: Int
    let headers: [(name: String, value: String)]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    subscript(name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}

struct WireError: Error { let what: String }

/// A client that sends exactly the bytes it is told to.
final class WireClient {
    let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw WireError(what: "connect: \(errno)") }
    }

    deinit { close(descriptor) }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Sends a request with Host and the given header lines, and reads the answer.
    func request(_ line: String, _ headers: [String] = [], body: String = "") throws -> WireResponse {
        var head = "\(line) HTTP/1.1\r\nHost: localhost\r\n"
        for header in headers { head += header + "\r\n" }
        if !body.isEmpty { head += "Content-Length: \(body.utf8.count)\r\n" }
        write(head + "\r\n" + body)
        return try response(toHead: line.hasPrefix("HEAD"))
    }

    /// Sends the text as it is and reads the answer.
    func raw(_ text: String) throws -> WireResponse {
        write(text)
        return try response()
    }

    func response(toHead: Bool = false) throws -> WireResponse {
        let head = try readThrough("\r\n\r\n")
        let lines = head.split(separator: "\r\n")
        guard let first = lines.first, let status = Int(first.split(separator: " ")[1]) else {
            throw WireError(what: head)
        }
        let headers = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), String(parts.count > 1 ? parts[1].drop { $0 == " " } : ""))
        }
        var response = WireResponse(status: status, headers: headers, body: [])
        if toHead || status == 304 || status == 204 || status < 200 { return response }
        if let length = response["Content-Length"].flatMap({ Int($0) }) {
            response.body = try read(length)
        } else if response["Transfer-Encoding"] == "chunked", response["Content-Type"] != "text/event-stream" {
            while case let chunk = try chunk(), !chunk.isEmpty { response.body += chunk }
        }
        return response
    }

    /// One chunk of a chunked body.
    func chunk() throws -> [UInt8] {
        // A carriage return and its line feed are one Character.
        let size = Int(try readThrough("\r\n").dropLast(), radix: 16) ?? 0
        let bytes = try read(size)
        _ = try read(2)
        return bytes
    }

    /// Waits for the end of the connection; returns false if something arrives instead.
    func isClosedByServer() -> Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, 0)
        return count == 0 || (count < 0 && errno == ECONNRESET)
    }

    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    func readThrough(_ end: String) throws -> String {
        let end = Array(end.utf8)
        var from = 0
        while true {
            if buffer.count >= end.count {
                for start in from...(buffer.count - end.count)
                where buffer[start..<(start + end.count)].elementsEqual(end) {
                    let text = String(decoding: buffer[..<(start + end.count)], as: UTF8.self)
                    buffer.removeFirst(start + end.count)
                    return text
                }
                from = buffer.count - end.count + 1
            }
            try fill()
        }
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else {
            throw WireError(what: "the server closed after \(String(decoding: buffer, as: UTF8.self))")
        }
        buffer += chunk[..<count]
    }
}
