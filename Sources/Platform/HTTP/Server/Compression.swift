internal import CBrotli
internal import CZlib

/// Content codings that the server applies.
enum Compression: String, Sendable, CaseIterable {
    case brotli = "br"
    case gzip

    /// Bytes below which compressing saves less than it costs.
    static let minimum = 1024
    /// A level for answers made for one request; assets are compressed once and better.
    private static let quickLevel = 4

    static func isWorthwhile(_ contentType: String?) -> Bool {
        guard let type = contentType?.prefix(while: { $0 != ";" }) else { return false }
        guard type != "text/event-stream" else { return false }
        return type.hasPrefix("text/") || type.hasSuffix("json") || type.hasSuffix("xml")
            || type.hasSuffix("javascript")
            || type == "application/wasm" || type == "application/manifest+json"
    }

    /// The best that the client accepts; nil for none.
    static func choose(_ accepted: [String]) -> Compression? {
        guard !accepted.isEmpty else { return nil }
        let qualities = QualityList(accepted)
        func quality(_ coding: Compression) -> Double { qualities[coding.rawValue] ?? qualities["*"] ?? 0 }
        let best: Compression = quality(.brotli) >= quality(.gzip) ? .brotli : .gzip
        return quality(best) > 0 ? best : nil
    }

    /// nil if the library has no memory.
    func compress(_ bytes: UnsafeRawBufferPointer, best: Bool = false) -> [UInt8]? {
        switch self {
        case .brotli: Self.brotli(bytes, quality: best ? 9 : Self.quickLevel)
        case .gzip: Self.gzip(bytes, level: best ? 9 : Self.quickLevel)
        }
    }

    private static func brotli(_ bytes: UnsafeRawBufferPointer, quality: Int) -> [UInt8]? {
        let capacity = BrotliEncoderMaxCompressedSize(bytes.count)
        var succeeded = false
        let out = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var size = capacity
            succeeded =
                BrotliEncoderCompress(
                    Int32(quality), BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count,
                    bytes.bindMemory(to: UInt8.self).baseAddress, &size, buffer.baseAddress) != 0
            count = succeeded ? size : 0
        }
        return succeeded ? out : nil
    }

    private static func gzip(_ bytes: UnsafeRawBufferPointer, level: Int) -> [UInt8]? {
        var stream = z_stream()
        guard zlib_gzip_begin(&stream, Int32(level)) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
        var succeeded = false
        let out = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.avail_in = UInt32(bytes.count)
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(capacity)
            succeeded = deflate(&stream, Z_FINISH) == Z_STREAM_END
            count = succeeded ? Int(stream.total_out) : 0
        }
        return succeeded ? out : nil
    }
}
