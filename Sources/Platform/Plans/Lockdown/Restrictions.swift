public import Core
internal import Postgres
public import Records

/// Puts and takes away what Mainline itself restricts, as part of a piece of its work.
public enum Restrictions {
    /// Must run under the role `system`, unless the kind is the organisation's own.
    public static func impose(_ kind: Restriction.Kind, note: String? = nil, until: Instant? = nil, in work: Work) {
        work.queue(
            """
            insert into organisation_restrictions as r (org_id, kind, since, until, note, made_by)
            values (app_org(), \(kind.rawValue), \(work.now), \(until), \(note), \(work.context.actor.description))
            on conflict (org_id, kind) do update set until = excluded.until, note = excluded.note
            """)
    }

    public static func lift(_ kind: Restriction.Kind, in work: Work) {
        work.queue("delete from organisation_restrictions where org_id = app_org() and kind = \(kind.rawValue)")
    }

    /// The same across organisations: an address was confirmed, wherever its owner is owner.
    public static func lift(_ kind: Restriction.Kind, of organisations: [ID<Organisation>], store: RecordStore)
        async throws
    {
        _ = try await store.database.systemQuery(
            .plans,
            """
            delete from organisation_restrictions where kind = \(kind.rawValue) and org_id = any(\(organisations)::uuid[])
            """)
    }
}
