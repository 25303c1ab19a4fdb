import Core
import HTTP
import Telemetry
import Testing

@Suite struct HTTPStreamingTests {
    private func events(_ mailbox: Mailbox<EventStream>, _ closed: Mailbox<Bool>, queueLimit: Int = 64 * 1024) -> Route
    {
        open(.get, "/events") { _ in
            let stream = EventStream(queueLimit: queueLimit) { Task { await closed.put(true) } }
            await mailbox.put(stream)
            return .events(stream)
        }
    }

    private func subscribe(_ port: UInt16) throws -> WireClient {
        let client = try WireClient(port: port)
        client.write("GET /events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n\r\n")
        let head = try client.response()
        #expect(head.status == 200)
        #expect(head["Content-Type"] == "text/event-stream")
        #expect(head["Content-Encoding"] == nil)
        return client
    }

    @Test func events_reach_the_client_as_they_are_sent() async throws {
        let mailbox = Mailbox<EventStream>()
        let closed = Mailbox<Bool>()
        try await withServer([events(mailbox, closed)]) { port, _ in
            let client = try subscribe(port)
            let stream = await mailbox.take()
            for number in 1...3 {
                stream.send(ServerSentEvent(id: "\(number)", event: "tick", data: "a\nb"))
                try #expect(
                    String(decoding: client.chunk(), as: UTF8.self)
                        == "id: \(number)\nevent: tick\ndata: a\ndata: b\n\n")
            }
            stream.close()
            try #expect(client.chunk().isEmpty)
            #expect(await closed.take())
            #expect(!stream.send(ServerSentEvent(data: "late")))
        }
    }

    @Test func idle_streams_get_a_heartbeat() async throws {
        let mailbox = Mailbox<EventStream>()
        try await withServer([events(mailbox, Mailbox())], { $0.heartbeat = .milliseconds(40) }) { port, _ in
            let client = try subscribe(port)
            for _ in 0..<2 { try #expect(String(decoding: client.chunk(), as: UTF8.self) == ":\n\n") }
        }
    }

    @Test func a_client_that_leaves_closes_its_stream() async throws {
        let mailbox = Mailbox<EventStream>()
        let closed = Mailbox<Bool>()
        try await withServer([events(mailbox, closed)]) { port, _ in
            var client: WireClient? = try subscribe(port)
            let stream = await mailbox.take()
            #expect(client != nil)
            client = nil
            #expect(await closed.take())
            #expect(stream.isClosed)
        }
    }

    @Test func a_client_that_does_not_read_is_dropped() async throws {
        let mailbox = Mailbox<EventStream>()
        let closed = Mailbox<Bool>()
        let metrics = Metrics()
        try await withServer([events(mailbox, closed)], metrics: metrics) { port, _ in
            let client = try subscribe(port)
            let stream = await mailbox.take()
            let event = ServerSentEvent(data: String(repeating: "x", count: 16_000)).encoded
            while stream.send(encoded: event) { await Task.yield() }
            #expect(await closed.take())
            #expect(client.descriptor >= 0)
        }
        #expect(metrics.text.contains("mainline_http_streams 0"))
    }

    @Test func streams_end_when_the_server_stops() async throws {
        let mailbox = Mailbox<EventStream>()
        let closed = Mailbox<Bool>()
        try await withServer([events(mailbox, closed)], { $0.drainTimeout = .seconds(10) }) { port, server in
            let client = try subscribe(port)
            _ = await mailbox.take()
            await server.stop()
            try #expect(client.chunk().isEmpty)
            #expect(await closed.take())
        }
    }

    // MARK: - WebSocket

    private let echoSocket = open(.get, "/socket") { _ in
        .webSocket(
            WebSocketHandler(maxMessageBytes: 1000, protocols: ["live.v1"]) { socket in
                while let message = await socket.receive() {
                    if message == .text("bye") { return socket.close(.policyViolation, reason: "as you wish") }
                    socket.send(message)
                }
            })
    }

    private let opening = [
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: other, live.v1",
    ]

    private func frame(_ opcode: UInt8, _ payload: [UInt8], final: Bool = true) -> [UInt8] {
        let mask: [UInt8] = [1, 2, 3, 4]
        var bytes: [UInt8] = [(final ? 0x80 : 0) | opcode]
        if payload.count < 126 {
            bytes.append(0x80 | UInt8(payload.count))
        } else {
            bytes += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }

    private func readFrame(_ client: WireClient) throws -> (opcode: UInt8, payload: [UInt8]) {
        let head = try client.read(2)
        var size = Int(head[1] & 127)
        if size == 126 {
            let extended = try client.read(2)
            size = Int(extended[0]) << 8 | Int(extended[1])
        }
        return (head[0] & 15, try client.read(size))
    }

    @Test func a_socket_echoes_whole_fragmented_and_early_messages() async throws {
        try await withServer([echoSocket]) { port, _ in
            let client = try WireClient(port: port)
            let head = "GET /socket HTTP/1.1\r\nHost: x\r\n" + opening.joined(separator: "\r\n") + "\r\n\r\n"
            client.write(Array(head.utf8) + frame(1, Array("early".utf8)))
            let answer = try client.response()
            #expect(answer.status == 101)
            #expect(answer["Sec-WebSocket-Accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            #expect(answer["Sec-WebSocket-Protocol"] == "live.v1")
            try #expect(readFrame(client).payload == Array("early".utf8))
            client.write(frame(2, [1, 2, 3]))
            let binary = try readFrame(client)
            #expect(binary.opcode == 2)
            #expect(binary.payload == [1, 2, 3])
            client.write(frame(1, Array("in ".utf8), final: false) + frame(9, [7]) + frame(0, Array("parts".utf8)))
            let pong = try readFrame(client)
            #expect(pong.opcode == 10)
            #expect(pong.payload == [7])
            try #expect(readFrame(client).payload == Array("in parts".utf8))
            client.write(frame(8, [3, 232]))
            try #expect(readFrame(client).payload == [3, 232])
            #expect(client.isClosedByServer())
        }
    }

    @Test(arguments: [([UInt8](repeating: 120, count: 2000), 1009), ([0xff, 0xfe], 1007), (Array("bye".utf8), 1008)])
    func a_socket_is_closed_with_the_right_code(message: [UInt8], code: Int) async throws {
        try await withServer([echoSocket]) { port, _ in
            let client = try WireClient(port: port)
            try #expect(client.request("GET /socket", opening).status == 101)
            client.write(frame(1, message))
            let close = try readFrame(client)
            #expect(close.opcode == 8)
            #expect(close.payload.prefix(2).reduce(0) { $0 << 8 | Int($1) } == code)
            client.write(frame(8, Array(close.payload.prefix(2))))
            #expect(client.isClosedByServer())
        }
    }

    @Test func sockets_close_when_the_server_stops_and_when_the_client_goes() async throws {
        let ended = Mailbox<Bool>()
        let route = open(.get, "/socket") { _ in
            .webSocket(
                WebSocketHandler { socket in
                    while await socket.receive() != nil {}
                    await ended.put(true)
                })
        }
        try await withServer([route], { $0.drainTimeout = .milliseconds(200) }) { port, server in
            var leaving: WireClient? = try WireClient(port: port)
            try #expect(leaving?.request("GET /socket", opening).status == 101)
            leaving = nil
            #expect(await ended.take())
            let client = try WireClient(port: port)
            try #expect(client.request("GET /socket", opening).status == 101)
            await server.stop()
            try #expect(readFrame(client).payload == [3, 233])
            #expect(await ended.take())
        }
    }

    @Test func sockets_of_other_sites_and_plain_requests_are_refused() async throws {
        try await withServer([echoSocket]) { port, _ in
            let plain = try WireClient(port: port).request("GET /socket")
            #expect(plain.status == 426)
            #expect(plain["Sec-WebSocket-Version"] == "13")
            let foreign = opening + ["Cookie: s=1", "Origin: https://evil.example"]
            try #expect(WireClient(port: port).request("GET /socket", foreign).status == 403)
            let own = opening + ["Cookie: s=1", "Origin: http://localhost"]
            try #expect(WireClient(port: port).request("GET /socket", own).status == 101)
        }
    }
}
