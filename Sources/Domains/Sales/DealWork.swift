internal import Core
internal import Jobs
internal import Modules
internal import Postgres
internal import Records

/// What pipelines, deals and the forecast contribute to the module.
enum DealWork {
    static func addActions(to catalogue: inout Catalogue) {
        catalogue.add(MoveDeal.self)
        catalogue.add(WinDeal.self)
        catalogue.add(LoseDeal.self)
        catalogue.add(ReopenDeal.self)
        catalogue.add(AssignDeal.self)
        catalogue.add(RemoveStage.self)
        catalogue.add(ReorderStages.self)
    }

    static func contribute(to module: inout Module) throws {
        module.resources += [
            PipelineResource.resource, StageResource.resource, DealResource.resource, DealLineResource.resource,
            DealContactResource.resource, CompetitorResource.resource, CompetitorResource.inDeals,
            StageEntryResource.resource, LossReasonResource.resource,
        ]
        module.subscriptions += [
            FollowStage.subscription, NoteDealActivity.subscription, LearnFromDeals.subscription,
            TellOfWin.subscription,
        ]
        let others = module.jobs
        module.jobs = { store in
            others(store) + [FoldRollups.kind(store), ForecastSnapshot.kind(store), LearnFromDeals.kind(store)]
        }
        module.cron += [
            CronEntry(
                FoldRollups.name, try CronSchedule("*/10 * * * *"), scope: .perOrganisation, kind: FoldRollups.name),
            CronEntry(
                ForecastSnapshot.name, try CronSchedule("50 23 * * *"), scope: .perOrganisation,
                kind: ForecastSnapshot.name),
            CronEntry(
                LearnFromDeals.name, try CronSchedule("10 2 * * *"), scope: .perOrganisation, kind: LearnFromDeals.name),
        ]
        module.constraintMessages.merge(SalesConstraints.messages) { $1 }
        module.seed = { transaction, context in SalesSeed.plant(in: transaction, context) }
    }
}
