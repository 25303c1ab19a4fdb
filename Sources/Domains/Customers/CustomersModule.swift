public import Contracts
internal import Core
public import Modules

/// Customers, the sites at which they are served, and what has been noted about them.
public enum CustomersModule {
    public static func module() -> Module {
        var module = Module("Customers")
        module.resources = [CustomerResource.resource, SiteResource.resource, NoteResource.resource]
        module.constraintMessages = [
            "customers_phone_key": .init(
                "phone", "taken",
                "Another customer already has this phone number. Open that customer, or leave the number out."),
            "customers_owner_fkey": .init(
                "owner_id", "unknown_record", "The owner must be a member of this organisation."),
            "sites_address_key": .init("line1", "taken", "This customer already has a site at this address."),
        ]
        return module
    }

    /// The answer to who a caller is, for other domains.
    public static func directory() -> some CustomerDirectory { CustomerRegister() }
}
