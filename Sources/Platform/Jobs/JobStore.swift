internal import Core
internal import Postgres

/// The statements by which a process takes, keeps and ends jobs, across organisations.
struct JobStore: Sendable {
    let database: Database
    /// Names this process in the jobs it holds.
    let owner: Identifier

    /// How many rows one statement of upkeep touches.
    static let batch = 1000

    /// Makes scheduled jobs and retries whose time has come available. Gives their number, at most `batch`.
    func promote(now: Instant) async throws -> Int {
        try await database.systemQuery(
            .jobs,
            """
            update jobs set state = 'available' from (select org_id, id from jobs \
              where state in ('scheduled', 'retry_wait') and run_at <= \(now) \
              order by run_at limit \(Self.batch) for update skip locked) as due \
            where jobs.org_id = due.org_id and jobs.id = due.id
            """
        ).affected
    }

    /// Takes jobs back from processes that have fallen silent. Raising the fence refuses whatever they still say.
    func sweep(now: Instant) async throws -> Int {
        try await database.systemQuery(
            .jobs,
            """
            update jobs set fence = fence + 1, lease_until = null, lease_owner = null, \
              state = case when attempt >= max_attempts then 'needs_attention' else 'available' end, \
              last_error = 'The process that ran this stopped without an answer.' \
            from (select org_id, id from jobs where state = 'running' and lease_until <= \(now) \
              order by lease_until limit \(Self.batch) for update skip locked) as expired \
            where jobs.org_id = expired.org_id and jobs.id = expired.id
            """
        ).affected
    }

    /// The lanes with ready jobs after `lane`, in order, at most `limit`. A loose index scan: its cost grows with the
    /// lanes, not with the jobs.
    func lanes(after lane: JobLane?, limit: Int) async throws -> [JobLane] {
        let organisation = lane?.organisation ?? .platform
        let kind = lane?.kind ?? ""
        return try await database.systemQuery(
            .jobs,
            """
            with recursive lanes as (
              (select org_id, kind, priority, run_at from jobs
                where state = 'available' and (org_id, kind) > (\(organisation)::uuid, \(kind)::text)
                order by org_id, kind, priority, run_at, position limit 1)
              union all
              select next.* from lanes cross join lateral (
                select org_id, kind, priority, run_at from jobs
                where state = 'available' and (org_id, kind) > (lanes.org_id, lanes.kind)
                order by org_id, kind, priority, run_at, position limit 1) as next
            )
            select org_id, kind, priority, run_at from lanes limit \(limit)
            """
        ).map { row in
            JobLane(
                organisation: try row.get("org_id"), kind: try row.get("kind"), priority: try row.get("priority"),
                dueSince: try row.get("run_at"))
        }
    }

    /// Takes jobs from the lanes. One with a serialisation key is passed over while another of its key runs, or stands
    /// before it. Throws `PostgresError` with `jobs_one_running_per_key` if another process was quicker with a key.
    func claim(_ shares: [ClaimPlan.Share], kinds: [String: JobKind], now: Instant) async throws -> [ClaimedJob] {
        let specs = shares.map { kinds[$0.lane.kind] }
        let rows = try await database.systemQuery(
            .jobs,
            """
            with picked as materialized (
              select ready.org_id, ready.id, lane.attempts, lane.lease
              from unnest(\(shares.map(\.lane.organisation))::uuid[], \(shares.map(\.lane.kind))::text[], \
                \(shares.map(\.count))::int[], \(specs.map { $0?.maxAttempts ?? 1 })::int[], \
                \(specs.map { $0?.lease.milliseconds ?? 60_000 })::bigint[]) as lane(org_id, kind, share, attempts, lease)
              cross join lateral (
                select org_id, id from jobs as candidate
                where candidate.org_id = lane.org_id and candidate.kind = lane.kind and state = 'available'
                  and (serialisation_key is null or not exists (
                    select from jobs as other
                    where other.org_id = candidate.org_id and other.serialisation_key = candidate.serialisation_key
                      and (other.state = 'running' or (other.position < candidate.position
                        and other.state in ('available', 'retry_wait', 'needs_attention')))))
                order by priority, run_at, position limit lane.share for update skip locked) as ready
            )
            update jobs set state = 'running', attempt = attempt + 1, fence = fence + 1, lease_owner = \(owner),
              lease_until = \(now)::timestamptz + picked.lease * interval '1 millisecond',
              max_attempts = coalesce(max_attempts, picked.attempts)
            from picked where jobs.org_id = picked.org_id and jobs.id = picked.id
            returning jobs.org_id, jobs.id, kind, payload, attempt, max_attempts, fence, lease_until, run_at, created_at,
              correlation_id
            """)
        return try rows.map(Self.claimed)
    }

    private static func claimed(_ row: Row) throws -> ClaimedJob {
        ClaimedJob(
            organisation: try row.get("org_id"), id: try row.get("id"), kind: try row.get("kind"),
            payload: try row.get("payload"), attempt: try row.get("attempt"), maxAttempts: try row.get("max_attempts"),
            fence: try row.get("fence"), leaseUntil: try row.get("lease_until"), runAt: try row.get("run_at"),
            createdAt: try row.get("created_at"), correlation: try row.get("correlation_id"))
    }

    /// Prolongs leases. Gives the jobs that are still this process's.
    func renew(_ leases: [JobLease], now: Instant) async throws -> Set<ID<Job>> {
        let rows = try await database.systemQuery(
            .jobs,
            """
            update jobs set lease_until = held.until \
            from unnest(\(leases.map(\.organisation))::uuid[], \(leases.map(\.id))::uuid[], \(leases.map(\.fence))::bigint[], \
              \(leases.map { now + $0.duration })::timestamptz[]) as held(org_id, id, fence, until) \
            where jobs.org_id = held.org_id and jobs.id = held.id and jobs.fence = held.fence and state = 'running' \
            returning jobs.id
            """)
        return Set(try rows.map { try $0.get("id", as: ID<Job>.self) })
    }

    /// Moves finished jobs to the history. Gives those whose fence was still theirs.
    func succeed(_ leases: [JobLease], now: Instant) async throws -> Set<ID<Job>> {
        let rows = try await database.systemQuery(
            .jobs,
            """
            with done as (
              delete from jobs using unnest(\(leases.map(\.organisation))::uuid[], \(leases.map(\.id))::uuid[], \
                \(leases.map(\.fence))::bigint[]) as held(org_id, id, fence)
              where jobs.org_id = held.org_id and jobs.id = held.id and jobs.fence = held.fence and state = 'running'
              returning jobs.*
            )
            insert into job_history (org_id, id, kind, payload, state, attempt, idempotency_key, serialisation_key,
              correlation_id, run_at, created_at, finished_at)
            select org_id, id, kind, payload, 'succeeded', attempt, idempotency_key, serialisation_key, correlation_id,
              run_at, created_at, \(now)::timestamptz
            from done returning id
            """)
        return Set(try rows.map { try $0.get("id", as: ID<Job>.self) })
    }

    /// Writes down how other attempts ended. Gives those whose fence was still theirs.
    func giveBack(_ outcomes: [JobOutcome], now: Instant) async throws -> Set<ID<Job>> {
        let changes = outcomes.map { JobChange($0, now: now) }
        let leases = outcomes.map(\.lease)
        let rows = try await database.systemQuery(
            .jobs,
            """
            update jobs set state = held.state, run_at = coalesce(nullif(held.run_at, '-infinity'), jobs.run_at), \
              attempt = attempt - held.refund, last_error = coalesce(nullif(held.error, ''), last_error), \
              lease_until = null, lease_owner = null \
            from unnest(\(leases.map(\.organisation))::uuid[], \(leases.map(\.id))::uuid[], \(leases.map(\.fence))::bigint[], \
              \(changes.map(\.state))::text[], \(changes.map(\.runAt))::timestamptz[], \(changes.map(\.refund))::int[], \
              \(changes.map(\.error))::text[]) as held(org_id, id, fence, state, run_at, refund, error) \
            where jobs.org_id = held.org_id and jobs.id = held.id and jobs.fence = held.fence and jobs.state = 'running' \
            returning jobs.id
            """)
        return Set(try rows.map { try $0.get("id", as: ID<Job>.self) })
    }

    /// Deletes history and keys from before `time`. Gives their number.
    func purge(before time: Instant) async throws -> Int {
        let history = try await database.systemQuery(
            .jobs,
            """
            delete from job_history using (select org_id, id from job_history where finished_at < \(time) \
              order by finished_at limit \(Self.batch)) as old \
            where job_history.org_id = old.org_id and job_history.id = old.id
            """
        ).affected
        let keys = try await database.systemQuery(
            .jobs,
            """
            delete from job_keys using (select org_id, key from job_keys where created_at < \(time) \
              and not exists (select from jobs where jobs.org_id = job_keys.org_id and jobs.id = job_keys.job_id) \
              order by created_at limit \(Self.batch)) as old \
            where job_keys.org_id = old.org_id and job_keys.key = old.key
            """
        ).affected
        return history + keys
    }

    /// Jobs that wait for a person, over all organisations.
    func attentionCount() async throws -> Int {
        try await database.systemQuery(.jobs, "select count(*) as jobs from jobs where state = 'needs_attention'")
            .one("count").get("jobs")
    }
}

/// An outcome as columns.
private struct JobChange {
    let state: JobState
    let runAt: String
    let refund: Int
    let error: String

    init(_ outcome: JobOutcome, now: Instant) {
        switch outcome.result {
        case .succeeded: preconditionFailure("successes go to the history")
        case .retry(let at, let error): (state, runAt, refund, self.error) = (.retryWait, at.description, 0, error)
        case .needsAttention(let error): (state, runAt, refund, self.error) = (.needsAttention, "-infinity", 0, error)
        case .released: (state, runAt, refund, error) = (.available, "-infinity", 1, "")
        }
    }
}
