internal import Glibc

/// The server cannot listen; the message says where and why.
public struct ListenError: Error, Sendable, CustomStringConvertible {
    public let description: String
}

/// A listening TCP socket. Several may share a port: the system spreads connections over them.
struct Listener {
    let descriptor: Int32
    let port: UInt16

    /// Throws `ListenError`.
    init(address: String, port: UInt16) throws { try self.init(address: address, port: port, shared: true) }

    /// Throws `ListenError` if any socket has the port. Sockets that share a port would let a second server start beside
    /// this one and take half of its clients.
    static func requireFree(address: String, port: UInt16) throws {
        if port != 0 { close(try Listener(address: address, port: port, shared: false).descriptor) }
    }

    private init(address: String, port: UInt16, shared: Bool) throws {
        let isIPv6 = address.contains(":")
        guard AddressRange.bytes(address) != nil else {
            throw ListenError(description: "“\(address)” is not an IP address to listen on.")
        }
        let socket = Glibc.socket(isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Listener.failure(address, port, "socket") }
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, 4)
        if shared { setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &on, 4) }
        let bound = isIPv6 ? Self.bind6(socket, address, port) : Self.bind4(socket, address, port)
        guard bound == 0, listen(socket, 1024) == 0 else {
            let error = Listener.failure(address, port, "bind")
            close(socket)
            throw error
        }
        descriptor = socket
        self.port = Self.boundPort(socket)
    }

    private static func bind4(_ socket: Int32, _ address: String, _ port: UInt16) -> Int32 {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        return withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func bind6(_ socket: Int32, _ address: String, _ port: UInt16) -> Int32 {
        var name = sockaddr_in6()
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = port.bigEndian
        inet_pton(AF_INET6, address, &name.sin6_addr)
        return withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
            }
        }
    }

    private static func boundPort(_ socket: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(socket, $0, &length) }
            // The port sits at the same place in sockaddr_in and sockaddr_in6.
            return UInt16(bigEndian: UnsafeRawPointer($0).loadUnaligned(fromByteOffset: 2, as: UInt16.self))
        }
    }

    private static func failure(_ address: String, _ port: UInt16, _ operation: String) -> ListenError {
        let reason = String(cString: strerror(errno))
        return ListenError(
            description: "Cannot listen on \(address):\(port) (\(operation): \(reason)). "
                + "Choose another port, or stop the program that uses it.")
    }
}
