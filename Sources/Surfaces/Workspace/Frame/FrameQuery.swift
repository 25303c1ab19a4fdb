internal import Core
internal import Notifications
internal import Postgres

/// What the frame shows on every page: names, and how much waits where.
struct FrameQuery {
    /// Counting stops here: more than this is "many" to everyone.
    private static let ceiling = 99

    static let sql: SQL = """
        select o.name as organisation, coalesce(m.name, case when current_setting('app.actor', true) like 'operator:%' then 'Support' else 'API key' end) as person, coalesce(m.email, '') as email,
          (select count(*) from (select 1 from emergencies where org_id = app_org() and status = 'open' limit \(trusted: ceiling)) n) as emergencies,
          (select count(*) from (select 1 from callbacks where org_id = app_org() and status = 'open' limit \(trusted: ceiling)) n) as callbacks,
          (select count(*) from (select 1 from jobs where org_id = app_org() and state = 'needs_attention' limit \(trusted: ceiling)) n) as jobs,
          (select count(*) from (select 1 from duplicate_pairs where org_id = app_org() and status = 'open' limit \(trusted: ceiling)) n) as duplicates,
          \(NotificationReads.unreadCount) as notifications, \(SupportBanner.column) as support,
          \(NoticeBanners.column) as notices
        from organisations o left join members m on m.org_id = o.id and m.id = app_user()
        where o.id = app_org()
        """

    let organisation: String
    let person: String
    let email: String
    let emergencies: Int
    let callbacks: Int
    let jobs: Int
    let duplicates: Int
    /// Unread ones of the person; 100 is "many".
    let notifications: Int

    /// A support session that runs or waits.
    let support: JSON?
    /// What the operators have to say and the person has not put away.
    let notices: JSON

    init(_ rows: Rows) throws {
        let row = try rows.one("organisation")
        organisation = try row.get("organisation")
        person = try row.get("person")
        email = try row.get("email")
        emergencies = try row.get("emergencies")
        callbacks = try row.get("callbacks")
        jobs = try row.get("jobs")
        duplicates = try row.get("duplicates")
        notifications = try row.get("notifications")
        support = try row.optional("support")
        notices = try row.get("notices")
    }
}

extension SQL.StringInterpolation {
    /// A number from the source.
    fileprivate mutating func appendInterpolation(trusted number: Int) { appendLiteral(String(number)) }
}
