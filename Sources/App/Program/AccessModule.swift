internal import Access
internal import Jobs
internal import Modules
internal import Records

/// What the platform's own parts contribute beside the domains: members as records, upkeep by the clock.
enum AccessModule {
    /// - Parameter modules: the domains, some of whose records take custom fields.
    static func module(
        _ authenticator: Authenticator, accounts: Accounts, beside modules: [Module]
    ) throws -> Module {
        var module = Module("Access")
        module.resources = [
            MemberResource.resource, InvitationResource.resource,
            CustomFieldResource.resource(for: modules.flatMap(\.resources)),
            TeamResource.teams,
            TeamResource.members, CustomRoleResource.resource, WidgetResource.resource,
        ]
        module.recordChecks = [
            "widgets": WidgetResource.check, "custom_roles": CustomRoleResource.check,
            "members": CustomRoleResource.memberCheck,
        ]
        module.constraintMessages = MemberResource.constraintMessages.merging(CustomFieldResource.constraintMessages) {
            $1
        }
        .merging(TeamResource.constraintMessages) { $1 }
        .merging(CustomRoleResource.constraintMessages) { $1 }
        module.constraintMessages["saved_views_name_key"] = SavedView.nameTaken
        module.constraintMessages.merge(WidgetResource.constraintMessages) { $1 }
        module.actions = { catalogue in
            catalogue.add(ChangeOrganisation.self)
            catalogue.addKeyActions(APIKeys(authenticator))
            catalogue.addWidgetActions()
            InvitationResource.addActions(to: &catalogue)
        }
        module.jobs = { store in
            [
                JobKind("access.purge", maxAttempts: 3) { _ in try await authenticator.purge() },
                AuditSealing.jobKind(store), AuditVerification.jobKind(store), SubscriptionDelivery.jobKind(store),
                RecordPurge.jobKind(store), BulkChanges.job(store),
            ] + accounts.jobKinds(store.database) + PortalAccess(authenticator, mail: accounts.mail).jobs
        }
        module.cron = [
            CronEntry("access.purge", try CronSchedule("17 3 * * *"), scope: .platform, kind: "access.purge"),
            CronEntry("accounts.purge", try CronSchedule("27 3 * * *"), scope: .platform, kind: "accounts.purge"),
            try AuditSealing.schedule(), try AuditVerification.schedule(), try RecordPurge.schedule(),
        ]
        return module
    }
}
