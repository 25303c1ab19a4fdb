internal import Contracts
internal import Core
internal import Jobs
internal import Modules
internal import Records

/// What the work on leads contributes to the module.
enum LeadWork {
    static func addActions(to catalogue: inout Catalogue, customers: any CustomerDirectory) {
        catalogue.add(ConvertLead.self) { $0.customers = customers }
        catalogue.add(LoseLead.self)
        catalogue.add(ReopenLead.self)
        catalogue.add(AssignLead.self)
        catalogue.add(AnswerLead.self)
        catalogue.add(SetAvailability.self)
    }

    static func contribute(to module: inout Module, hours: any BusinessTime) throws {
        module.resources += [ScoreRuleResource.resource, SalesRepResource.resource, AssignmentRuleResource.resource]
        module.subscriptions += [
            TakeInLead.subscription(hours), RescoreLead.subscription, NoteLeadAnswer.subscription,
            AssignWaitingLeads.subscription,
        ]
        let others = module.jobs
        module.jobs = { store in
            others(store) + [AssignWaitingLeads.kind(store), RescoreLead.kind(store)]
        }
        module.cron += [
            CronEntry(
                AssignWaitingLeads.name, try CronSchedule("*/5 * * * *"), scope: .perOrganisation,
                kind: AssignWaitingLeads.name),
            CronEntry(
                RescoreLead.name, try CronSchedule("40 1 * * *"), scope: .perOrganisation, kind: RescoreLead.name),
        ]
    }
}
