public import Core
public import Records

/// What the rules of a custom role can name: taken from the catalogue, with the organisation's own fields.
public struct RoleRules: Sendable {
    /// One resource as rules see it.
    public struct Subject: Sendable {
        public let resource: Resource
        /// In the order in which they are shown.
        public let verbs: [Verb]
        /// Fields that can be hidden or kept from being changed.
        public let fields: [Field]

        public func verb(_ name: String) -> Verb? { verbs.first { $0.name == name } }
    }

    /// What can be done with a resource's records.
    public struct Verb: Sendable {
        /// `read`, or an action's: `convert`.
        public let name: String
        /// "Read", "Convert to customer".
        public let title: String
        /// What can be left of it, the least first.
        public let reaches: [Grants.Reach]
        public let isAction: Bool
        /// Who may in the base roles.
        public let access: Access
    }

    private let store: RecordStore
    private let context: Context

    public init(_ store: RecordStore, _ context: Context) {
        self.store = store
        self.context = context
    }

    /// Everything that rules can name, by title. Throws `PostgresError`.
    public func subjects() async throws -> [Subject] {
        var found: [Subject] = []
        for resource in store.catalogue.resources.values where resource.isNarrowable && resource.partOf == nil {
            found.append(Self.subject(try await store.resolved(resource, whole), store.catalogue))
        }
        return found.sorted { $0.resource.title < $1.resource.title }
    }

    /// The rules are about the whole, whoever looks at them.
    private var whole: Context {
        var copy = context
        copy.grants = nil
        return copy
    }

    /// What rules can say of a resource.
    public static func subject(_ resource: Resource, _ catalogue: Catalogue) -> Subject {
        let scoped: [Grants.Reach] = resource.personColumn == nil ? [.none, .all] : [.none, .own, .team, .all]
        let titles = [
            "read": "Read", "create": "Add", "update": "Change", "delete": "Delete", "export": "Export",
            "import": "Import",
        ]
        let access = [
            "read": resource.access.read, "create": resource.access.create, "update": resource.access.update,
            "delete": resource.access.delete, "export": resource.access.read,
            "import": resource.presentation?.isImportable == true ? resource.access.create : .nobody,
        ]
        var verbs = Grants.verbs.compactMap { name -> Verb? in
            guard let who = access[name], who != .nobody, who != .system else { return nil }
            return Verb(
                name: name, title: titles[name] ?? name,
                reaches: ["export", "import"].contains(name) ? [.none, .all] : scoped, isAction: false, access: who)
        }
        let actions = catalogue.actions.values.filter { $0.resource == resource.name && $0.access != .system }
        verbs += actions.sorted { $0.title < $1.title }.map {
            Verb(
                name: $0.verb, title: $0.title, reaches: $0.recordField == nil ? [.none, .all] : scoped,
                isAction: true, access: $0.access)
        }
        let kept: Set = ["id", "version", "created_at", "updated_at", resource.titleField]
        return Subject(resource: resource, verbs: verbs, fields: resource.fields.filter { !kept.contains($0.name) })
    }

    /// Throws `Problem` 422 that names every resource, verb, reach and field that is not understood.
    public func validate(_ rules: JSON) async throws {
        guard let object = rules.object else {
            throw Problem.invalid("rules", "invalid", "The rules are a JSON object, with a member for each resource.")
        }
        let subjects = try await subjects()
        var faults: [Problem.FieldError] = []
        for (name, rule) in object.sorted(by: { $0.key < $1.key }) {
            guard let subject = subjects.first(where: { $0.resource.name == name }) else {
                faults.append(
                    .init("rules.\(name)", "unknown", "There is no resource “\(name)” that a role can narrow."))
                continue
            }
            faults += Self.faults(rule, subject)
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    private static func faults(_ rule: JSON, _ subject: Subject) -> [Problem.FieldError] {
        let place = "rules.\(subject.resource.name)"
        guard let members = rule.object else {
            return [.init(place, "invalid", "A rule is an object with “verbs” and “fields”.")]
        }
        var faults: [Problem.FieldError] = []
        for stranger in members.keys.filter({ !["verbs", "fields"].contains($0) }).sorted() {
            faults.append(
                .init("\(place).\(stranger)", "unknown", "A rule has “verbs” and “fields”, no “\(stranger)”."))
        }
        for (name, value) in (members["verbs"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let verb = subject.verb(name) else {
                let known = subject.verbs.map(\.name).joined(separator: ", ")
                faults.append(
                    .init("\(place).verbs.\(name)", "unknown", "There is no verb “\(name)”. The verbs are: \(known)."))
                continue
            }
            guard let reach = value.string.flatMap(Grants.Reach.init(rawValue:)), verb.reaches.contains(reach) else {
                let known = verb.reaches.map(\.rawValue).joined(separator: ", ")
                faults.append(
                    .init("\(place).verbs.\(name)", "invalid", "“\(name)” reaches over one of: \(known)."))
                continue
            }
        }
        for (name, value) in (members["fields"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard subject.fields.contains(where: { $0.name == name }) else {
                faults.append(
                    .init(
                        "\(place).fields.\(name)", "unknown", "There is no field “\(name)” that a role can limit."))
                continue
            }
            guard value.string.flatMap(Grants.FieldRule.init(rawValue:)) != nil else {
                faults.append(.init("\(place).fields.\(name)", "invalid", "A field is hidden or read_only."))
                continue
            }
        }
        return faults
    }
}
