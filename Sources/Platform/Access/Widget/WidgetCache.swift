internal import Core
internal import Synchronization

/// Widgets as the database said a moment ago. Not kept longer than ten seconds; what changes here or is announced is
/// forgotten at once.
final class WidgetCache: Sendable {
    private struct Entry {
        let widget: Widget?
        let until: Instant
    }
    private struct State {
        var entries: [Identifier: Entry] = [:]
        var generation = 0
    }

    private static let lifetime: Duration = .seconds(10)
    private static let capacity = 10_000
    private let state = Mutex(State())

    /// nil: not known; `.some(nil)`: known not to be there.
    func find(_ id: Identifier, at now: Instant) -> Widget?? {
        state.withLock { state in
            guard let entry = state.entries[id], now < entry.until else { return nil }
            return .some(entry.widget)
        }
    }

    var generation: Int { state.withLock { $0.generation } }

    func remember(_ widget: Widget?, _ id: Identifier, readAt generation: Int, at now: Instant) {
        state.withLock { state in
            guard state.generation == generation else { return }
            if state.entries.count >= Self.capacity { state.entries = [:] }
            state.entries[id] = Entry(widget: widget, until: now + Self.lifetime)
        }
    }

    func forget(_ change: AccessChange) {
        state.withLock { state in
            switch change {
            case .widget(let id): state.entries[id] = nil
            case .organisation(let id): state.entries = state.entries.filter { $0.value.widget?.organisation != id }
            case .anything: state.entries = [:]
            default: return
            }
            state.generation += 1
        }
    }
}
