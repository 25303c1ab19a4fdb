internal import Core
public import Modules
internal import Records

/// Those who are not customers yet.
public enum SalesModule {
    public static func module() -> Module {
        var module = Module("Sales")
        module.resources = [LeadResource.resource]
        module.constraintMessages = [
            "leads_owner_fkey": .init("owner_id", "unknown_record", "The owner must be a member of this organisation.")
        ]
        module.duplicateFinders = ["leads": ExactDuplicates(LeadResource.resource, fields: ["phone", "email"])]
        return module
    }
}
