internal import Core
public import Modules
internal import Records

/// Those who are not customers yet.
public enum SalesModule {
    /// Throws if a schedule is malformed, which a test rules out.
    public static func module() throws -> Module {
        var module = Module("Sales")
        module.resources = [LeadResource.resource, ActivityResource.resource]
        module.actions = { catalogue in
            catalogue.add(CompleteActivity.self)
            catalogue.add(SnoozeActivity.self)
            catalogue.add(ReassignActivity.self)
        }
        module.jobs = { store in [ActivityClock(store: store).kind] }
        module.cron = [try ActivityClock.schedule()]
        module.notificationKinds = SalesNotifications.all
        module.constraintMessages = [
            "leads_owner_fkey": .init("owner_id", "unknown_record", "The owner must be a member of this organisation."),
            "activities_ends_check": .init("ends_at", "invalid", "It must not end before it begins."),
        ]
        module.duplicateFinders = ["leads": ExactDuplicates(LeadResource.resource, fields: ["phone", "email"])]
        return module
    }
}
