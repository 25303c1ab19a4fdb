public import Core
public import Postgres

/// One line of the bell and of the page.
public struct NotificationLine: Sendable {
    public let id: ID<MemberNotification>
    public let kind: String
    public let title: String
    public let body: String
    public let path: String
    /// `neutral`, `info`, `good`, `warn` or `bad`.
    public let tone: String
    public let createdAt: Instant
    public let isRead: Bool

    /// Of a row that `NotificationReads` selects.
    public init(_ row: Row) throws {
        id = try row.get("id")
        kind = try row.get("kind")
        title = try row.get("title")
        body = try row.get("body")
        path = try row.get("path")
        tone = try row.get("tone")
        createdAt = try row.get("created_at")
        isRead = try row.optional("read_at", as: Instant.self) != nil
    }
}

/// What a member's notifications are read with: always their own.
public enum NotificationReads {
    /// A sub-select that counts what is unread; more than 99 is "many" to everyone.
    public static let unreadCount: SQL = """
        (select count(*) from (select 1 from notifications where org_id = app_org() and member_id = app_user()
          and read_at is null and in_app limit 100) unread)
        """

    private static let columns: SQL = "id, kind, title, body, path, tone, read_at, created_at"

    /// Newest first, all or the unread, of one kind where given. `before` is the last one of the page before.
    public static func list(
        unread: Bool, kind: String? = nil, before: ID<MemberNotification>? = nil, limit: Int
    ) -> SQL {
        let onlyUnread: SQL = unread ? "and read_at is null" : ""
        let ofKind: SQL = kind.map { "and kind = \($0)" } ?? ""
        let older: SQL = before.map { "and id < \($0)" } ?? ""
        return """
            select \(columns) from notifications where org_id = app_org() and member_id = app_user() and in_app
              \(onlyUnread) \(ofKind) \(older)
            order by id desc limit \(limit)
            """
    }

    /// Marks one as read and gives its path.
    public static func open(_ id: ID<MemberNotification>, at now: Instant) -> SQL {
        """
        update notifications set read_at = coalesce(read_at, \(now)), awaits_email = false
        where org_id = app_org() and member_id = app_user() and id = \(id) returning path
        """
    }

    /// Marks one as read, or as unread again.
    public static func mark(_ id: ID<MemberNotification>, read: Bool, at now: Instant) -> SQL {
        """
        update notifications set read_at = case when \(read)::boolean then coalesce(read_at, \(now)) end
        where org_id = app_org() and member_id = app_user() and id = \(id) returning id
        """
    }

    /// Marks all as read.
    public static func markAll(at now: Instant) -> SQL {
        """
        update notifications set read_at = \(now), awaits_email = false
        where org_id = app_org() and member_id = app_user() and read_at is null
        """
    }
}
