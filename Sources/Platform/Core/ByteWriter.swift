import Glibc

/// A growing run of bytes that HTML and JSON are written into and that a response hands to the socket without a copy.
/// One owner at a time; state sits behind a pointer so that no exclusivity checks run in the inner loops.
public final class ByteWriter: @unchecked Sendable {
    @usableFromInline struct State {
        @usableFromInline var base: UnsafeMutablePointer<UInt8>
        @usableFromInline var count: Int
        @usableFromInline var capacity: Int
    }
    @usableFromInline let state: UnsafeMutablePointer<State>

    public init(capacity: Int = 4096) {
        guard let memory = malloc(max(capacity, 64)) else { fatalError("out of memory") }
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(base: memory.assumingMemoryBound(to: UInt8.self), count: 0, capacity: max(capacity, 64)))
    }

    deinit {
        free(state.pointee.base)
        state.deallocate()
    }

    @inlinable public var count: Int { state.pointee.count }
    /// The bytes so far; valid until the next write and as long as the writer lives.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: state.pointee.base, count: state.pointee.count)
    }
    public var array: [UInt8] { Array(bytes) }
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets everything from `position` on.
    public func truncate(to position: Int) { state.pointee.count = min(position, state.pointee.count) }

    @usableFromInline @inline(never) func grow(_ extra: Int) {
        var capacity = state.pointee.capacity
        while capacity < state.pointee.count + extra { capacity *= 2 }
        guard let memory = realloc(state.pointee.base, capacity) else { fatalError("out of memory") }
        state.pointee.base = memory.assumingMemoryBound(to: UInt8.self)
        state.pointee.capacity = capacity
    }

    @inlinable @inline(__always) public func reserve(_ extra: Int) {
        if state.pointee.count &+ extra > state.pointee.capacity { grow(extra) }
    }

    @inlinable @inline(__always) public func append(_ byte: UInt8) {
        reserve(1)
        state.pointee.base[state.pointee.count] = byte
        state.pointee.count &+= 1
    }

    @inlinable @inline(__always) public func append(_ start: UnsafePointer<UInt8>, count: Int) {
        reserve(count)
        (state.pointee.base + state.pointee.count).update(from: start, count: count)
        state.pointee.count &+= count
    }

    @inlinable @inline(__always) public func append(_ literal: StaticString) {
        append(literal.utf8Start, count: literal.utf8CodeUnitCount)
    }

    @inlinable public func append(_ text: String) {
        var text = text
        text.withUTF8 { if let start = $0.baseAddress { append(start, count: $0.count) } }
    }

    public func append(_ bytes: some Collection<UInt8>) {
        let copied: Void? = bytes.withContiguousStorageIfAvailable { buffer -> Void in
            if let start = buffer.baseAddress { append(start, count: buffer.count) }
        }
        if copied == nil { for byte in bytes { append(byte) } }
    }

    public func append(_ value: Int64) {
        if value >= 0, value < 10 { return append(UInt8(48 + value)) }
        append(String(value))
    }

    /// Text with `& < > " '` escaped: safe as HTML content and inside a quoted attribute.
    public func appendEscapedHTML(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count &* 6)
        var out = state.pointee.base + state.pointee.count
        for byte in bytes {
            switch byte {
            case 38: memcpy(out, "&amp;", 5); out += 5
            case 60: memcpy(out, "&lt;", 4); out += 4
            case 62: memcpy(out, "&gt;", 4); out += 4
            case 34: memcpy(out, "&#34;", 5); out += 5
            case 39: memcpy(out, "&#39;", 5); out += 5
            default: out.pointee = byte; out += 1
            }
        }
        state.pointee.count = out - state.pointee.base
    }

    @inlinable public func appendEscapedHTML(_ text: String) {
        var text = text
        text.withUTF8 { appendEscapedHTML($0) }
    }

    /// A quoted JSON string.
    public func appendJSONString(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count &* 6 &+ 2)
        var out = state.pointee.base + state.pointee.count
        out.pointee = 34
        out += 1
        for byte in bytes {
            if byte >= 32, byte != 34, byte != 92 {
                out.pointee = byte
                out += 1
                continue
            }
            out.pointee = 92
            switch byte {
            case 34, 92: out[1] = byte; out += 2
            case 10: out[1] = UInt8(ascii: "n"); out += 2
            case 13: out[1] = UInt8(ascii: "r"); out += 2
            case 9: out[1] = UInt8(ascii: "t"); out += 2
            default:
                memcpy(out + 1, "u00", 3)
                out[4] = Hex.digit(byte >> 4)
                out[5] = Hex.digit(byte & 15)
                out += 6
            }
        }
        out.pointee = 34
        state.pointee.count = out + 1 - state.pointee.base
    }

    @inlinable public func appendJSONString(_ text: String) {
        var text = text
        text.withUTF8 { appendJSONString($0) }
    }

    /// Writes a value compactly, keys sorted.
    public func json(_ value: JSON) {
        switch value {
        case .null: append("null" as StaticString)
        case .bool(let value): append(value ? "true" as StaticString : "false")
        case .int(let value): append(value)
        case .double(let value): append(value.isFinite ? "\(value)" : "null")
        case .string(let value): appendJSONString(value)
        case .array(let values):
            append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                json(value)
            }
            append(UInt8(ascii: "]"))
        case .object(let members):
            append(UInt8(ascii: "{"))
            for (index, key) in members.keys.sorted().enumerated() {
                if index > 0 { append(UInt8(ascii: ",")) }
                appendJSONString(key)
                append(UInt8(ascii: ":"))
                json(members[key] ?? .null)
            }
            append(UInt8(ascii: "}"))
        }
    }
}
