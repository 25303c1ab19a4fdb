public import Core
internal import Postgres
public import Records

/// Looks at one organisation by an operator. The operator asks with a reason; the organisation decides, or is told,
/// as it has set; whoever runs it can end it at any moment, and it ends by itself.
public enum SupportSession {
    /// How long one may last, in minutes.
    public static let minutes = 15...240
    /// What nobody has answered lapses.
    public static let patience: Duration = .days(7)

    /// What came of asking.
    public struct Asked: Sendable {
        public let id: Identifier
        /// Whether it has begun already, because the organisation only wants to be told.
        public let hasBegun: Bool
    }

    /// Asks for a session, in a transaction of Mainline's own within the organisation. Throws `Problem` 403 where support
    /// is never let in, 409 while another request of the operator's waits, 422.
    public static func ask(
        _ session: OperatorSession, reason: String, minutes: Int, mayWrite: Bool, in work: Work
    ) async throws -> Asked {
        var faults: [Problem.FieldError] = []
        if !(10...500).contains(reason.count) {
            faults.append(.init("reason", "invalid", "Say in 10 to 500 characters what you want to look at and why."))
        }
        if !Self.minutes.contains(minutes) {
            faults.append(.init("minutes", "invalid", "A session lasts from 15 minutes to 4 hours."))
        }
        if !faults.isEmpty { throw Problem.invalid(faults) }
        let row = try await work.query(
            """
            select o.support_access, exists (select from support_sessions s where s.org_id = o.id
              and s.operator_id = \(session.operatorID) and s.decision is null and s.ended_at is null
              and s.asked_at > \(work.now - patience)) as is_waiting
            from organisations o where o.id = app_org()
            """
        ).one("organisation")
        let access: String = try row.get("support_access")
        guard access != "never" else { throw Problem.forbidden("This organisation lets no support in.") }
        guard !(try row.get("is_waiting", as: Bool.self)) else {
            throw Problem.conflict("waiting", "You have asked already. Wait for the answer, or take the request back.")
        }
        let id = work.context.ids.next(at: work.now)
        let begins = access == "notice"
        let ends: Instant? = begins ? work.now + .minutes(minutes) : nil
        work.queue(
            """
            insert into support_sessions (org_id, id, operator_id, operator_name, reason, minutes, may_write, asked_at,
              decision, decided_at, expires_at, created_at)
            values (app_org(), \(id), \(session.operatorID), \(session.name), \(reason), \(minutes),
              \(begins ? false : mayWrite), \(work.now), \(begins ? "notice" : nil), \(begins ? work.now : nil),
              \(ends), \(work.now))
            """)
        return Asked(id: id, hasBegun: begins)
    }

    /// Lets the operator in, to read or also to write. Throws `Problem` 404 if there is nothing to decide.
    public static func approve(_ id: Identifier, mayWrite: Bool, in work: Work) async throws {
        try work.context.requireRecentProof()
        let rows = try await work.query(
            """
            update support_sessions set decision = 'approved', decided_at = \(work.now),
              decided_by = \(work.context.actor.user), may_write = may_write and \(mayWrite),
              expires_at = \(work.now)::timestamptz + make_interval(mins => minutes)
            where org_id = app_org() and id = \(id) and decision is null and ended_at is null
              and asked_at > \(work.now - patience) returning id
            """)
        _ = try rows.one("request")
    }

    /// Throws `Problem` 404 if there is nothing to decide.
    public static func refuse(_ id: Identifier, in work: Work) async throws {
        let rows = try await work.query(
            """
            update support_sessions set decision = 'refused', decided_at = \(work.now),
              decided_by = \(work.context.actor.user)
            where org_id = app_org() and id = \(id) and decision is null and ended_at is null returning id
            """)
        _ = try rows.one("request")
    }

    /// Ends it, or takes back what was asked. What is over stays as it is. Throws `Problem` 404 if there is none.
    public static func end(_ id: Identifier, in work: Work) async throws {
        let rows = try await work.query(
            """
            update support_sessions set ended_at = coalesce(ended_at, \(work.now)),
              ended_by = coalesce(ended_by, \(work.context.actor.description))
            where org_id = app_org() and id = \(id) returning id
            """)
        _ = try rows.one("support session")
    }
}
