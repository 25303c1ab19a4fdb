internal import Core
internal import Figures

/// Which figures and reports are looked at together.
enum Dashboards {
    static let all = [
        Dashboard(
            "business", "Business", access: .managers,
            figures: [
                "customers.total", "customers.added", "billing.billed", "billing.collected", "billing.unpaid",
                "billing.overdue", "visits.done", "calls.answered",
            ],
            reports: ["revenue", "acquisition", "invoice-aging", "service-history"]),
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
