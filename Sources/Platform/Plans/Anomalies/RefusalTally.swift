public import Core
public import Postgres
internal import Synchronization

/// Counts refusals in memory, by what the refused named: a number called, a key. Whose they are is looked up when they are
/// written down, so that a flood costs no lookups.
public final class RefusalTally: Sendable {
    private struct State {
        var webhooks: [String: Int64] = [:]
        var keys: [Identifier: Int64] = [:]
    }

    /// More different ones than this between two writings are counted as none: they are made up.
    private static let limit = 2000
    private let state = Mutex(State())

    public init() {}

    /// A webhook for that number was turned away.
    public func webhook(to number: String) {
        guard number.utf8.count <= 32 else { return }
        state.withLock { state in
            guard state.webhooks[number] != nil || state.webhooks.count < Self.limit else { return }
            state.webhooks[number, default: 0] += 1
        }
    }

    /// A key was used too often.
    public func key(_ id: Identifier) {
        state.withLock { state in
            guard state.keys[id] != nil || state.keys.count < Self.limit else { return }
            state.keys[id, default: 0] += 1
        }
    }

    /// Adds what has been counted to the hour's tallies. Throws `PostgresError`; what was counted is lost then, which
    /// hides an anomaly for a few seconds.
    public func write(to database: Database, at now: Instant) async throws {
        let taken = state.withLock { state in
            defer { state = State() }
            return state
        }
        if !taken.webhooks.isEmpty {
            let numbers = Array(taken.webhooks)
            _ = try await database.systemQuery(
                .plans,
                Self.addition(
                    "webhooks", now,
                    """
                    select r.org_id, sum(n.amount) as amount from unnest(\(numbers.map(\.key))::text[],
                      \(numbers.map(\.value))::bigint[]) as n (number, amount) join phone_number_routes r on r.number = n.number
                    group by r.org_id
                    """))
        }
        if !taken.keys.isEmpty {
            let keys = Array(taken.keys)
            _ = try await database.systemQuery(
                .plans,
                Self.addition(
                    "rate_limits", now,
                    """
                    select k.org_id, sum(n.amount) as amount from unnest(\(keys.map(\.key))::uuid[],
                      \(keys.map(\.value))::bigint[]) as n (id, amount) join api_keys k on k.id = n.id group by k.org_id
                    """))
        }
    }

    private static func addition(_ kind: String, _ now: Instant, _ amounts: SQL) -> SQL {
        """
        insert into refusal_tallies as t (org_id, kind, hour, amount)
        select a.org_id, \(kind), date_trunc('hour', \(now)::timestamptz), a.amount from (\(amounts)) a
        on conflict (org_id, kind, hour) do update set amount = t.amount + excluded.amount
        """
    }
}
