public import Core
internal import Postgres
public import Records

/// A thing a member was told.
public enum MemberNotification {}

/// Tells members things: the bell, the page of notifications and, for those who want it, an e-mail.
///
///     try await Notifications.notify(owner, NewNotification(.leadAssigned, "New lead: Dana Fox", path: "/leads/…"), in: work)
///
/// Part of the transaction: what is undone was never told.
public enum Notifications {
    /// The topic of the live stream on which a member hears of what is new.
    public static func topic(of member: ID<User>) -> String { "notifications/\(member)" }

    /// Tells one member. Nobody is told of what they did themselves, unless `evenSelf`.
    /// Throws `PostgresError`.
    public static func notify(
        _ member: ID<User>, _ news: NewNotification, evenSelf: Bool = false, in work: Work
    ) async throws {
        try await notify([member], news, evenSelf: evenSelf, in: work)
    }

    /// Tells every active member who has one of the roles.
    public static func notify(
        _ access: Access, _ news: NewNotification, evenSelf: Bool = false, in work: Work
    ) async throws {
        let rows = try await work.query(
            """
            select id from members where org_id = app_org() and is_active and deleted_at is null
              and role = any(\(access.roles.map(\.rawValue))::text[])
            """)
        try await notify(try rows.map { try $0.get("id") }, news, evenSelf: evenSelf, in: work)
    }

    /// Tells several members, each as they want to be told.
    public static func notify(
        _ members: [ID<User>], _ news: NewNotification, evenSelf: Bool = false, in work: Work
    ) async throws {
        let told = Set(members).filter { evenSelf || $0 != work.context.actor.user }.sorted()
        guard !told.isEmpty else { return }
        let ids = told.map { _ in work.context.ids.next(at: work.now) }
        // What stands below the title is made out of fields, and nobody declared of which: whom a custom role hides some
        // from is told the title alone.
        let isOfRecord = !news.path.hasPrefix("/settings") && !news.path.hasPrefix("/jobs")
        // Without naming the key: those who tell may not see what others are told.
        work.queue(
            """
            insert into notifications (org_id, id, member_id, kind, title, body, path, tone, key, in_app, awaits_email,
              created_at)
            select app_org(), told.id, m.id, \(news.kind.name), \(clipped(news.title, 200)),
              case when not \(isOfRecord)::boolean or m.custom_role_id is null or exists (select from custom_roles r
                where r.org_id = app_org() and r.id = m.custom_role_id
                  and not jsonb_path_exists(r.rules, '$.*.fields.* ? (@ == "hidden")'))
                then \(clipped(news.body, 500))::text else '' end,
              \(news.path), \(news.tone), \(news.key)::text, coalesce(p.in_app, true),
              coalesce(p.by_email, \(news.kind.isMailedByDefault)::boolean), \(work.now)
            from unnest(\(ids)::uuid[], \(told)::uuid[]) as told (id, member)
              join members m on m.org_id = app_org() and m.id = told.member and m.is_active and m.deleted_at is null
              left join notification_preferences p on p.org_id = app_org() and p.member_id = m.id
                and p.kind = \(news.kind.name)
            where coalesce(p.in_app, true) or coalesce(p.by_email, \(news.kind.isMailedByDefault)::boolean)
            on conflict do nothing
            """)
        for member in told { try work.emit("notification.created", "notifications", member.value) }
    }

    private static func clipped(_ text: String, _ limit: Int) -> String {
        text.unicodeScalars.count <= limit
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
    }
}
