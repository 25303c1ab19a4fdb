internal import Core
internal import Postgres

/// Jobs of one organisation on their way into the table: one statement, however many they are.
struct JobBatch {
    let ids: [ID<Job>]
    let statement: SQL

    /// Throws `Problem` for a payload over the limit, or one key with two different requests.
    init(
        _ jobs: [NewJob], organisation: ID<Organisation>, correlation: String, now: Instant, ids source: IDSource
    ) throws {
        var ids: [ID<Job>] = []
        var entries: [JSON] = []
        var keys: [String: (id: ID<Job>, hash: String)] = [:]
        for job in jobs {
            let id = ID<Job>(source.next(at: now))
            let hash = job.requestHash
            if let key = job.idempotencyKey, let known = keys[key] {
                guard known.hash == hash else {
                    throw Problem.conflict(
                        "job_key_reused",
                        "The job key “\(key)” stands for another request. Use a key of its own for each.")
                }
                ids.append(known.id)
                continue
            }
            if let key = job.idempotencyKey { keys[key] = (id, hash) }
            ids.append(id)
            entries.append(try Self.entry(job, id: id, hash: hash, now: now))
        }
        self.ids = ids
        statement = Self.statement(.array(entries), organisation: organisation, correlation: correlation, now: now)
    }

    private static func entry(_ job: NewJob, id: ID<Job>, hash: String, now: Instant) throws -> JSON {
        guard job.payload.text.utf8.count <= JobQueue.payloadLimit else {
            throw Problem(
                status: 413, code: "job_too_large",
                "A \(job.kind) job carries more than \(JobQueue.payloadLimit / 1024) KiB. Store the data and pass its id."
            )
        }
        return [
            "id": .text(id), "kind": .string(job.kind), "payload": job.payload,
            "priority": .int(Int64(job.priority.rawValue)),
            "run_at": .text(job.runAt ?? now), "max_attempts": job.maxAttempts.map { .int(Int64($0)) } ?? .null,
            "key": .text(job.idempotencyKey), "hash": .string(hash), "serialisation_key": .text(job.serialisationKey),
        ]
    }

    /// A key already known with the same request leaves its first job in place, and this one is not added.
    private static func statement(
        _ entries: JSON, organisation: ID<Organisation>, correlation: String, now: Instant
    ) -> SQL {
        """
        with asked as materialized (
          select * from rows from (jsonb_to_recordset(\(entries)::jsonb) as (id uuid, kind text, payload jsonb, \
            priority smallint, run_at timestamptz, max_attempts int, key text, hash text, serialisation_key text)) \
            with ordinality as asked(id, kind, payload, priority, run_at, max_attempts, key, hash, serialisation_key, place)
        ), keyed as (
          insert into job_keys as known (org_id, key, request_hash, job_id, created_at)
          select \(organisation)::uuid, key, decode(hash, 'hex'), id, \(now)::timestamptz from asked where key is not null
          on conflict (org_id, key) do update set contradicted = known.request_hash <> excluded.request_hash
          returning job_id
        )
        insert into jobs (org_id, id, kind, payload, priority, state, run_at, max_attempts, idempotency_key, \
          serialisation_key, correlation_id, created_at)
        select \(organisation)::uuid, id, kind, payload, priority, \
          case when run_at > \(now)::timestamptz then 'scheduled' else 'available' end, run_at, max_attempts, key, \
          serialisation_key, \(correlation), \(now)::timestamptz
        from asked where key is null or id in (select job_id from keyed)
        order by place
        """
    }
}
