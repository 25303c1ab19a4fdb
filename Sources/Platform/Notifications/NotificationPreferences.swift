public import Core
public import Postgres

/// How a member wants to hear of one kind of thing.
public struct NotificationPreference: Sendable, Hashable {
    public var isInApp: Bool
    public var isByEmail: Bool

    public init(isInApp: Bool, isByEmail: Bool) {
        self.isInApp = isInApp
        self.isByEmail = isByEmail
    }

    /// As a kind has it for those who have not chosen.
    public init(standard kind: NotificationKind) {
        self.init(isInApp: true, isByEmail: kind.isMailedByDefault)
    }
}

/// Reads and keeps what members chose for themselves.
public enum NotificationPreferences {
    /// The asker's choices; read with `preferences(_:)`.
    public static let own: SQL = """
        select kind, in_app, by_email from notification_preferences where org_id = app_org() and member_id = app_user()
        """

    /// By kind.
    public static func preferences(_ rows: Rows) throws -> [String: NotificationPreference] {
        var found: [String: NotificationPreference] = [:]
        for row in rows {
            found[try row.get("kind")] = NotificationPreference(
                isInApp: try row.get("in_app"), isByEmail: try row.get("by_email"))
        }
        return found
    }

    /// Keeps the asker's choice.
    public static func set(_ kind: NotificationKind, _ preference: NotificationPreference) -> SQL {
        """
        insert into notification_preferences as p (org_id, member_id, kind, in_app, by_email)
        select app_org(), m.id, \(kind.name), \(preference.isInApp), \(preference.isByEmail)
          from members m where m.org_id = app_org() and m.id = app_user()
        on conflict (org_id, member_id, kind) do update set in_app = excluded.in_app, by_email = excluded.by_email,
          updated_at = now()
        """
    }
}
