import Foundation
import Synchronization

/// A mail server on a free port of 127.0.0.1 that keeps what it is given. `refusals` answers commands by prefix.
final class SMTPSink: Sendable {
    struct Delivery: Sendable {
        var commands: [String] = []
        var data = ""
    }

    let port: Int
    private let listener: Int32
    private let refusals: [String: String]
    private let received = Mutex<[Delivery]>([])

    init(refusals: [String: String] = [:]) throws {
        (listener, port) = try LocalSocket.listen()
        self.refusals = refusals
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { [self] in
                    serve(connection)
                    close(connection)
                }
            }
        }
    }

    var url: String { "smtp://127.0.0.1:\(port)" }
    var deliveries: [Delivery] { received.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var delivery = Delivery()
        var pending: [UInt8] = []
        LocalSocket.send("220 sink\r\n", to: connection)
        while let line = LocalSocket.readLine(connection, &pending) {
            delivery.commands.append(line)
            if let refusal = refusals.first(where: { line.hasPrefix($0.key) })?.value {
                LocalSocket.send(refusal + "\r\n", to: connection)
            } else if line.hasPrefix("EHLO") {
                LocalSocket.send("250-sink\r\n250-SIZE 1000000\r\n250 AUTH PLAIN\r\n", to: connection)
            } else if line == "AUTH PLAIN" {
                LocalSocket.send("334 \r\n", to: connection)
                _ = LocalSocket.readLine(connection, &pending)
                LocalSocket.send("235 welcome\r\n", to: connection)
            } else if line == "DATA" {
                LocalSocket.send("354 go on\r\n", to: connection)
                while let text = LocalSocket.readLine(connection, &pending), text != "." {
                    delivery.data += text + "\r\n"
                }
                received.withLock { $0.append(delivery) }
                LocalSocket.send("250 kept\r\n", to: connection)
            } else if line == "QUIT" {
                return LocalSocket.send("221 bye\r\n", to: connection)
            } else {
                LocalSocket.send("250 fine\r\n", to: connection)
            }
        }
    }
}
