public import Core
internal import Crypto
public import HTTP
internal import Postgres

extension Authenticator {
    /// What an operator in a support session may do in the organisation. Asked of the database for every request, so that
    /// its end holds at once everywhere, and written to the organisation's audit trail in the same statement.
    /// Throws `Problem` 404 without a session that runs, and for what no session reaches.
    func support(_ request: Request) async throws -> Context? {
        guard let token = OperatorCookie.token(in: request) else { return nil }
        let now = clock.now
        let rows = try await database.systemQuery(
            .support,
            """
            with session as (
              select s.org_id, s.id, s.may_write, op.name as operator, o.zone, o.currency, o.country, o.locale
              from operator_sessions os join operators op on op.id = os.operator_id and op.is_active
                join support_sessions s on s.org_id = os.support_org_id and s.id = os.support_id
                  and s.operator_id = op.id and s.decision in ('approved', 'notice') and s.ended_at is null
                  and s.expires_at > \(now)
                join organisations o on o.id = s.org_id and o.support_access <> 'never'
              where os.token_hash = \(Bytea(token.digest)) and os.ended_at is null and os.expires_at > \(now)
                and os.last_seen_at > \(now - Operators.idleLifetime)
            ), noted as (
              insert into audit_entries (org_id, actor, role, surface, correlation_id, address, action, record_kind,
                record_id, changes)
              select org_id, 'operator:' || operator || ' (support)', case when may_write then 'manager' else 'viewer' end,
                'workspace', \(request.requestID), \(request.address), 'support.request', 'support_sessions', id,
                jsonb_build_object('method', jsonb_build_array(null, \(request.method.rawValue)::text),
                  'path', jsonb_build_array(null, \(String(request.path.prefix(500)))::text))
              from session
            )
            select * from session
            """)
        guard let row = rows.first else { throw Problem.notFound() }
        let mayWrite: Bool = try row.get("may_write")
        guard SupportReach.allows(request, mayWrite: mayWrite) else { throw Problem.notFound() }
        return Context(
            organisation: try row.get("org_id"), actor: .support(try row.get("operator")),
            role: mayWrite ? .manager : .viewer, correlation: request.requestID, surface: .workspace,
            zone: try row.get("zone"), currency: try row.get("currency"), country: try row.get("country"),
            locale: try row.get("locale"), clock: clock, deadline: request.deadline, address: request.address)
    }
}

extension Operators {
    /// Enters a support session that runs: from now on the browser's requests are made in that organisation. Gives the
    /// cookie that ends the browser's own session as a member, if it had one. Throws `Problem` 404.
    public func enter(
        _ id: Identifier, of organisation: ID<Organisation>, _ session: OperatorSession, _ request: Request
    )
        async throws -> SetCookie
    {
        let now = authenticator.clock.now
        let rows = try await authenticator.database.systemQuery(
            .support,
            """
            update operator_sessions os set support_org_id = s.org_id, support_id = s.id from support_sessions s
            where os.id = \(session.id) and s.org_id = \(organisation) and s.id = \(id)
              and s.operator_id = \(session.operatorID) and s.decision in ('approved', 'notice')
              and s.ended_at is null and s.expires_at > \(now) returning os.id
            """)
        _ = try rows.one("support session")
        return SessionCookie.removal(for: request)
    }

    /// Leaves the organisation; the support session goes on until it ends. Throws `PostgresError`.
    public func leave(_ session: OperatorSession) async throws {
        _ = try await authenticator.database.systemQuery(
            .support,
            "update operator_sessions set support_org_id = null, support_id = null where id = \(session.id)")
    }
}
