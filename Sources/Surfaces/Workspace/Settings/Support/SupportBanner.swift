internal import Core
internal import Interface
internal import Postgres

/// What every page says while somebody from outside looks at the organisation, or asks to.
enum SupportBanner {
    /// A sub-select of the frame's query: the session that runs or waits, as JSON.
    static let column: SQL = """
        (select jsonb_build_object('id', s.id, 'name', s.operator_name, 'until', extract(epoch from s.expires_at)::bigint,
            'may_write', s.may_write)
          from support_sessions s where s.org_id = o.id and s.ended_at is null
            and ((s.decision in ('approved', 'notice') and s.expires_at > now())
              or (s.decision is null and s.asked_at > now() - interval '7 days'))
          order by s.expires_at is null, s.id desc limit 1)
        """

    static func banner(_ value: JSON?, _ context: Context) -> Banner? {
        guard let value, let name = value["name"]?.string, let id = value["id"]?.string else { return nil }
        let isAdmin = Access.admins.allows(context.role)
        let list = isAdmin ? Place("See what was looked at", SettingsPlace.support.path) : nil
        guard let until = value["until"]?.int else {
            guard isAdmin else { return nil }
            return Banner(
                "\(name) of Mainline's support asks to look at your organisation.", tone: .info,
                link: Place("Decide", SettingsPlace.support.path))
        }
        let time = context.zone.local(Instant(seconds: until)).time
        if context.actor.isSupport {
            return Banner(
                "Support session until \(time): everything you ask for is recorded.", tone: .warn,
                link: Place("All sessions", "/operator/support"), action: Place("Leave", "/operator/support/leave"))
        }
        return Banner(
            "\(name) of Mainline's support is \(value["may_write"]?.bool == true ? "working in" : "looking at") your "
                + "organisation until \(time).", tone: .warn, link: list,
            action: isAdmin ? Place("End it now", "\(SettingsPlace.support.path)/\(id)/end") : nil)
    }
}
