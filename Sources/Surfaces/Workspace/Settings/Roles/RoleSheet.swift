internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// A custom role as it is typed in.
struct RoleSheet: Sendable {
    var id: Identifier?
    let base: Role
    var name = ""
    var about = ""
    var rules: [String: Grants.Rule] = [:]
    var version: Int64?

    init(base: Role) { self.base = base }

    init(_ row: Row) throws {
        guard let base = Role(rawValue: try row.get("base_role")) else { throw Problem.notFound("role") }
        self.base = base
        id = try row.get("id", as: Identifier.self)
        name = try row.get("name")
        about = try row.get("description")
        rules = Grants.rules(try row.get("rules", as: JSON.self))
        version = try row.get("version", as: Int64.self)
    }

    /// A role that can be narrowed.
    static func base(_ text: String?) -> Role? {
        text.flatMap(Role.init(rawValue:)).flatMap { $0.isStaff && $0 != .owner ? $0 : nil }
    }

    static func verbName(_ resource: String, _ verb: String) -> String { "v.\(resource).\(verb)" }
    static func fieldName(_ resource: String, _ field: String) -> String { "f.\(resource).\(field)" }

    /// Takes what the form says of everything that it asks for.
    mutating func read(_ form: Fields, _ subjects: [RoleRules.Subject]) {
        name = form["name"] ?? ""
        about = form["description"] ?? ""
        for subject in subjects {
            let resource = subject.resource.name
            var rule = rules[resource] ?? Grants.Rule()
            for verb in subject.verbs {
                guard let text = form[Self.verbName(resource, verb.name)] else { continue }
                rule.verbs[verb.name] = Grants.Reach(rawValue: text) == .all ? nil : Grants.Reach(rawValue: text)
            }
            for field in subject.fields {
                guard let text = form[Self.fieldName(resource, field.name)] else { continue }
                rule.fields[field.name] = Grants.FieldRule(rawValue: text)
            }
            rules[resource] = rule.verbs.isEmpty && rule.fields.isEmpty ? nil : rule
        }
    }

    func members(isNew: Bool) -> [String: JSON] {
        var members: [String: JSON] = [
            "name": .string(name), "description": .string(about), "rules": Grants.json(rules),
        ]
        if isNew { members["base_role"] = .string(base.rawValue) }
        return members
    }

    /// What a role can be made from.
    static func choice(_ html: HTML) {
        html.ul(.class("panel work-list")) {
            for role in Role.allCases where base(role.rawValue) != nil {
                html.li(.class("work-item")) {
                    html.div(.class("work-text")) {
                        html.a(.href("\(RolesPages.path)/new?base=\(role.rawValue)"), RoleWords.title(role))
                        html.span(RoleWords.about(role))
                    }
                }
            }
        }
    }
}
