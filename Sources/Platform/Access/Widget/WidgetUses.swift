internal import Core
internal import Postgres
internal import Synchronization

/// When and from which pages widgets were last used, and how many tokens they gave out: collected, and written together.
final class WidgetUses: Sendable {
    private struct Use {
        let organisation: ID<Organisation>
        var at: Instant
        var origin: String
        var tokens: Int64
    }
    private let uses = Mutex<[Identifier: Use]>([:])

    func note(_ widget: Widget, at time: Instant, from origin: String) {
        uses.withLock { uses in
            let tokens = uses[widget.id]?.tokens ?? 0
            uses[widget.id] = Use(
                organisation: widget.organisation, at: time, origin: String(origin.prefix(300)), tokens: tokens + 1)
        }
    }

    /// What cannot be written is kept for the next time. Throws `PostgresError`.
    func write(to database: Database) async throws {
        let taken = uses.withLock { uses in
            defer { uses = [:] }
            return uses
        }
        guard !taken.isEmpty else { return }
        let all = Array(taken)
        do {
            _ = try await database.systemQuery(
                .signIn,
                """
                insert into widget_uses as w (org_id, widget_id, last_used_at, last_origin, tokens)
                select u.* from unnest(\(all.map(\.value.organisation))::uuid[], \(all.map(\.key))::uuid[],
                  \(all.map(\.value.at))::timestamptz[], \(all.map(\.value.origin))::text[],
                  \(all.map(\.value.tokens))::bigint[]) as u (org_id, widget_id, at, origin, tokens)
                  join widgets k on k.org_id = u.org_id and k.id = u.widget_id
                on conflict (org_id, widget_id) do update set last_used_at = greatest(w.last_used_at, excluded.last_used_at),
                  last_origin = excluded.last_origin, tokens = w.tokens + excluded.tokens
                """)
        } catch {
            uses.withLock { uses in
                for (id, missed) in taken {
                    var use = uses[id] ?? missed
                    if uses[id] != nil { use.tokens += missed.tokens }
                    uses[id] = use
                }
            }
            throw error
        }
    }
}
