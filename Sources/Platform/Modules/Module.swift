public import Core
public import HTTP
public import Jobs
public import Notifications
public import Postgres
public import Records

/// What a domain or surface contributes to the program, as values. `App` lists the modules; nothing else does.
public struct Module: Sendable {
    public let name: String
    public var resources: [Resource] = []
    /// Adds its actions: `{ $0.add(BookAppointment.self) }`.
    public var actions: @Sendable (inout Catalogue) -> Void = { _ in }
    public var subscriptions: [Subscription] = []
    /// What is done by the clock.
    public var cron: [CronEntry] = []
    /// Kinds of job, made once the record store exists.
    public var jobs: @Sendable (RecordStore) -> [JobKind] = { _ in [] }
    /// Routes, made once the record store exists.
    public var routes: @Sendable (RecordStore) -> [Route] = { _ in [] }
    /// What to tell a person when a constraint refuses a change.
    public var constraintMessages: [String: Problem.FieldError] = [:]
    /// Who looks for duplicates while somebody types, by resource: `["customers": CustomerDuplicates()]`.
    public var duplicateFinders: [String: any DuplicateFinder] = [:]
    /// Sets of records that people name, by resource: `["customers": …]` of segments.
    public var namedSets: [String: NamedSets] = [:]
    /// What records must be besides what their fields say, by resource.
    public var recordChecks: [String: Catalogue.RecordCheck] = [:]
    /// Who knows the numbers and mailboxes of people who were erased; at most one module does.
    public var erasedPeople: (any ErasedPeople)?
    /// What its members may be told of.
    public var notificationKinds: [NotificationKind] = []
    /// What a new organisation starts with: business hours, job types, a pipeline.
    public var seed: @Sendable (Transaction, Context) async throws -> Void = { _, _ in }

    public init(_ name: String) { self.name = name }

    /// Adds the declarations to the catalogue.
    public func contribute(to catalogue: inout Catalogue) {
        for resource in resources { catalogue.add(resource) }
        actions(&catalogue)
        for subscription in subscriptions { catalogue.add(subscription) }
        for (constraint, message) in constraintMessages { catalogue.add(constraint: constraint, message) }
        for (resource, sets) in namedSets { catalogue.add(sets: sets, of: resource) }
        for (resource, check) in recordChecks { catalogue.add(check: check, of: resource) }
        if let erasedPeople { catalogue.add(erased: erasedPeople) }
        for (resource, finder) in duplicateFinders { catalogue.add(duplicates: finder, of: resource) }
    }
}
