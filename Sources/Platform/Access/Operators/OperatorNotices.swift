public import Core
public import Postgres

/// What the platform's operators tell the people of one organisation, or of all, above every page.
public struct OperatorNotices: Sendable {
    /// How grave it is: the colour of the line.
    public enum Tone: String, Sendable, CaseIterable { case info, warn, bad }

    /// Something that was posted, with how many organisations it stands in.
    public struct Posted: Sendable {
        public let id: Identifier
        public let words: String
        public let tone: Tone
        public let operatorName: String
        public let postedAt: Instant
        public let until: Instant
        public let withdrawnAt: Instant?
        public let organisations: Int
        /// The organisation's name, where it is only one.
        public let organisation: String
        /// By how many people it has been dismissed.
        public let dismissals: Int

        public func stands(at now: Instant) -> Bool { withdrawnAt == nil && until > now }
    }

    private static let listed: Duration = .days(90)
    private static let longest: Duration = .days(90)

    private let database: Database
    private let clock: TimeSource
    private let ids: IDSource

    public init(_ database: Database, clock: TimeSource = .system, ids: IDSource = .random) {
        self.database = database
        self.clock = clock
        self.ids = ids
    }

    /// Says it to the people of `organisation`, or of all there are now if nil. Each organisation's audit trail tells of
    /// it. Throws `Problem` 404 or 422, or `PostgresError`.
    @discardableResult
    public func post(
        _ words: String, tone: Tone, for duration: Duration, to organisation: ID<Organisation>?,
        by session: OperatorSession, correlation: String
    ) async throws -> Identifier {
        let text = words.trimmed
        guard (5...300).contains(text.count) else {
            throw Problem.invalid("words", "invalid", "Say it in 5 to 300 characters.")
        }
        guard duration > .zero, duration <= Self.longest else {
            throw Problem.invalid("days", "out_of_range", "A notice stands for at most 90 days.")
        }
        let (id, now) = (ids.next(at: clock.now), clock.now)
        let whose: SQL = organisation.map { "where o.id = \($0)" } ?? ""
        try await database.systemTransaction(.support) { transaction in
            transaction.queue(Self.naming(session, "notices.post", correlation))
            let posted = try await transaction.query(
                """
                insert into operator_notices (org_id, id, operator_name, words, tone, until, created_at)
                select o.id, \(id), \(session.name)::text, \(text)::text, \(tone.rawValue)::text, \(now + duration)::timestamptz,
                  \(now)::timestamptz from organisations o \(whose) returning org_id
                """)
            if posted.isEmpty { throw Problem.notFound("organisation") }
        }
        return id
    }

    /// Takes it away wherever it stands. Throws `Problem` 404 if it stands nowhere, or `PostgresError`.
    public func withdraw(_ id: Identifier, by session: OperatorSession, correlation: String) async throws {
        try await database.systemTransaction(.support) { transaction in
            transaction.queue(Self.naming(session, "notices.withdraw", correlation))
            let gone = try await transaction.query(
                """
                update operator_notices set withdrawn_at = \(clock.now) where id = \(id) and withdrawn_at is null
                returning org_id
                """)
            if gone.isEmpty { throw Problem.notFound("notice") }
        }
    }

    /// Those of the last 90 days, the newest first; of one organisation, or all. Throws `PostgresError`.
    public func list(of organisation: ID<Organisation>? = nil) async throws -> [Posted] {
        let whose: SQL = organisation.map { "and n.org_id = \($0)" } ?? ""
        return try await database.systemQuery(
            .support,
            """
            select n.id, n.words, n.tone, n.operator_name, n.created_at, n.until, n.withdrawn_at,
              count(distinct n.org_id)::int as organisations, min(o.name) as organisation,
              count(d.member_id)::int as dismissals
            from operator_notices n join organisations o on o.id = n.org_id
              left join notice_dismissals d on d.org_id = n.org_id and d.notice_id = n.id
            where n.id > \(Identifier(time: clock.now - Self.listed, random: (0, 0))) \(whose)
            group by n.id, n.words, n.tone, n.operator_name, n.created_at, n.until, n.withdrawn_at
            order by n.id desc limit 50
            """
        ).map { row in
            Posted(
                id: try row.get("id"), words: try row.get("words"),
                tone: Tone(rawValue: try row.get("tone")) ?? .info, operatorName: try row.get("operator_name"),
                postedAt: try row.get("created_at"), until: try row.get("until"),
                withdrawnAt: try row.optional("withdrawn_at"), organisations: try row.get("organisations"),
                organisation: try row.get("organisation"), dismissals: try row.get("dismissals"))
        }
    }

    /// Who it is, for the audit trails that the change is written to.
    private static func naming(_ session: OperatorSession, _ action: String, _ correlation: String) -> SQL {
        """
        select set_config('app.actor', \("operator:\(session.name)"), true), set_config('app.action', \(action), true),
          set_config('app.surface', 'workspace', true), set_config('app.correlation', \(correlation), true)
        """
    }
}
