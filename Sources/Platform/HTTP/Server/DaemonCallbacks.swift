internal import CMicrohttpd
internal import Glibc

// libmicrohttpd calls these on the loop's thread; `context` is the `ServerLoop`.

private func server(_ context: UnsafeMutableRawPointer?) -> ServerLoop? {
    context.map { Unmanaged<ServerLoop>.fromOpaque($0).takeUnretainedValue() }
}

func acceptClient(
    _ context: UnsafeMutableRawPointer?, _ address: UnsafePointer<sockaddr>?, _ size: socklen_t
) -> MHD_Result {
    server(context)?.accepts(SocketAddress.text(address)) == true ? .YES : .NO
}

func connectionChanged(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ change: MHD_ConnectionNotificationCode
) {
    guard let server = server(context), let connection, let socketContext else { return }
    if change == .CONNECTION_NOTIFY_STARTED {
        let new = ServerConnection(
            descriptor: mhd_descriptor(connection), address: SocketAddress.text(mhd_address(connection)))
        socketContext.pointee = Unmanaged.passRetained(new).toOpaque()
        server.opened(new)
    } else if let old = socketContext.pointee {
        socketContext.pointee = nil
        server.closed(Unmanaged<ServerConnection>.fromOpaque(old).takeRetainedValue())
    }
}

/// The request line is there. What is returned becomes the request's context in the other callbacks.
func requestBegins(
    _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let server = server(context), let connection, let socket = mhd_socket_context(connection) else { return nil }
    let owner = Unmanaged<ServerConnection>.fromOpaque(socket).takeUnretainedValue()
    let text = target.flatMap { String(validatingCString: $0) }
    let exchange = Exchange(target: text, connection: owner, pointer: connection, server: server)
    owner.exchange = exchange
    owner.enter(.head)
    return Unmanaged.passRetained(exchange).toOpaque()
}

func proceedRequest(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ target: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ chunk: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>?, _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let exchange = request?.pointee, let method, let size else { return .NO }
    return Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().proceed(
        method: String(cString: method), chunk: chunk, size: size)
}

func requestCompleted(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
    _ request: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
    guard let request, let exchange = request.pointee else { return }
    request.pointee = nil
    Unmanaged<Exchange>.fromOpaque(exchange).takeRetainedValue().completed()
}

/// Paths and queries are decoded from the raw target, strictly; libmicrohttpd's own decoding would be lenient.
func leaveEscaped(
    _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ text: UnsafeMutablePointer<CChar>?
) -> Int {
    text.map { strlen($0) } ?? 0
}
