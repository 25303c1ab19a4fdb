internal import Synchronization

/// Wakes one waiting task. Being called while nobody waits is remembered, once.
public final class WakeSignal: Sendable {
    private struct State {
        var pending = false
        var waiting: CheckedContinuation<Void, Never>?
    }
    private let state = Mutex(State())

    public init() {}

    public func wake() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            state.pending = state.waiting == nil
            return state.waiting
        }
        waiting?.resume()
    }

    /// One caller at a time.
    public func wait() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                defer { state.pending = false }
                if !state.pending { state.waiting = continuation }
                return state.pending
            }
            if ready { continuation.resume() }
        }
    }
}
