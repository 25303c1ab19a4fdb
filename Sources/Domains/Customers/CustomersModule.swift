public import Contracts
internal import Core
public import Modules
internal import Records

/// Customers, the people and sites behind them, what they agreed to, and what has been noted about them.
public enum CustomersModule {
    public static func module() -> Module {
        var module = Module("Customers")
        module.resources = [
            CustomerResource.resource, ContactResource.resource, SiteResource.resource, NoteResource.resource,
            IndustryResource.resource, ConsentResource.resource, DuplicatePairResource.resource,
            MergeResource.resource, PrivacyRequestResource.resource, SegmentResource.resource, TagResource.resource,
        ]
        module.actions = { catalogue in
            catalogue.add(RecordConsent.self)
        }
        module.seed = { try await IndustrySeed.plant($0, $1) }
        module.constraintMessages = CustomerConstraints.messages
        return module
    }

    /// The answer to who a caller is, for other domains.
    public static func directory() -> some CustomerDirectory { CustomerRegister() }

    /// Whether somebody may be written to, for senders.
    public static func consents(_ identities: IdentityKey) -> some ConsentBook { ConsentLedger(identities: identities) }
}
