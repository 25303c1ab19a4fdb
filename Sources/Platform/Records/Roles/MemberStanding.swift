public import Core
public import Postgres

/// How a member stands: their role, what a custom role leaves of it, and their team. Parts of the statement that says who
/// somebody is, wherever that is asked.
public enum MemberStanding {
    /// To be selected from `members m`, with `joins`.
    public static let columns: SQL = """
        m.role, g.id as narrowing_id, g.name as narrowing_name, g.rules as narrowing_rules,
        (select coalesce(array_agg(distinct o.member_id), '{}') from teams t
           join team_members o on o.org_id = t.org_id and o.team_id = t.id
         where t.org_id = m.org_id and (t.lead_id = m.id or t.id in (
           select a.team_id from team_members a where a.org_id = m.org_id and a.member_id = m.id))) as team
        """
    public static let joins: SQL = "left join custom_roles g on g.org_id = m.org_id and g.id = m.custom_role_id"

    /// For keys, which have no team: from `api_keys k`.
    public static let keyColumns: SQL =
        "k.role, g.id as narrowing_id, g.name as narrowing_name, g.rules as narrowing_rules"
    public static let keyJoins: SQL = "left join custom_roles g on g.org_id = k.org_id and g.id = k.custom_role_id"

    /// Nil for the role as it is. Throws `PostgresError`.
    public static func grants(_ row: Row) throws -> Grants? {
        guard let id: Identifier = try row.optional("narrowing_id") else { return nil }
        let rules: JSON = try row.get("narrowing_rules")
        return Grants(role: id, name: try row.get("narrowing_name"), rules: Grants.rules(rules))
    }

    /// The person and their team mates. Throws `PostgresError`.
    public static func team(_ row: Row, of member: ID<User>) throws -> [ID<User>] {
        let others: [Identifier] = try row.get("team")
        return others.isEmpty ? [] : [member] + others.map { ID($0) }.filter { $0 != member }
    }
}
