public import Core

/// One message of an event stream (WHATWG HTML §9.2).
public struct ServerSentEvent: Sendable {
    /// Sent back by the browser as `Last-Event-ID` when it reconnects.
    public var id: String?
    public var event: String?
    public var data: String

    public init(id: String? = nil, event: String? = nil, data: String) {
        self.id = id
        self.event = event
        self.data = data
    }

    /// As it goes over the wire. Encode once when many clients get the same.
    public var encoded: [UInt8] {
        let writer = ByteWriter(capacity: data.utf8.count + 64)
        if let id { Self.line("id: ", id, to: writer) }
        if let event { Self.line("event: ", event, to: writer) }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            Self.line("data: ", line, to: writer)
        }
        writer.append(UInt8(ascii: "\n"))
        return writer.array
    }

    private static func line(_ name: StaticString, _ value: some StringProtocol, to writer: ByteWriter) {
        writer.append(name)
        for byte in value.utf8 where byte != 10 && byte != 13 && byte != 0 { writer.append(byte) }
        writer.append(UInt8(ascii: "\n"))
    }
}
