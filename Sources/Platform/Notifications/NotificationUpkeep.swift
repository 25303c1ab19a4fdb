public import Core
public import Jobs
internal import Postgres
public import Records

/// What is done for notifications by the clock: the e-mails of those who want them, and the old ones' end.
public struct NotificationUpkeep: Sendable {
    /// Sends a member a plain e-mail, in the transaction that notes that it went out.
    public typealias SendEmail =
        @Sendable (_ address: String, _ subject: String, _ body: String, _ work: Work) async throws -> Void

    /// Told to those who run the organisation.
    public static let jobNeedsAttention = NotificationKind(
        "job.attention", "Work that failed waits for somebody to decide", mailedByDefault: true)
    /// What a member keeps; older ones go.
    public static let keptPerMember = 500
    /// Lines in one e-mail; the rest is said as a number.
    private static let linesPerEmail = 30

    private let publicURL: String
    private let sendEmail: SendEmail

    /// - Parameter publicURL: Mainline's address as people reach it, for the links in e-mails.
    public init(publicURL: String, sendEmail: @escaping SendEmail) {
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.sendEmail = sendEmail
    }

    public func jobs(_ store: RecordStore) -> [JobKind] {
        [
            JobKind("notifications.email", maxAttempts: 5) { run in
                try await Self.tellOfJobs(run.context, store)
                try await mail(run.context, store)
            },
            JobKind("notifications.purge", maxAttempts: 3) { run in try await Self.purge(run.context, store) },
        ]
    }

    /// Throws if a schedule is malformed, which a test rules out.
    public static func schedules() throws -> [CronEntry] {
        [
            CronEntry(
                "notifications.email", try CronSchedule("*/15 * * * *"), scope: .perOrganisation,
                kind: "notifications.email"),
            CronEntry(
                "notifications.purge", try CronSchedule("23 3 * * *"), scope: .perOrganisation,
                kind: "notifications.purge"),
        ]
    }

    /// One e-mail to each member for whom something waits that they have not read meanwhile.
    public func mail(_ context: Context, _ store: RecordStore) async throws {
        let waiting = try await store.database.query(
            context, "select distinct member_id from notifications where org_id = app_org() and awaits_email")
        for row in waiting {
            let member: ID<User> = try row.get("member_id")
            try await store.work(context, "notifications.email") { try await mail(member, in: $0) }
        }
    }

    /// Takes what waits and sends it, both or neither: no one is written to twice of the same.
    private func mail(_ member: ID<User>, in work: Work) async throws {
        let rows = try await work.query(
            """
            with taken as (
              update notifications n set awaits_email = false
              where n.org_id = app_org() and n.member_id = \(member) and n.awaits_email
              returning n.id, n.title, n.body, n.path, n.read_at
            )
            select t.title, t.body, t.path, o.name as organisation, m.email, m.name
            from taken t join members m on m.org_id = app_org() and m.id = \(member) and m.is_active
              join organisations o on o.id = app_org()
            where t.read_at is null order by t.id
            """)
        guard let first = rows.first else { return }
        let titles = try rows.map { try $0.get("title", as: String.self) }
        let lines = try rows.prefix(Self.linesPerEmail).map { row in
            let body: String = try row.get("body")
            return "- \(try row.get("title", as: String.self))\(body.isEmpty ? "" : "\n  \(body)")\n  "
                + "\(publicURL)\(try row.get("path", as: String.self))"
        }
        let rest = titles.count - lines.count
        let more = rest > 0 ? "\n\nand \(rest) more at \(publicURL)/notifications" : ""
        let organisation: String = try first.get("organisation")
        try await sendEmail(
            try first.get("email"),
            titles.count == 1 ? titles[0] : "\(titles.count) new notifications from \(organisation)",
            """
            Hello \(try first.get("name", as: String.self)),

            \(lines.joined(separator: "\n\n"))\(more)

            You chose to get these by e-mail. Change that at \(publicURL)/notifications/settings
            """, work)
    }

    /// Each job that needs attention once. Looked for here, as a job that fails has no transaction to tell it in.
    static func tellOfJobs(_ context: Context, _ store: RecordStore) async throws {
        try await store.work(context, "notifications.jobs") { work in
            let rows = try await work.query(
                """
                select j.id, j.kind, j.last_error from jobs j
                where j.org_id = app_org() and j.state = 'needs_attention' and not exists (
                  select from notifications n where n.org_id = app_org() and n.key = 'job.attention/' || j.id)
                order by j.id limit 20
                """)
            for row in rows {
                let error: String? = try row.optional("last_error")
                try await Notifications.notify(
                    Access.admins,
                    NewNotification(
                        jobNeedsAttention, "Work needs a decision: \(try row.get("kind", as: String.self))",
                        body: error ?? "", path: "/jobs", tone: "warn",
                        key: "job.attention/\(try row.get("id", as: Identifier.self))"), in: work)
            }
        }
    }

    static func purge(_ context: Context, _ store: RecordStore) async throws {
        try await store.work(context, "notifications.purge") { work in
            try await work.query(
                """
                delete from notifications n using (
                  select id from (
                    select id, row_number() over (partition by member_id order by id desc) as place
                    from notifications where org_id = app_org()
                  ) numbered where place > \(Self.keptPerMember)
                ) old where n.org_id = app_org() and n.id = old.id
                """)
        }
    }
}
