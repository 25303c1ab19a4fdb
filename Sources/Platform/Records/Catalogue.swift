public import Core

/// Everything that the modules declare: the resources, actions, subscriptions and words for constraints of the whole
/// program. Made once at start.
public struct Catalogue: Sendable {
    public private(set) var resources: [String: Resource] = [:]
    private var namesByPath: [String: String] = [:]
    public private(set) var actions: [String: AnyAction] = [:]
    private var subscriptionsByKind: [String: [Subscription]] = [:]
    private var subscriptionsByName: [String: Subscription] = [:]
    /// What to tell a person when a constraint refuses a change, by the constraint's name.
    public private(set) var constraintMessages: [String: Problem.FieldError] = [:]
    /// Who looks for duplicates of a record, by the resource's name.
    public private(set) var duplicateFinders: [String: any DuplicateFinder] = [:]

    /// Named sets of records, by the resource's name.
    public private(set) var namedSets: [String: NamedSets] = [:]
    /// Who knows the numbers and mailboxes of people who were erased.
    public private(set) var erasedPeople: (any ErasedPeople)?
    /// What records must be besides what their fields say, by the resource's name.
    private(set) var recordChecks: [String: RecordCheck] = [:]

    /// Looks at the members given for a record before it is written. Throws `Problem` 422.
    public typealias RecordCheck = @Sendable ([String: JSON], RecordStore, Context) async throws -> Void

    public init() {}

    public mutating func add(_ resource: Resource) {
        precondition(resources[resource.name] == nil, "two resources are called \(resource.name)")
        resources[resource.name] = resource
        namesByPath[resource.path] = resource.name
    }

    /// The resource whose pages begin with `path`, such as `/customers`.
    public func resource(at path: String) -> Resource? { namesByPath[path].flatMap { resources[$0] } }

    /// - Parameter equip: hands the action what it asks of other domains, each time it is performed by its name.
    public mutating func add<A: Action>(
        _ action: A.Type, equip: @escaping @Sendable (inout A) -> Void = { _ in }
    ) {
        precondition(actions[A.name] == nil, "two actions are called \(A.name)")
        actions[A.name] = AnyAction(action, equip: equip)
    }

    public mutating func add(_ subscription: Subscription) {
        precondition(subscriptionsByName[subscription.name] == nil, "two subscriptions are called \(subscription.name)")
        subscriptionsByName[subscription.name] = subscription
        for kind in subscription.kinds { subscriptionsByKind[kind, default: []].append(subscription) }
    }

    /// What to say, and of which field, when the constraint called `name` refuses a change.
    public mutating func add(constraint name: String, _ message: Problem.FieldError) {
        constraintMessages[name] = message
    }

    /// Who looks for duplicates of the records of the resource called `name`.
    public mutating func add(duplicates finder: any DuplicateFinder, of name: String) {
        precondition(duplicateFinders[name] == nil, "two look for duplicates of \(name)")
        duplicateFinders[name] = finder
    }

    /// Sets of the records of the resource called `name` that filters can ask for.
    public mutating func add(sets: NamedSets, of name: String) {
        precondition(namedSets[name] == nil, "two name sets of \(name)")
        namedSets[name] = sets
    }

    /// What the records of the resource called `name` must be besides what their fields say.
    public mutating func add(check: @escaping RecordCheck, of name: String) {
        precondition(recordChecks[name] == nil, "two check \(name)")
        recordChecks[name] = check
    }

    public mutating func add(erased people: any ErasedPeople) {
        precondition(erasedPeople == nil, "two know who was erased")
        erasedPeople = people
    }

    public func subscriptions(to kind: String) -> [Subscription] { subscriptionsByKind[kind] ?? [] }
    public func subscription(_ name: String) -> Subscription? { subscriptionsByName[name] }

    /// Throws 404 for a resource that does not exist or that the role may not read.
    public func resource(_ name: String, for role: Role) throws -> Resource {
        guard let resource = resources[name], resource.access.read.allows(role) else {
            throw Problem.notFound("resource “\(name)”")
        }
        return resource
    }

    /// Throws 404 for an action that does not exist, 403 for one the role may not perform.
    public func action(_ name: String, for role: Role) throws -> AnyAction {
        guard let action = actions[name] else { throw Problem.notFound("action “\(name)”") }
        guard action.access.allows(role) else {
            throw Problem.forbidden("Your role may not \(action.title.lowercased()).")
        }
        return action
    }

    /// The same with other resources and actions.
    func mapping(resource: (Resource) -> Resource, action: (AnyAction) -> AnyAction) -> Catalogue {
        var copy = self
        copy.resources = resources.mapValues(resource)
        copy.actions = actions.mapValues(action)
        return copy
    }
}
