/// The facts that domains tell each other, by their stable names. Payloads are flat JSON objects; what each holds is
/// said here, and a domain that reacts reads only that.
public enum EventKinds {
    /// `name`, `phone`, `source`
    public static let customerCreated = "customer.created"
    /// The first finished visit or paid invoice made a prospect, or one who had lapsed, a customer: `previous`
    public static let customerActivated = "customer.activated"
    /// Not served for so many months: `last_served_at`, `months`
    public static let customerLapsed = "customer.lapsed"
    /// The record stays and holds the other's history: `merged_id`, `merged_name`, `moved`
    public static let customerMerged = "customer.merged"
    /// `restored_id`, `put_back`
    public static let customerUnmerged = "customer.unmerged"
    /// Nothing of the person is left in it: `request`
    public static let customerErased = "customer.erased"
    /// `channel`, `purpose`, `source`
    public static let consentGranted = "consent.granted"
    /// the same
    public static let consentWithdrawn = "consent.withdrawn"
    /// `number`, `from`, `customer_name`
    public static let callStarted = "call.started"
    /// `outcome`, `summary`, `duration_seconds`, `turns`
    public static let callEnded = "call.ended"
    /// `category`, `reason`, `address`, `call_id`
    public static let emergencyRaised = "emergency.raised"
    /// `by`, `via`
    public static let emergencyAcknowledged = "emergency.acknowledged"
    /// `reason`, `number`
    public static let callbackQueued = "callback.queued"
    /// `job_type`, `starts_at`, `ends_at`, `technician_name`, `technician_id`, `source`
    public static let appointmentBooked = "appointment.booked"
    /// the same, and `previous_starts_at`
    public static let appointmentRescheduled = "appointment.rescheduled"
    /// `job_type`, `starts_at`, `reason`
    public static let appointmentCancelled = "appointment.cancelled"
    /// `job_type`, `starts_at`, `technician_name`
    public static let appointmentConfirmed = "appointment.confirmed"
    /// The technician has set out: the same
    public static let appointmentDeparted = "appointment.departed"
    /// The technician is there: the same
    public static let appointmentArrived = "appointment.arrived"
    /// The customer was not there: the same
    public static let appointmentMissed = "appointment.missed"
    /// `job_type`, `job_type_id`, `price_minor`, `currency`, `starts_at`, `technician_name`, `notes`
    public static let appointmentCompleted = "appointment.completed"
    /// `to`, `body`, `channel`
    public static let messageSent = "message.sent"
    /// `status`
    public static let messageDelivered = "message.delivered"
    /// `status`, `error`
    public static let messageFailed = "message.failed"
    /// `from`, `body`
    public static let messageReceived = "message.received"
    /// `total_minor`, `currency`
    public static let invoiceDrafted = "invoice.drafted"
    /// `number`, `total_minor`, `currency`, `due_on`
    public static let invoiceIssued = "invoice.issued"
    /// `number`, `amount_minor`, `currency`
    public static let invoicePaid = "invoice.paid"
    /// `invoice_number`, `amount_minor`, `currency`, `method`
    public static let paymentReceived = "payment.received"
    /// `number`, `title`, `total_minor`, `currency`, `revision`
    public static let quoteSent = "quote.sent"
    /// `number`, `title`
    public static let quoteViewed = "quote.viewed"
    /// `number`, `title`, `total_minor`, `currency`, `signed_name`, `deal_id`
    public static let quoteAccepted = "quote.accepted"
    /// `number`, `title`, `reason`
    public static let quoteDeclined = "quote.declined"
    /// `number`, `title`, and `invoice_id` or `appointment_id`
    public static let quoteConverted = "quote.converted"
}
