/// Names a timer so that it can be cancelled.
public struct LoopTimer: Hashable, Sendable { let number: UInt64 }

/// Timers by due time (a binary heap); cancelled ones are skipped when they come up.
struct TimerHeap {
    private struct Entry {
        let due: Int64
        let number: UInt64
    }
    private var heap: [Entry] = []
    private var actions: [UInt64: () -> Void] = [:]
    private var nextNumber: UInt64 = 0

    /// Monotonic milliseconds of the earliest live timer.
    var nextDue: Int64? { heap.first?.due }

    mutating func add(at due: Int64, _ action: @escaping () -> Void) -> LoopTimer {
        nextNumber += 1
        actions[nextNumber] = action
        heap.append(Entry(due: due, number: nextNumber))
        siftUp(heap.count - 1)
        return LoopTimer(number: nextNumber)
    }

    mutating func cancel(_ timer: LoopTimer) {
        actions[timer.number] = nil
        dropCancelled()
    }

    /// Takes the actions that are due. The caller runs them: they may add and cancel timers themselves.
    mutating func takeDue(until now: Int64) -> [() -> Void] {
        var due: [() -> Void] = []
        while let first = heap.first, first.due <= now {
            removeFirst()
            if let action = actions.removeValue(forKey: first.number) { due.append(action) }
        }
        dropCancelled()
        return due
    }

    private mutating func dropCancelled() {
        while let first = heap.first, actions[first.number] == nil { removeFirst() }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(0)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0, heap[(child - 1) / 2].due > heap[child].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].due < heap[least].due
            {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
