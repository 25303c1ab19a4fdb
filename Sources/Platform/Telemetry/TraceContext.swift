internal import Core

/// W3C Trace Context: which trace a piece of work belongs to, and which span of it is the parent.
/// <https://www.w3.org/TR/trace-context/>
public struct TraceContext: Sendable, Hashable {
    /// 128 bits, never all zero.
    public let traceHigh: UInt64
    public let traceLow: UInt64
    /// 64 bits, never zero.
    public let span: UInt64
    /// The caller keeps this trace, so we should too.
    public let isSampled: Bool

    public init(traceHigh: UInt64, traceLow: UInt64, span: UInt64, isSampled: Bool) {
        self.traceHigh = traceHigh
        self.traceLow = traceLow
        self.span = span
        self.isSampled = isSampled
    }

    /// A new trace with its first span.
    public static func start(
        isSampled: Bool = true, using generator: inout some RandomNumberGenerator
    ) -> TraceContext {
        TraceContext(
            traceHigh: .random(in: 1...UInt64.max, using: &generator), traceLow: generator.next(),
            span: .random(in: 1...UInt64.max, using: &generator), isSampled: isSampled)
    }

    public static func start(isSampled: Bool = true) -> TraceContext {
        var generator = SystemRandomNumberGenerator()
        return start(isSampled: isSampled, using: &generator)
    }

    /// The next span in the same trace: what is sent along with a request of our own.
    public func child(using generator: inout some RandomNumberGenerator) -> TraceContext {
        TraceContext(
            traceHigh: traceHigh, traceLow: traceLow, span: .random(in: 1...UInt64.max, using: &generator),
            isSampled: isSampled)
    }

    public func child() -> TraceContext {
        var generator = SystemRandomNumberGenerator()
        return child(using: &generator)
    }

    /// Reads a `traceparent` header. Later versions of the header are read as far as version 00 goes; anything else,
    /// including zero identifiers and capital letters, is nil: the specification has the receiver start a new trace.
    public init?(traceparent: some StringProtocol) {
        let bytes = Array(traceparent.utf8)
        guard bytes.count >= 55, bytes[2] == 45, bytes[35] == 45, bytes[52] == 45,
            let version = TraceContext.hex(bytes[0..<2]), version != 0xff,
            bytes.count == 55 || (version > 0 && bytes[55] == 45),
            let high = TraceContext.hex(bytes[3..<19]), let low = TraceContext.hex(bytes[19..<35]), high | low != 0,
            let span = TraceContext.hex(bytes[36..<52]), span != 0, let flags = TraceContext.hex(bytes[53..<55])
        else { return nil }
        self.init(traceHigh: high, traceLow: low, span: span, isSampled: flags & 1 == 1)
    }

    /// As a `traceparent` header, version 00.
    public var traceparent: String { "00-\(trace)-\(TraceContext.hex(span))-\(isSampled ? "01" : "00")" }

    /// The trace identifier as 32 hexadecimal digits; serves as correlation id.
    public var trace: String { TraceContext.hex(traceHigh) + TraceContext.hex(traceLow) }

    private static func hex(_ bytes: ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for byte in bytes {
            guard let digit = Hex.value(of: byte), !(65...70).contains(byte) else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
