public import Core

/// A client for one provider: repeats what may be repeated and leaves the provider alone while it is down.
public struct ProviderClient: HTTPSending {
    /// As shown to people and in metrics: `twilio`, `stripe`.
    public let name: String
    private let sender: any HTTPSending
    private let retry: RetryPolicy
    private let breaker: CircuitBreaker
    private let clock: TimeSource
    private let random: @Sendable () -> Double
    private let sleep: @Sendable (Duration) async throws -> Void

    public init(
        _ name: String, over sender: any HTTPSending, retry: RetryPolicy = .standard, breaker: CircuitBreaker,
        clock: TimeSource = .system, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.name = name
        self.sender = sender
        self.retry = retry
        self.breaker = breaker
        self.clock = clock
        self.random = random
        self.sleep = sleep
    }

    public func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        var attempt = 1
        while true {
            try breaker.admit(name)
            let result = await attemptOnce(request)
            record(result)
            guard
                let delay = retry.delay(
                    after: result, to: request, attempt: attempt, random: random(), now: clock.now)
            else { return try result.get() }
            attempt += 1
            try await sleep(delay)
        }
    }

    private func attemptOnce(_ request: OutgoingRequest) async -> Result<IncomingResponse, any Error> {
        do { return .success(try await sender.send(request)) } catch { return .failure(error) }
    }

    /// Server errors and silence count against the provider; refusals of our request do not.
    private func record(_ result: Result<IncomingResponse, any Error>) {
        switch result {
        case .success(let response) where response.status >= 500: breaker.failed(name)
        case .success: breaker.succeeded(name)
        case .failure(HTTPClientError.overloaded), .failure(HTTPClientError.stopped): breaker.abandoned(name)
        case .failure(let error) where (error as? HTTPClientError)?.isTransient == true: breaker.failed(name)
        case .failure: breaker.abandoned(name)
        }
    }
}
