internal import Access
internal import Jobs
internal import Modules
internal import Records

/// What the platform's own parts contribute beside the domains: members as records, upkeep by the clock.
enum AccessModule {
    static func module(_ authenticator: Authenticator) throws -> Module {
        var module = Module("Access")
        module.resources = [MemberResource.resource]
        module.constraintMessages = MemberResource.constraintMessages
        module.jobs = { store in
            [
                JobKind("access.purge", maxAttempts: 3) { _ in try await authenticator.purge() },
                AuditSealing.jobKind(store), SubscriptionDelivery.jobKind(store),
            ]
        }
        module.cron = [
            CronEntry("access.purge", try CronSchedule("17 3 * * *"), scope: .platform, kind: "access.purge"),
            try AuditSealing.schedule(),
        ]
        return module
    }
}
