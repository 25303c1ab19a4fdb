import Core
import HTTPClient
import Synchronization
import Testing

/// Answers from a list, the last one again and again.
private final class ScriptedSender: HTTPSending {
    private let script: [Result<IncomingResponse, HTTPClientError>]
    private let sent = Mutex(0)

    init(_ script: Result<IncomingResponse, HTTPClientError>...) { self.script = script }

    var count: Int { sent.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        let index = sent.withLock { count in
            defer { count += 1 }
            return count
        }
        return try script[min(index, script.count - 1)].get()
    }
}

private final class Waits: Sendable {
    private let all = Mutex<[Duration]>([])
    var list: [Duration] { all.withLock { $0 } }
    func add(_ wait: Duration) { all.withLock { $0.append(wait) } }
}

private final class Hand: Sendable {
    private let time = Mutex(Instant(seconds: 1_000_000))
    var source: TimeSource { TimeSource { [self] in time.withLock { $0 } } }
    func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}

@Suite struct ProviderClientTests {
    private let get = OutgoingRequest(.get, "https://api.example.com")
    private let post = OutgoingRequest(.post, "https://api.example.com")
    private let waits = Waits()
    private let hand = Hand()

    private func client(_ sender: ScriptedSender, breaker: CircuitBreaker? = nil) -> ProviderClient {
        ProviderClient(
            "example", over: sender, breaker: breaker ?? CircuitBreaker(failures: 100, clock: hand.source),
            clock: hand.source,
            random: { 0.5 }, sleep: { [waits] in waits.add($0) })
    }

    @Test func repeats_a_failed_read_with_growing_waits() async throws {
        let sender = ScriptedSender(
            .success(.init(status: 503)), .failure(.timedOut(host: "h")), .success(.init(status: 200)))
        #expect(try await client(sender).send(get).status == 200)
        #expect(waits.list == [.milliseconds(125), .milliseconds(250)])
    }

    @Test func returns_the_last_answer_when_attempts_are_used_up() async throws {
        let sender = ScriptedSender(.success(.init(status: 502)))
        #expect(try await client(sender).send(get).status == 502)
        #expect(sender.count == 3)
    }

    @Test func never_repeats_a_post_that_may_have_arrived() async throws {
        let sender = ScriptedSender(.failure(.timedOut(host: "h")))
        await #expect(throws: HTTPClientError.timedOut(host: "h")) { try await client(sender).send(post) }
        #expect(sender.count == 1)
    }

    @Test func repeats_a_post_that_never_left() async throws {
        let sender = ScriptedSender(.failure(.cannotConnect(host: "h", reason: "")), .success(.init(status: 200)))
        #expect(try await client(sender).send(post).status == 200)
    }

    @Test func repeats_a_post_with_an_idempotency_key() async throws {
        let sender = ScriptedSender(.success(.init(status: 500)), .success(.init(status: 200)))
        var request = post
        request.setHeader("Idempotency-Key", "k")
        #expect(try await client(sender).send(request).status == 200)
    }

    @Test func does_not_repeat_what_cannot_succeed() async throws {
        let sender = ScriptedSender(.success(.init(status: 404)))
        #expect(try await client(sender).send(get).status == 404)
        #expect(sender.count == 1)
    }

    @Test func waits_as_long_as_the_server_asks() async throws {
        let slow = IncomingResponse(status: 429, headers: [.init("Retry-After", "7")])
        _ = try await client(ScriptedSender(.success(slow), .success(.init(status: 200)))).send(get)
        #expect(waits.list == [.seconds(7)])
    }

    @Test func leaves_a_long_wait_to_the_caller() async throws {
        let slow = IncomingResponse(status: 429, headers: [.init("Retry-After", "3600")])
        let sender = ScriptedSender(.success(slow))
        #expect(try await client(sender).send(get).status == 429)
        #expect(sender.count == 1)
    }

    @Test func reads_retry_after_as_seconds_and_as_a_date() throws {
        func wait(_ text: String) -> Duration? {
            let now = Instant(seconds: 784_111_770)
            return RetryPolicy.retryAfter(
                IncomingResponse(status: 503, headers: [.init("retry-after", text)]), now: now)
        }
        #expect(wait("120") == .seconds(120))
        #expect(wait("Sun, 06 Nov 1994 08:49:37 GMT") == .seconds(7))
        #expect(wait("Sun, 06 Nov 1994 08:00:00 GMT") == .zero)
        #expect(wait("soon") == nil)
        #expect(wait("-1") == nil)
    }

    @Test func an_open_circuit_sends_nothing_until_a_trial_succeeds() async throws {
        let breaker = CircuitBreaker(failures: 2, pause: .seconds(30), clock: hand.source)
        let failing = ScriptedSender(.failure(.timedOut(host: "h")))
        for _ in 0..<2 {
            await #expect(throws: HTTPClientError.self) { try await client(failing, breaker: breaker).send(post) }
        }
        #expect(breaker.state(of: "example") == .open)
        await #expect(throws: HTTPClientError.circuitOpen(name: "example")) {
            try await client(failing, breaker: breaker).send(post)
        }
        #expect(failing.count == 2)

        hand.advance(.seconds(30))
        let healthy = ScriptedSender(.success(.init(status: 200)))
        _ = try await client(healthy, breaker: breaker).send(post)
        #expect(breaker.state(of: "example") == .closed)
    }

    @Test func only_one_trial_goes_out_and_its_failure_opens_again() throws {
        let breaker = CircuitBreaker(failures: 1, pause: .seconds(30), clock: hand.source)
        breaker.failed("a")
        hand.advance(.seconds(30))
        try breaker.admit("a")
        #expect(breaker.state(of: "a") == .halfOpen)
        #expect(throws: HTTPClientError.circuitOpen(name: "a")) { try breaker.admit("a") }
        breaker.failed("a")
        hand.advance(.seconds(29))
        #expect(throws: HTTPClientError.circuitOpen(name: "a")) { try breaker.admit("a") }
        hand.advance(.seconds(1))
        try breaker.admit("a")
        breaker.abandoned("a")
        try breaker.admit("a")
    }

    @Test func circuits_do_not_touch_each_other() throws {
        let breaker = CircuitBreaker(failures: 1, clock: hand.source)
        breaker.failed("a")
        try breaker.admit("b")
        #expect(breaker.state(of: "b") == .closed)
    }

    @Test func refused_input_does_not_count_against_the_provider() async throws {
        let breaker = CircuitBreaker(failures: 1, clock: hand.source)
        _ = try await client(ScriptedSender(.success(.init(status: 422))), breaker: breaker).send(post)
        #expect(breaker.state(of: "example") == .closed)
    }
}
