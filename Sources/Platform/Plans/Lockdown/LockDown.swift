public import Core
internal import Notifications
internal import Postgres
public import Records

/// Shuts the organisation's channels against abuse, at once and in every process: the widget and automation are off, the
/// telephone takes messages, emergencies still reach the owner. What customers owe can still be paid.
public struct LockDown: Action {
    public static let name = "organisation.lock_down"
    public static let title = "Lock down"
    public static let access: Access = .admins
    public static let confirmation: String? =
        "The web chat and automation are off at once, callers leave messages, texts wait. Emergencies still reach you."
    public static let isDestructive = true
    public static let fields: [Field] = [
        .text("reason", required: true, max: 500),
        .timestamp("until", label: "Until"),
        .boolean("pause_keys", label: "Pause API keys too"),
    ]

    let reason: String
    let until: Instant?
    let pausesKeys: Bool

    public init(_ input: Input) throws {
        reason = try input.text("reason")
        until = input.optionalInstant("until")
        pausesKeys = input.flag("pause_keys")
        if let until, until <= input.context.now {
            throw Problem.invalid("until", "past", "That time has passed. Leave it empty to lift it by hand.")
        }
    }

    public func perform(in work: Work) async throws -> JSON {
        let kinds = [Restriction.Kind.lockdown] + (pausesKeys ? [.keysPaused] : [])
        for kind in kinds {
            work.queue(
                """
                insert into organisation_restrictions as r (org_id, kind, since, until, note, made_by)
                values (app_org(), \(kind.rawValue), \(work.now), \(until), \(reason), \(work.context.actor.description))
                on conflict (org_id, kind) do update set until = excluded.until, note = excluded.note, made_by = excluded.made_by
                """)
        }
        if !pausesKeys {
            work.queue("delete from organisation_restrictions where org_id = app_org() and kind = 'keys_paused'")
        }
        try work.emit(
            "organisation.locked_down", "organisations", work.context.organisation.value,
            ["reason": .string(reason), "until": .text(until)])
        try await Notifications.notify(
            .admins,
            NewNotification(
                PlanNotifications.lockdown, "The organisation is locked down", body: reason,
                path: "/settings/lockdown", tone: "bad"), in: work)
        return ["locked_down": true, "until": .text(until)]
    }
}

/// Opens the organisation's channels again. Doing it twice does no harm.
public struct LiftLockdown: Action {
    public static let name = "organisation.lift_lockdown"
    public static let title = "Lift lockdown"
    public static let access: Access = .admins
    public static let fields: [Field] = []

    public init(_ input: Input) throws {}

    public func perform(in work: Work) async throws -> JSON {
        let rows = try await work.query(
            """
            delete from organisation_restrictions where org_id = app_org() and kind in ('lockdown', 'keys_paused')
            returning kind
            """)
        guard !rows.isEmpty else { return ["lifted": false] }
        try work.emit("organisation.lockdown_lifted", "organisations", work.context.organisation.value)
        try await Notifications.notify(
            .admins,
            NewNotification(
                PlanNotifications.lockdown, "The lockdown has been lifted", path: "/settings/lockdown", tone: "good"),
            in: work)
        return ["lifted": true]
    }
}
