import EventLoop
import Glibc
import Synchronization
import Testing

@Suite struct EventLoopTests {
    /// Removes the other one as soon as it hears anything.
    private final class Rival: LoopHandler {
        let loop: EventLoop
        let heard: @Sendable () -> Void
        weak var other: Rival?

        init(_ descriptor: Int32, _ loop: EventLoop, _ heard: @escaping @Sendable () -> Void) {
            self.loop = loop
            self.heard = heard
            super.init(descriptor: descriptor)
        }

        override func ready(_ readiness: Readiness) {
            heard()
            if let other { loop.remove(other) }
            loop.remove(self)
        }
    }

    @Test func a_handler_removed_by_an_earlier_event_of_the_same_turn_hears_nothing() async throws {
        let loop = try EventLoop(name: "test")
        let count = Atomic<Int>(0)
        var pipes: [[Int32]] = []
        for _ in 0..<2 {
            var ends: [Int32] = [0, 0]
            #expect(pipe(&ends) == 0)
            #expect(write(ends[1], "x", 1) == 1)
            pipes.append(ends)
        }
        let descriptors = pipes.map { $0[0] }
        loop.start()
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            loop.submit {
                let rivals = descriptors.map { Rival($0, loop) { count.add(1, ordering: .relaxed) } }
                rivals[0].other = rivals[1]
                rivals[1].other = rivals[0]
                for rival in rivals { loop.add(rival, .readable) }
                loop.after(.milliseconds(50)) { done.resume() }
            }
        }
        #expect(count.load(ordering: .relaxed) == 1)
        loop.stop()
        for descriptor in pipes.joined() { close(descriptor) }
    }
}
