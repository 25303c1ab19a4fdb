public import Core
public import Postgres

/// Old ids of records that were merged into others. Pages answer them with 301, the API with 308. Chains are collapsed as
/// they grow, so that finding the end is one look-up, and fall apart again in whatever order merges are undone.
public enum Redirects {
    /// Sends `old` to `new` from now on, and with it whatever already leads to `old`. Adding it twice does no harm.
    /// Throws `Problem` 409 if `new` itself leads to `old`.
    public static func add(_ resource: String, from old: Identifier, to new: Identifier, in work: Work) async throws {
        // Two merges at once could otherwise each close half a circle.
        work.queue("select pg_advisory_xact_lock(hashtextextended(app_org()::text || \("redirects " + resource), 0))")
        let end = try await resolve(resource, new, in: work)
        guard end != old else {
            throw Problem.conflict(
                "redirect_circle",
                "The record to keep was itself merged into the other one. Undo that merge first, or merge the other way."
            )
        }
        work.queue(
            """
            insert into record_redirects (org_id, resource, from_id, into_id, to_id)
            values (app_org(), \(resource), \(old), \(new), \(end))
            on conflict (org_id, resource, from_id) do update set into_id = excluded.into_id, to_id = excluded.to_id
            """)
        work.queue(
            """
            update record_redirects set to_id = \(end)
            where org_id = app_org() and resource = \(resource) and to_id = \(old)
            """)
    }

    /// `old` stands for itself again, and so do those that were merged into it before. Removing what is not there does no
    /// harm.
    public static func remove(_ resource: String, from old: Identifier, in work: Work) async throws {
        work.queue("select pg_advisory_xact_lock(hashtextextended(app_org()::text || \("redirects " + resource), 0))")
        work.queue(
            "delete from record_redirects where org_id = app_org() and resource = \(resource) and from_id = \(old)")
        try await work.query(
            """
            with recursive behind (from_id) as (
              select from_id from record_redirects
              where org_id = app_org() and resource = \(resource) and into_id = \(old)
              union
              select r.from_id from record_redirects r join behind b on r.into_id = b.from_id
              where r.org_id = app_org() and r.resource = \(resource))
            update record_redirects r set to_id = \(old) from behind b
            where r.org_id = app_org() and r.resource = \(resource) and r.from_id = b.from_id
            """)
    }

    /// The id under which the record is found now: `id` itself unless it was merged.
    public static func resolve(_ resource: String, _ id: Identifier, in work: Work) async throws -> Identifier {
        let rows = try await work.query(select(resource, id))
        return try rows.first?.get("to_id") ?? id
    }

    /// Where `id` leads; nil if it stands for itself.
    public static func target(_ resource: String, _ id: Identifier, _ context: Context, _ database: Database)
        async throws -> Identifier?
    {
        try await database.read(context, select(resource, id)).first?.get("to_id")
    }

    /// The same as a statement for a batch, with the column `to_id`.
    public static func select(_ resource: String, _ id: Identifier) -> SQL {
        """
        select to_id from record_redirects where org_id = app_org() and resource = \(resource) and from_id = \(id)
        """
    }
}
