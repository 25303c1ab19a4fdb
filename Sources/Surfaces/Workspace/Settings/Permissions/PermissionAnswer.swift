internal import Access
internal import Core
internal import Postgres
internal import Records

/// A person or an API key whose permissions are asked for.
struct PermissionSubject: Sendable {
    let name: String
    /// As the question's form sends it.
    let value: String
    let isKey: Bool
    /// What they would work with.
    let context: Context

    init(member row: Row, _ asking: Context) throws {
        let id: ID<User> = try row.get("id")
        name = try row.get("name")
        value = "m.\(id)"
        isKey = false
        context = Self.context(
            .user(id), try row.get("role"), asking, try MemberStanding.grants(row),
            try MemberStanding.team(row, of: id))
    }

    init(key row: Row, _ asking: Context) throws {
        let id: Identifier = try row.get("id")
        name = try row.get("name")
        value = "k.\(id)"
        isKey = true
        context = Self.context(.apiKey(id), try row.get("role"), asking, try MemberStanding.grants(row), [])
    }

    private static func context(
        _ actor: Actor, _ role: Role, _ asking: Context, _ grants: Grants?, _ team: [ID<User>]
    ) -> Context {
        Context(
            organisation: asking.organisation, actor: actor, role: role, correlation: asking.correlation,
            surface: asking.surface, zone: asking.zone, currency: asking.currency, country: asking.country,
            locale: asking.locale, clock: asking.clock, ids: asking.ids, deadline: asking.deadline, grants: grants,
            team: team)
    }
}

/// What somebody may do with a kind of record, and why.
struct PermissionAnswer: Sendable {
    let subject: PermissionSubject
    let what: RoleRules.Subject
    /// Whether the database gives them the record that was asked about; nil where none was.
    let sees: Bool?

    struct Verdict: Sendable {
        let verb: RoleRules.Verb
        let reach: Grants.Reach
        let why: String
    }

    private var role: Role { subject.context.role }
    private var resource: Resource { what.resource }
    var grants: Grants? { subject.context.grants }

    /// Of each verb.
    var verdicts: [Verdict] {
        what.verbs.map { verb in
            guard verb.access.allows(role) else {
                return Verdict(
                    verb: verb, reach: .none,
                    why: "The role \(role.rawValue) does not: \(Self.list(verb.access)) do.")
            }
            guard let grants else {
                return Verdict(
                    verb: verb, reach: rowReach, why: rowReach == .all ? "The role \(role.rawValue) does." : rowWords)
            }
            let reach = grants.reach(resource.name, verb.name)
            let isRead = reach < (grants.rules[resource.name]?.verbs[verb.name] ?? .all)
            let why =
                reach == .all
                ? (rowReach == .all ? "The role \(role.rawValue) does, and “\(grants.name)” leaves it." : rowWords)
                : isRead ? "“\(grants.name)” lets them read no further." : "“\(grants.name)” says so."
            return Verdict(verb: verb, reach: min(reach, rowReach), why: why)
        }
    }

    /// What the rule of the rows leaves the base role.
    private var rowReach: Grants.Reach { role == .sales && resource.ownerColumn != nil ? .own : .all }

    var rowWords: String {
        rowReach == .own
            ? "Sales people see what is assigned to them."
            : "No rule about rows limits the role \(role.rawValue) here."
    }

    /// Fields that they do not see or may not change because of the custom role, or because of the declaration.
    var hidden: [String] {
        resource.fields.filter {
            !$0.readAccess.allows(role) || grants?.rules[resource.name]?.fields[$0.name] == .hidden
        }.map(\.label)
    }

    var readOnly: [String] {
        resource.fields.filter { grants?.rules[resource.name]?.fields[$0.name] == .readOnly }.map(\.label)
    }

    /// Owners, admins and managers.
    private static func list(_ access: Access) -> String {
        let names = access.roles.filter(\.isStaff).map { $0.rawValue }
        guard let last = names.last else { return "nobody does; only Mainline itself would" }
        return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
    }
}
