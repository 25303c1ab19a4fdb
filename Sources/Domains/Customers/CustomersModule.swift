public import Contracts
internal import Core
public import Modules
public import Records

/// Customers, the people and sites behind them, what they agreed to, and what has been noted about them.
public enum CustomersModule {
    /// - Parameter privacy: what requests to see or erase personal data are answered with.
    public static func module(privacy: PrivacyTools) throws -> Module {
        var module = Module("Customers")
        module.resources = [
            CustomerResource.resource, ContactResource.resource, SiteResource.resource, NoteResource.resource,
            IndustryResource.resource, ConsentResource.resource, DuplicatePairResource.resource,
            MergeResource.resource, PrivacyRequestResource.resource, SegmentResource.resource, TagResource.resource,
            PortalIdentityResource.resource,
        ]
        module.actions = { catalogue in
            catalogue.add(RecordConsent.self)
            catalogue.add(MergeCustomers.self)
            catalogue.add(UnmergeCustomer.self)
            catalogue.add(PreviewMerge.self)
            catalogue.add(ExportCustomerData.self)
            catalogue.add(EraseCustomer.self)
            catalogue.add(InviteToPortal.self)
            catalogue.add(DismissPair.self)
            catalogue.add(ReopenPair.self)
            catalogue.add(RenameTag.self)
            catalogue.add(RemoveTag.self)
            catalogue.add(PickSegment.self)
            catalogue.add(AddToSegment.self)
            catalogue.add(RemoveFromSegment.self)
        }
        module.namedSets = ["customers": CustomerSegments.sets]
        module.recordChecks = ["segments": CustomerSegments.check]
        module.erasedPeople = ErasedIdentities(identities: privacy.identities)
        module.duplicateFinders = ["customers": CustomerDuplicates()]
        module.subscriptions = [DuplicateQueue.subscription, CustomerLifecycle.activation]
        module.jobs = { store in
            [
                DuplicateQueue.jobKind(store), CustomerLifecycle.jobKind(store), TagRewriting.jobKind(store),
            ] + PrivacyJob(store: store, tools: privacy).kinds
        }
        module.cron = [try DuplicateQueue.schedule(), try CustomerLifecycle.schedule(), try PrivacyJob.schedule()]
        module.seed = { try await IndustrySeed.plant($0, $1) }
        module.constraintMessages = CustomerConstraints.messages
        return module
    }

    /// The answer to who a caller is, for other domains.
    public static func directory() -> some CustomerDirectory { CustomerRegister() }

    /// Whether somebody may be written to, for senders.
    public static func consents(_ identities: IdentityKey) -> some ConsentBook { ConsentLedger(identities: identities) }

    /// Who is in a segment, for campaigns, automations and reports.
    public static func segments(_ store: RecordStore) -> some SegmentBook { CustomerSegments(store: store) }
}
