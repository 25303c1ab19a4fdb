internal import Contracts
internal import Core
internal import Jobs
internal import Postgres
internal import Records

/// Finds pairs of customers that may be one and has them wait for a person: after a customer, contact or site is added
/// or changed, and every night for what came in some other way.
struct DuplicateQueue: Sendable {
    private static let name = "customers.find-duplicates"
    /// How many customers one night's pass looks at, at most, for each kind of key.
    private static let nightly = 2000

    static let subscription = Subscription(
        "customers.find-duplicates", to: "customer.created", "customer.updated", "customer.unmerged", "contact.created",
        "contact.updated", "site.created", "site.updated"
    ) { event, context, store in
        guard let customer = event.customer else { return }
        try await store.work(context, name) { try await look(at: customer.value, in: $0) }
    }

    static func jobKind(_ store: RecordStore) -> JobKind {
        JobKind(name, maxAttempts: 3, timeLimit: .minutes(15)) { run in
            for select in suspicions {
                let customers = try await store.database.query(run.context, select)
                for row in customers {
                    let customer: Identifier = try row.get("id")
                    try await store.work(run.context, name) { try await look(at: customer, in: $0) }
                }
            }
        }
    }

    /// Throws if the schedule is malformed, which a test rules out.
    static func schedule() throws -> CronEntry {
        CronEntry(name, try CronSchedule("23 3 * * *"), scope: .perOrganisation, kind: name)
    }

    /// Brings the open pairs of one customer up to date. What a person decided stays decided.
    static func look(at customer: Identifier, in work: Work) async throws {
        guard let row = try await work.query(DuplicateKeys.select(of: customer)).first else { return }
        let keys = try DuplicateKeys(row: row)
        let rows = try await work.query(keys.select(except: customer))
        let found = try keys.candidates(rows).filter { $0.score.value >= DuplicateScore.queued }
        work.queue(
            """
            delete from duplicate_pairs where org_id = app_org() and status = 'open' and (
              (first_id = \(customer) and second_id <> all(\(found.map(\.id))::uuid[]))
              or (second_id = \(customer) and first_id <> all(\(found.map(\.id))::uuid[])))
            """)
        let pairs = found.map { other in
            JSON.object([
                "id": .text(work.context.ids.next(at: work.now)), "other": .text(other.id),
                "score": .int(Int64(other.score.value)), "reasons": .array(other.score.reasons.map { .string($0) }),
            ])
        }
        // In the order of the pairs: two customers looked at at once wait for each other, but never both.
        try await work.query(
            """
            insert into duplicate_pairs as p (org_id, id, first_id, second_id, score, reasons, created_at)
            select app_org(), id, least(\(customer)::uuid, other), greatest(\(customer)::uuid, other), score, reasons,
              \(work.now)
            from jsonb_to_recordset(\(JSON.array(pairs))::jsonb) as found (id uuid, other uuid, score int, reasons text[])
            order by 3, 4
            on conflict (org_id, first_id, second_id) do update set score = excluded.score, reasons = excluded.reasons,
              status = 'open'
              where p.status <> 'dismissed' and (p.score, p.reasons, p.status) is distinct from
                (excluded.score, excluded.reasons, 'open')
            """)
    }

    /// Customers that share a key with another and are in no pair yet; each read in the order of an index.
    private static let suspicions: [SQL] = {
        let unpaired: SQL = """
            not exists (select from duplicate_pairs p where p.org_id = app_org() and p.first_id = id)
            and not exists (select from duplicate_pairs p where p.org_id = app_org() and p.second_id = id)
            """
        let limit = SQL(trusted: "\(nightly)")
        return [
            """
            select id from (select (array_agg(id))[1] as id from customers
              where org_id = app_org() and matching_email is not null and deleted_at is null
              group by matching_email having count(*) > 1) shared where \(unpaired) limit \(limit)
            """,
            """
            select id from (select k.customer_id as id from contacts k join customers c on c.org_id = k.org_id
                and c.phone = k.phone and c.id <> k.customer_id and c.deleted_at is null
              where k.org_id = app_org() and k.phone is not null and k.deleted_at is null) shared
            where \(unpaired) limit \(limit)
            """,
            """
            select id from (select (array_agg(s.customer_id))[1] as id from sites s
              join customers c on c.org_id = s.org_id and c.id = s.customer_id and c.deleted_at is null
              where s.org_id = app_org() and s.deleted_at is null
              group by s.matching, c.matching_name having count(distinct s.customer_id) > 1) shared
            where \(unpaired) limit \(limit)
            """,
        ]
    }()
}
