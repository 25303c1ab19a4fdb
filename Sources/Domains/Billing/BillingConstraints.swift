internal import Core

/// What to tell a person when the database refuses a change.
enum BillingConstraints {
    static let messages: [String: Problem.FieldError] = [
        "invoices_issued_kept_check": .init(
            "invoice", "issued", "An issued invoice does not change. Correct it with another document."),
        "invoices_kept_check": .init("invoice", "kept", "Invoices are cancelled, not deleted."),
        "invoice_lines_kept_check": .init(
            "lines", "issued", "The lines of an issued invoice do not change. Correct it with another document."),
        "invoices_due_check": .init("due_on", "invalid", "The due date must not be before the day of issue."),
        "invoices_appointment_key": .init("appointment_id", "already_billed", "This visit has been billed already."),
        "organisations_currency_billed_check": .init(
            "currency", "billed", "Something has been billed in this currency already, so it stays."),
        "payments_provider_key": .init("provider_id", "taken", "This payment has been recorded already."),
    ]
}
