internal import Core
internal import Postgres

/// What a new organisation starts to sell with: a pipeline, reasons for losing, points for leads.
enum SalesSeed {
    static func plant(in transaction: Transaction, _ context: Context) {
        transaction.queue("select plant_sales(\(context.organisation)), plant_lead_rules(\(context.organisation))")
    }
}
