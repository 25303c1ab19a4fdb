public import Contracts
internal import Core
public import Modules
public import Postgres
internal import Records

/// Those who are not customers yet, and what may be sold to whom.
public enum SalesModule {
    /// Throws if a schedule is malformed, which a test rules out.
    /// - Parameters:
    ///   - customers: takes in whom has been won.
    ///   - hours: by which the time to answer a lead is counted.
    public static func module(customers: any CustomerDirectory, hours: any BusinessTime) throws -> Module {
        var module = Module("Sales")
        module.resources = [LeadResource.resource, ActivityResource.resource]
        module.actions = { catalogue in
            LeadWork.addActions(to: &catalogue, customers: customers)
            DealWork.addActions(to: &catalogue)
            catalogue.add(CompleteActivity.self)
            catalogue.add(SnoozeActivity.self)
            catalogue.add(ReassignActivity.self)
        }
        module.jobs = { store in [ActivityClock(store: store).kind] }
        module.cron = [try ActivityClock.schedule()]
        module.notificationKinds = SalesNotifications.all
        module.constraintMessages = [
            "activities_ends_check": .init("ends_at", "invalid", "It must not end before it begins.")
        ]
        module.duplicateFinders = ["leads": ExactDuplicates(LeadResource.resource, fields: ["phone", "email"])]
        try DealWork.contribute(to: &module)
        try LeadWork.contribute(to: &module, hours: hours)
        return module
    }

    /// What selling comes to, for pages.
    public static func figures(_ database: Database) -> some SalesFigures { RollupFigures(database: database) }
}
