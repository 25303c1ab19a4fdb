internal import Core
internal import Postgres
internal import Synchronization

/// Counts requests against quotas that all processes share, without asking the database each time: a process takes a
/// block of about one percent of the quota and counts it down in memory.
///
/// What is taken counts as used, so a quota is never exceeded; what a process had left when it was killed (at most one
/// block) is lost to the period. Only where a quota is lowered while blocks are out, those may still be used up.
final class QuotaLeases: Sendable {
    /// Whose quota, and for how long.
    struct Subject: Hashable, Sendable {
        let organisation: ID<Organisation>
        /// A key, or the organisation.
        let id: Identifier
        let period: QuotaPeriod
    }

    /// How a quota stands in this process.
    struct Standing: Sendable {
        let limit: Int
        let remaining: Int
        /// Seconds until the period is over.
        let reset: Int
    }

    private struct Lease {
        let startsOn: LocalDate
        let endsAt: Instant
        var limit: Int
        var left = 0
        /// Handed out to all processes, as of this one's last block.
        var taken = 0
        /// Nothing is left in the database; it is asked again then, because a quota may be raised.
        var emptyUntil: Instant?
        var refill: Task<Void, any Error>?
    }

    private enum Step {
        case granted, refused
        case wait(Task<Void, any Error>)
    }

    /// How long nobody asks the database again after it said that nothing is left.
    static let patience: Duration = .seconds(10)
    private let capacity: Int
    private let leases = Mutex<[Subject: Lease]>([:])

    init(capacity: Int = 20_000) { self.capacity = capacity }

    /// Counts one request. Gives nil if it may go on, else the seconds until the period is over.
    /// Throws `PostgresError`.
    func take(
        _ subject: Subject, limit: Int, at now: Instant, in zone: Zone, from database: Database
    ) async throws -> Int? {
        while true {
            let step = leases.withLock { leases -> Step in
                var lease = Self.current(leases[subject], subject, limit, now, zone)
                defer { leases[subject] = lease }
                if lease.left > 0 {
                    lease.left -= 1
                    return .granted
                }
                if let refill = lease.refill { return .wait(refill) }
                if let until = lease.emptyUntil, until > now { return .refused }
                if leases.count >= capacity { Self.makeRoom(in: &leases, at: now, capacity: capacity) }
                let startsOn = lease.startsOn
                let refill = Task { try await self.refill(subject, startsOn, limit, now, database) }
                lease.refill = refill
                return .wait(refill)
            }
            switch step {
            case .granted: return nil
            case .refused: return standing(of: subject, at: now)?.reset ?? 1
            case .wait(let refill): try await refill.value
            }
        }
    }

    /// Takes a count back: the request was refused for another reason.
    func giveBack(_ subject: Subject) { leases.withLock { $0[subject]?.left += 1 } }

    /// Without counting; nil if the subject has not asked in this period.
    func standing(of subject: Subject, at now: Instant) -> Standing? {
        leases.withLock { leases in
            guard let lease = leases[subject], now < lease.endsAt else { return nil }
            return Standing(
                limit: lease.limit, remaining: max(0, lease.limit - lease.taken + lease.left),
                reset: max(1, Int(((lease.endsAt - now).microseconds + 999_999) / 1_000_000)))
        }
    }

    /// Asks the database anew at the next request: its key's or organisation's quota may have changed.
    func forget(_ id: Identifier?) {
        leases.withLock { leases in
            for subject in leases.keys where id == nil || subject.id == id { leases[subject]?.emptyUntil = nil }
        }
    }

    /// Gives what is left back for others to take, when the process ends. Throws `PostgresError`.
    func giveAllBack(to database: Database) async throws {
        let left = leases.withLock { leases in
            let left = leases.filter { $0.value.left > 0 && $0.value.refill == nil }
            for subject in left.keys { leases[subject] = nil }
            return Array(left)
        }
        guard !left.isEmpty else { return }
        _ = try await database.systemQuery(
            .signIn,
            """
            update api_quotas q set taken = greatest(0, q.taken - u.left)
            from unnest(\(left.map(\.key.organisation))::uuid[], \(left.map(\.key.id))::uuid[],
              \(left.map(\.key.period.rawValue))::text[], \(left.map(\.value.startsOn))::date[],
              \(left.map(\.value.left))::bigint[]) as u (org_id, subject_id, period, starts_on, "left")
            where q.org_id = u.org_id and q.subject_id = u.subject_id and q.period = u.period and q.starts_on = u.starts_on
            """)
    }

    // MARK: - Blocks

    private func refill(
        _ subject: Subject, _ startsOn: LocalDate, _ limit: Int, _ now: Instant, _ database: Database
    ) async throws {
        do {
            let block = min(10_000, max(1, limit / 100))
            let rows = try await database.systemQuery(
                .signIn,
                """
                insert into api_quotas as q (org_id, subject_id, period, starts_on, taken, granted)
                values (\(subject.organisation), \(subject.id), \(subject.period), \(startsOn), \(block), \(block))
                on conflict (org_id, subject_id, period, starts_on) do update
                  set granted = least(excluded.granted, \(limit) - q.taken),
                    taken = q.taken + least(excluded.granted, \(limit) - q.taken)
                  where q.taken < \(limit)
                returning taken, granted
                """)
            let grant = try rows.first.map {
                (taken: try $0.get("taken", as: Int.self), try $0.get("granted", as: Int.self))
            }
            leases.withLock { leases in
                guard var lease = leases[subject], lease.startsOn == startsOn else { return }
                lease.refill = nil
                lease.left += grant?.1 ?? 0
                lease.taken = grant?.taken ?? limit
                lease.emptyUntil = grant == nil ? now + Self.patience : nil
                leases[subject] = lease
            }
        } catch {
            leases.withLock { $0[subject]?.refill = nil }
            throw error
        }
    }

    private static func current(
        _ lease: Lease?, _ subject: Subject, _ limit: Int, _ now: Instant, _ zone: Zone
    ) -> Lease {
        guard var lease, now < lease.endsAt else {
            return Lease(
                startsOn: subject.period.start(now, in: zone), endsAt: subject.period.end(now, in: zone), limit: limit)
        }
        if lease.limit != limit {
            lease.limit = limit
            lease.emptyUntil = nil
        }
        return lease
    }

    /// Lets go of periods that are over, and if that is not enough of anything: what was left of it is lost.
    private static func makeRoom(in leases: inout [Subject: Lease], at now: Instant, capacity: Int) {
        leases = leases.filter { now < $0.value.endsAt || $0.value.refill != nil }
        guard leases.count >= capacity else { return }
        for (subject, lease) in leases where lease.refill == nil {
            leases[subject] = nil
            if leases.count < capacity / 2 { break }
        }
    }
}
