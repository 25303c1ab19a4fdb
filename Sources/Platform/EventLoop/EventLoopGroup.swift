internal import Synchronization

/// The process's loops, one per core.
public final class EventLoopGroup: Sendable {
    public let loops: [EventLoop]
    private let turn = Atomic<Int>(0)

    /// Starts `count` loops. Throws `LoopError`.
    public init(count: Int, name: String = "loop") throws {
        loops = try (0..<max(1, count)).map { try EventLoop(name: "\(name)-\($0)") }
        for loop in loops { loop.start() }
    }

    /// The loop whose thread is calling, or the next one in turn.
    public var current: EventLoop {
        for loop in loops where loop.isCurrent { return loop }
        return next
    }

    /// The loops in turn.
    public var next: EventLoop { loops[turn.add(1, ordering: .relaxed).oldValue % loops.count] }

    public func stop() { for loop in loops { loop.stop() } }
}
