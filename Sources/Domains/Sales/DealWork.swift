internal import Core
internal import Modules
internal import Postgres
internal import Records

/// What pipelines and deals contribute to the module.
enum DealWork {
    static func addActions(to catalogue: inout Catalogue) {
        catalogue.add(MoveDeal.self)
    }

    static func contribute(to module: inout Module) {
        module.resources += [
            PipelineResource.resource, StageResource.resource, DealResource.resource, DealLineResource.resource,
            CompetitorResource.resource, CompetitorResource.inDeals, StageEntryResource.resource,
            LossReasonResource.resource,
        ]
        module.constraintMessages.merge(SalesConstraints.messages) { $1 }
        module.seed = { transaction, context in SalesSeed.plant(in: transaction, context) }
    }
}
