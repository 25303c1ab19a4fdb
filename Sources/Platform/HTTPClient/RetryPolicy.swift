public import Core

/// When and after how long a request is sent again.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included.
    public var attempts: Int
    /// The longest wait before the first repetition; it doubles each time.
    public var base: Duration
    /// The longest wait at all. A server that asks for more (`Retry-After`) gets no repetition: the job queue waits better.
    public var cap: Duration
    /// Answers that may be different next time.
    public var statuses: Set<Int>

    public init(
        attempts: Int = 3, base: Duration = .milliseconds(250), cap: Duration = .seconds(10),
        statuses: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
    ) {
        self.attempts = attempts
        self.base = base
        self.cap = cap
        self.statuses = statuses
    }

    public static let standard = RetryPolicy()
    /// For callers that repeat by themselves, such as jobs.
    public static let never = RetryPolicy(attempts: 1)

    /// The wait before attempt `attempt + 1`, nil if there is to be none.
    /// - Parameters:
    ///   - attempt: how often the request was sent so far, from 1.
    ///   - random: in 0..<1; the wait is spread evenly from zero to its bound ("full jitter"), so that clients
    ///     which failed together do not come back together.
    public func delay(
        after result: Result<IncomingResponse, any Error>, to request: OutgoingRequest, attempt: Int, random: Double,
        now: Instant
    ) -> Duration? {
        guard attempt < attempts else { return nil }
        switch result {
        case .failure(let error):
            guard let error = error as? HTTPClientError, error.isTransient else { return nil }
            guard request.isRepeatable || error.wasNotSent else { return nil }
        case .success(let response):
            guard statuses.contains(response.status), request.isRepeatable else { return nil }
            if let asked = Self.retryAfter(response, now: now) { return asked <= cap ? asked : nil }
        }
        let bound = min(cap, base * (1 << min(attempt - 1, 20)))
        return bound * random
    }

    /// How long the server asks to wait: seconds or a date (RFC 9110 §10.2.3); nil if it does not say.
    public static func retryAfter(_ response: IncomingResponse, now: Instant) -> Duration? {
        guard let text = response.header("retry-after") else { return nil }
        if let seconds = Int(text) { return seconds >= 0 ? .seconds(seconds) : nil }
        guard let date = Instant(httpDate: text) else { return nil }
        return max(.zero, date - now)
    }
}

extension Instant {
    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the form of RFC 9110 §5.6.7 that servers must send.
    init?(httpDate text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]),
            let month = months.firstIndex(of: String(words[2])), let year = Int(words[3]),
            let date = LocalDate(year: year, month: month + 1, day: day), let time = LocalTime(words[4])
        else { return nil }
        self.init(seconds: LocalDateTime(date, time).secondsSince1970)
    }
}
