internal import CLinux
internal import Glibc

/// A joinable POSIX thread.
final class LoopThread: @unchecked Sendable {
    private final class Body {
        let name: String
        let run: @Sendable () -> Void
        init(_ name: String, _ run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }
    private var thread = pthread_t()

    init(name: String, _ run: @escaping @Sendable () -> Void) {
        let body = Unmanaged.passRetained(Body(name, run)).toOpaque()
        pthread_create(&thread, nil, threadMain, body)
    }

    func join() { pthread_join(thread, nil) }

    fileprivate static func main(_ argument: UnsafeMutableRawPointer?) {
        guard let argument else { return }
        let body = Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
        _ = linux_name_thread(String(body.name.prefix(15)))
        body.run()
    }
}

private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    LoopThread.main(argument)
    return nil
}
