/// What a custom role leaves of its base role: for each resource which verbs, over whose records, and which fields. It
/// only ever takes away. What no rule names is as the base role has it.
public final class Grants: Sendable, Hashable {
    /// Over whose records something may be done.
    public enum Reach: String, Sendable, CaseIterable, Comparable {
        case none, own, team, all

        public static func < (left: Reach, right: Reach) -> Bool { left.place < right.place }
        private var place: Int {
            switch self {
            case .none: 0
            case .own: 1
            case .team: 2
            case .all: 3
            }
        }
    }

    /// What is taken away of a field.
    public enum FieldRule: String, Sendable, CaseIterable {
        case hidden
        case readOnly = "read_only"
    }

    /// What is left of one resource.
    public struct Rule: Sendable, Hashable {
        /// By `read`, `create`, `update`, `delete`, `export`, `import`, or the verb of an action.
        public var verbs: [String: Reach]
        public var fields: [String: FieldRule]
        public init(verbs: [String: Reach] = [:], fields: [String: FieldRule] = [:]) {
            self.verbs = verbs
            self.fields = fields
        }
    }

    /// The verbs that every resource has; actions are verbs by their own names.
    public static let verbs = ["read", "create", "update", "delete", "export", "import"]

    /// The custom role.
    public let role: Identifier
    /// What the organisation calls it.
    public let name: String
    /// By resource.
    public let rules: [String: Rule]
    /// What the database's policies read, as a setting of each transaction. Never empty: where it is missing nothing is
    /// allowed.
    public let setting: String

    public init(role: Identifier, name: String, rules: [String: Rule]) {
        self.role = role
        self.name = name
        self.rules = rules
        setting = Self.setting(rules)
    }

    /// How far `verb` reaches. Nobody changes what they do not see: no verb reaches further than reading.
    public func reach(_ resource: String, _ verb: String) -> Reach {
        guard let rule = rules[resource] else { return .all }
        let reading = rule.verbs["read"] ?? .all
        return min(reading, rule.verbs[verb] ?? .all)
    }

    /// How far an action reaches: `leads.convert`.
    public func reach(action name: String) -> Reach {
        reach(String(name.prefix { $0 != "." }), String(name.drop { $0 != "." }.dropFirst()))
    }

    /// Whether some fields of the resource are hidden.
    public func hidesFields(of resource: String) -> Bool {
        rules[resource]?.fields.values.contains(.hidden) ?? false
    }

    /// Whether fields of any resource are hidden.
    public var hidesFields: Bool { rules.values.contains { $0.fields.values.contains(.hidden) } }

    /// Whether whoever these grants leave something also has all that `other` leaves.
    public func covers(_ other: Grants) -> Bool {
        rules.allSatisfy { resource, rule in
            let theirs = other.rules[resource] ?? Rule()
            return rule.verbs.keys.allSatisfy { other.reach(resource, $0) <= reach(resource, $0) }
                && rule.fields.allSatisfy { name, left in
                    theirs.fields[name] == .hidden || theirs.fields[name] == left
                }
        }
    }

    public static func == (left: Grants, right: Grants) -> Bool {
        left.role == right.role && left.name == right.name && left.rules == right.rules
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(role)
        hasher.combine(setting)
    }
}

extension Grants {
    /// The setting while `action` is performed: what it does to records is its effect, and reaches as far as reading
    /// does, except that the record it is named after must be within its own reach.
    public func setting(performing action: String) -> String {
        let resource = String(action.prefix { $0 != "." })
        return Self.setting(
            rules.mapValues { rule in
                var left = rule
                for verb in ["create", "update", "delete"] { left.verbs[verb] = nil }
                return left
            },
            changing: [resource: reach(action: action)])
    }

    /// The setting while a record is deleted or restored, which in the database may be an update.
    public func setting(deleting resource: String) -> String {
        Self.setting(rules, changing: [resource: reach(resource, "delete")])
    }

    /// `! customers:r=o customers:u=n`: what is not said is not limited.
    private static func setting(_ rules: [String: Rule], changing: [String: Reach] = [:]) -> String {
        var text = "!"
        for (resource, rule) in rules.sorted(by: { $0.key < $1.key }) {
            let reading = rule.verbs["read"] ?? .all
            for (verb, letter) in [("read", "r"), ("create", "c"), ("update", "u"), ("delete", "d")] {
                let own = verb == "update" ? changing[resource] ?? rule.verbs[verb] : rule.verbs[verb]
                let reach = min(reading, own ?? .all)
                if reach != .all { text += " \(resource):\(letter)=\(reach.rawValue.prefix(1))" }
            }
        }
        return text
    }
}

extension Grants {
    /// Reads rules as they are stored: `{"leads": {"verbs": {"read": "own"}, "fields": {"phone": "hidden"}}}`.
    /// What cannot be read takes the whole resource away: a role that narrows must never widen by a mistake.
    public static func rules(_ json: JSON) -> [String: Rule] {
        (json.object ?? [:]).mapValues { stored in
            var rule = Rule()
            for (verb, value) in stored["verbs"]?.object ?? [:] {
                rule.verbs[verb] = value.string.flatMap(Reach.init(rawValue:)) ?? Reach.none
            }
            for (field, value) in stored["fields"]?.object ?? [:] {
                rule.fields[field] = value.string.flatMap(FieldRule.init(rawValue:)) ?? .hidden
            }
            if stored.object == nil { rule.verbs["read"] = Reach.none }
            return rule
        }
    }

    /// The rules as they are stored. What is not limited is left out.
    public static func json(_ rules: [String: Rule]) -> JSON {
        var object: [String: JSON] = [:]
        for (resource, rule) in rules {
            let verbs = rule.verbs.filter { $0.value != .all }
            guard !verbs.isEmpty || !rule.fields.isEmpty else { continue }
            object[resource] = [
                "verbs": .object(verbs.mapValues { .string($0.rawValue) }),
                "fields": .object(rule.fields.mapValues { .string($0.rawValue) }),
            ]
        }
        return .object(object)
    }
}
