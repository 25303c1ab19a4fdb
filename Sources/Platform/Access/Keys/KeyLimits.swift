internal import Core
internal import HTTP
internal import Postgres
internal import Synchronization

/// What is counted of keys: their bursts and quotas and those of their organisations, and what they have asked.
final class KeyLimits: Sendable {
    /// Refused for which of its limits.
    private enum Limit { case key, organisation }

    private struct Verified {
        let terms: Principal.KeyTerms
        let organisation: ID<Organisation>
        let allowance: APIAllowance
        let zone: Zone
    }

    let bursts = RateLimiter()
    let quotas = QuotaLeases()
    let usage = UsageMeter()
    /// Keys that have proved themselves lately, by the digest of what was sent: answers to others tell nothing of them.
    private let verified = Mutex<[[UInt8]: Verified]>([:])
    private static let capacity = 10_000

    /// Counts one request of a key that holds. Throws `Problem` 429 that names the limit, or `PostgresError`.
    func count(
        _ principal: Principal, _ terms: Principal.KeyTerms, _ digest: [UInt8], _ allowance: APIAllowance,
        at now: Instant,
        database: Database
    ) async throws {
        verified.withLock { verified in
            if verified.count >= Self.capacity, verified[digest] == nil { verified = [:] }
            verified[digest] = Verified(
                terms: terms, organisation: principal.organisation, allowance: allowance, zone: principal.zone)
        }
        if let wait = bursts.take(terms.id, limit: terms.requestsPerMinute, at: now).retryAfter {
            throw Self.tooOften(
                "rate_limited", "burst",
                "This API key may be used \(terms.requestsPerMinute) times a minute. Try again in \(wait) s.", wait)
        }
        let organisation = principal.organisation
        if let wait = bursts.take(organisation.value, limit: allowance.requestsPerMinute, at: now).retryAfter {
            throw Self.tooOften(
                "organisation_rate_limited", "organisation",
                "All keys of this organisation together may ask \(allowance.requestsPerMinute) times a minute. "
                    + "Try again in \(wait) s.", wait)
        }
        var taken: [QuotaLeases.Subject] = []
        for (limit, period, quota) in Self.quotas(terms, allowance) {
            let subject = Self.subject(limit, period, terms, organisation)
            let wait = try await quotas.take(subject, limit: quota, at: now, in: principal.zone, from: database)
            guard let wait else {
                taken.append(subject)
                continue
            }
            taken.forEach(quotas.giveBack)
            throw Self.exceeded(limit, period, quota, wait)
        }
    }

    func forget(_ change: AccessChange) {
        switch change {
        case .key(let id):
            quotas.forget(id)
            verified.withLock { $0 = $0.filter { $0.value.terms.id != id } }
        case .organisation(let id): quotas.forget(id.value)
        case .anything:
            quotas.forget(nil)
            verified.withLock { $0 = [:] }
        default: break
        }
    }

    /// How a key stands against its limits, as headers (draft-ietf-httpapi-ratelimit-headers), and one more to its usage.
    func finish(_ request: Request, _ response: Response, _ digest: [UInt8], at now: Instant) -> Response {
        guard let known = verified.withLock({ $0[digest] }) else { return response }
        usage.note(
            known.terms.id, of: known.organisation, at: UsageMeter.hour(of: now, in: known.zone), request, response)
        guard let burst = bursts.standing(of: known.terms.id, at: now) else { return response }
        var policy = "\"burst\";q=\(burst.limit);w=\(RateLimiter.window.components.seconds)"
        var standing = "\"burst\";r=\(burst.remaining);t=\(burst.reset)"
        for (limit, period, _) in Self.quotas(known.terms, known.allowance) {
            let subject = Self.subject(limit, period, known.terms, known.organisation)
            guard let quota = quotas.standing(of: subject, at: now) else { continue }
            let name = Self.name(limit, period)
            policy += ", \"\(name)\";q=\(quota.limit);w=\(period.seconds)"
            standing += ", \"\(name)\";r=\(quota.remaining);t=\(quota.reset)"
        }
        return response.with("RateLimit-Policy", policy).with("RateLimit", standing)
    }

    // MARK: - Which limits

    private static func quotas(
        _ terms: Principal.KeyTerms, _ allowance: APIAllowance
    ) -> [(Limit, QuotaPeriod, Int)] {
        let all: [(Limit, QuotaPeriod, Int?)] = [
            (.key, .day, terms.requestsPerDay), (.key, .month, terms.requestsPerMonth),
            (.organisation, .day, allowance.requestsPerDay), (.organisation, .month, allowance.requestsPerMonth),
        ]
        return all.compactMap { limit, period, quota in quota.map { (limit, period, $0) } }
    }

    private static func subject(
        _ limit: Limit, _ period: QuotaPeriod, _ terms: Principal.KeyTerms, _ organisation: ID<Organisation>
    ) -> QuotaLeases.Subject {
        QuotaLeases.Subject(
            organisation: organisation, id: limit == .key ? terms.id : organisation.value, period: period)
    }

    private static func name(_ limit: Limit, _ period: QuotaPeriod) -> String {
        limit == .key ? period.rawValue : "organisation-\(period.rawValue)"
    }

    private static func exceeded(_ limit: Limit, _ period: QuotaPeriod, _ quota: Int, _ wait: Int) -> Problem {
        let whose = limit == .key ? "This API key has" : "This organisation's keys together have"
        let word = limit == .key ? "" : "organisation_"
        return tooOften(
            "\(word)\(period.name)_quota_exceeded", name(limit, period),
            "\(whose) asked \(quota) times \(period == .day ? "today" : "this month"), which is the limit. "
                + "The next \(period.rawValue) begins in \(wait) s; an owner or admin can raise it.", wait)
    }

    private static func tooOften(_ code: String, _ limit: String, _ words: String, _ wait: Int) -> Problem {
        Problem(status: 429, code: code, words, retryAfter: wait, extra: ["limit": .string(limit)])
    }
}
