public import Core
public import Jobs
internal import Postgres
public import Records

extension RecordStore {
    /// A context in which a job does what a member asked for, with the role the member has now; nil if they no longer
    /// work here. Throws `PostgresError`.
    public func context(of member: ID<User>, for run: JobRun) async throws -> Context? {
        let rows = try await database.query(
            run.context,
            """
            select \(MemberStanding.columns) from members m \(MemberStanding.joins)
            where m.org_id = app_org() and m.id = \(member) and m.is_active and m.deleted_at is null
            """)
        guard let row = rows.first else { return nil }
        let own = run.context
        return Context(
            organisation: own.organisation, actor: .user(member), role: try row.get("role"),
            correlation: own.correlation, surface: .job, zone: own.zone, currency: own.currency, country: own.country,
            locale: own.locale, clock: own.clock, ids: own.ids, grants: try MemberStanding.grants(row),
            team: try MemberStanding.team(row, of: member))
    }
}
