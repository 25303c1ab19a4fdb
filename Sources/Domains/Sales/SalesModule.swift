internal import Core
public import Modules

/// Those who are not customers yet.
public enum SalesModule {
    public static func module() -> Module {
        var module = Module("Sales")
        module.resources = [LeadResource.resource]
        module.constraintMessages = [
            "leads_owner_fkey": .init("owner_id", "unknown_record", "The owner must be a member of this organisation.")
        ]
        return module
    }
}
