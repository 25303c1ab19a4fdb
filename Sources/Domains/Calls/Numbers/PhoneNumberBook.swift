public import Contracts
public import Core
internal import Postgres
public import Records
internal import Synchronization

/// The organisations' telephone numbers, with a short memory so that a webhook need not ask which is whose.
public final class PhoneNumberBook: NumberBook {
    private struct Entry {
        let organisation: ID<Organisation>?
        let until: Instant
    }

    private let store: @Sendable () -> RecordStore
    private let known = Mutex<[String: Entry]>([:])

    /// How long an answer is believed.
    private static let memory: Duration = .seconds(10)

    public init(store: @escaping @Sendable () -> RecordStore) { self.store = store }

    public func outgoingNumber(in work: Work) async throws -> String {
        let rows = try await work.query(
            "select number from phone_numbers where org_id = app_org() and is_active order by created_at, id limit 1")
        guard let number: String = try rows.first?.get("number") else {
            throw Problem.conflict(
                "no_number", "The organisation has no telephone number. Give it one with mainline org number.")
        }
        return number
    }

    public func organisation(of number: String) async throws -> ID<Organisation>? {
        let store = store()
        let now = store.clock.now
        if let entry = known.withLock({ $0[number] }), entry.until > now { return entry.organisation }
        let rows = try await store.database.systemQuery(
            .webhookRouting, "select org_id from phone_number_routes where number = \(number)")
        let organisation: ID<Organisation>? = try rows.first?.get("org_id")
        known.withLock { known in
            if known.count > 10_000 { known.removeAll() }
            known[number] = Entry(organisation: organisation, until: now + Self.memory)
        }
        return organisation
    }

    /// Gives an organisation a number. Throws 409 if another organisation has it.
    public static func add(_ number: String, label: String, to organisation: ID<Organisation>, store: RecordStore)
        async throws
    {
        let rows = try await store.database.systemQuery(
            .webhookRouting,
            """
            with route as (
              insert into phone_number_routes (number, org_id) values (\(number), \(organisation))
              on conflict (number) do update set number = excluded.number returning org_id)
            insert into phone_numbers (org_id, id, number, label)
            select org_id, uuid_v7(), \(number), \(label) from route where org_id = \(organisation)
            on conflict on constraint phone_numbers_number_key do update set label = excluded.label
            returning id
            """)
        if rows.isEmpty {
            throw Problem.conflict("number_taken", "The number \(number) belongs to another organisation.")
        }
    }
}
