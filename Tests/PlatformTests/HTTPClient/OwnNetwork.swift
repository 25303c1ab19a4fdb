import Foundation

/// A network that nothing else is in: threads begun in it reach no other, and any address can be given to it. For tests
/// that need a public address or a name server of their own.
enum OwnNetwork {
    struct Unable: Error {}

    /// Whether this process may make one, which takes the rights of an administrator.
    static let isPossible: Bool = {
        let found = DispatchSemaphore(value: 0)
        let answer = Flag()
        Thread.detachNewThread {
            answer.value = enter() && runs("ip link set lo up")
            found.signal()
        }
        found.wait()
        return answer.value
    }()

    /// Runs `body` on a thread in a new network that has these addresses. What it makes stays there: servers, and clients
    /// with threads of their own.
    static func make<Value: Sendable>(
        _ addresses: [String], _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                let isReady =
                    enter() && runs("ip link set lo up")
                    && addresses.allSatisfy { $0.hasPrefix("127.") || runs("ip addr add \($0)/32 dev lo") }
                guard isReady else { return continuation.resume(throwing: Unable()) }
                continuation.resume(with: Result { try body() })
            }
        }
    }

    private final class Flag: @unchecked Sendable { var value = false }

    private static func enter() -> Bool {
        // Not declared without GNU's extensions.
        guard let symbol = dlsym(nil, "unshare") else { return false }
        let unshare = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
        let newNetwork: Int32 = 0x4000_0000
        return unshare(newNetwork) == 0
    }

    /// A child has the network of the thread that begins it.
    private static func runs(_ command: String) -> Bool {
        system("PATH=$PATH:/usr/sbin:/sbin \(command) 2>/dev/null") == 0
    }
}
