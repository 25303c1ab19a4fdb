internal import CMicrohttpd
internal import Core

/// Hands a response to libmicrohttpd.
enum ResponseWriter {
    /// Bytes per read of an event stream for clients without chunked encoding (HTTP/1.0); others are served from the
    /// connection's own memory. Allocated for as long as the stream lives.
    private static let eventBlock = 256

    static func queue(_ response: PreparedResponse, on connection: OpaquePointer, pump: EventPump?) -> MHD_Result {
        guard let made = create(response.payload, pump) else { return .NO }
        for field in response.headers.fields {
            // Passing a String where C wants text would copy it first.
            _ = field.name.withCString { name in field.value.withCString { MHD_add_response_header(made, name, $0) } }
        }
        let result = MHD_queue_response(connection, UInt32(response.status), made)
        MHD_destroy_response(made)
        return result
    }

    private static func create(_ payload: PreparedResponse.Payload, _ pump: EventPump?) -> OpaquePointer? {
        switch payload {
        case .none: return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .writer(let writer):
            let bytes = writer.bytes
            return MHD_create_response_from_buffer_with_free_callback_cls(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), releaseWriter,
                Unmanaged.passRetained(writer).toOpaque())
        case .array(let bytes):
            return bytes.withUnsafeBytes {
                MHD_create_response_from_buffer(
                    $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
            }
        case .file(let file, let offset, let count):
            return MHD_create_response_from_fd_at_offset64(count, file.take(), offset)
        case .events:
            guard let pump else { return nil }
            return MHD_create_response_from_callback(
                UInt64.max, eventBlock, readEvents, Unmanaged.passRetained(pump).toOpaque(), releasePump)
        case .webSocket: return MHD_create_response_for_upgrade(upgraded, nil)
        }
    }
}

private func releaseWriter(_ writer: UnsafeMutableRawPointer?) {
    if let writer { Unmanaged<ByteWriter>.fromOpaque(writer).release() }
}

private func readEvents(
    _ pump: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int
) -> Int {
    guard let pump else { return mhd_end_with_error() }
    return Unmanaged<EventPump>.fromOpaque(pump).takeUnretainedValue().read(
        into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
}

private func releasePump(_ pump: UnsafeMutableRawPointer?) {
    if let pump { Unmanaged<EventPump>.fromOpaque(pump).takeRetainedValue().released() }
}

private func upgraded(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ exchange: UnsafeMutableRawPointer?,
    _ extra: UnsafePointer<CChar>?, _ extraSize: Int, _ descriptor: Int32, _ handle: OpaquePointer?
) {
    guard let exchange, let handle else { return }
    Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().upgrade(
        handle, early: Array(UnsafeRawBufferPointer(start: extra, count: extraSize)))
}
