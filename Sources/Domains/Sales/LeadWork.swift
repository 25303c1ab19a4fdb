internal import Contracts
internal import Core
internal import Modules
internal import Records

/// What the work on leads contributes to the module.
enum LeadWork {
    static func addActions(to catalogue: inout Catalogue, customers: any CustomerDirectory) {}

    static func contribute(to module: inout Module) {
        module.resources += [ScoreRuleResource.resource, SalesRepResource.resource, AssignmentRuleResource.resource]
    }
}
