internal import Core
internal import Figures

/// Which figures and reports are looked at together.
enum Dashboards {
    static let all = [
        Dashboard(
            "business", "Business", access: .managers,
            figures: [
                "customers.total", "sales.open-deals", "sales.pipeline-value", "sales.won-value", "billing.billed",
                "billing.collected", "billing.unpaid",
                "billing.overdue",
            ],
            reports: ["revenue", "pipeline-by-stage", "acquisition", "invoice-aging"]),
        Dashboard(
            "sales", "Sales",
            figures: [
                "sales.open-deals", "sales.pipeline-value", "sales.weighted-value", "sales.won-value",
                "sales.won-deals",
                "sales.win-rate", "sales.days-to-close", "sales.new-leads",
            ],
            reports: [
                "pipeline-by-stage", "revenue-forecast", "win-loss", "rep-performance", "loss-reasons",
                "stage-velocity",
            ]),
        Dashboard(
            "billing", "Billing",
            figures: [
                "billing.billed", "billing.collected", "billing.unpaid", "billing.overdue", "billing.payment-days",
            ], reports: ["revenue", "invoice-aging"]),
        Dashboard(
            "work", "Calls and visits",
            figures: ["calls.answered", "calls.booking-rate", "calls.missed", "visits.done", "visits.kept-rate"],
            reports: ["technician-days", "service-history"], period: .last90),
    ]
}
