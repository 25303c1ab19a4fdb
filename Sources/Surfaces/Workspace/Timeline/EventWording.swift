internal import Contracts
internal import Core
internal import Interface
internal import Records

/// How each kind of event is told: its sign and one sentence.
struct EventWording: Sendable {
    let icon: Icon
    var tone: Tone?
    let sentence: @Sendable (EventLine, Context) -> String

    static func of(_ kind: String) -> EventWording { table[kind] ?? general }

    /// For kinds without words of their own: `lead.updated` → "Lead updated".
    private static let general = EventWording(icon: .circle) { line, _ in
        let parts = line.event.kind.split(separator: ".").map { $0.spaced }
        return Words.label(parts.joined(separator: " ")) + (line["title"].map { ": \($0.prefix(120))" } ?? "")
    }

    private static let table: [String: EventWording] = calls.merging(visits) { $1 }.merging(messages) { $1 }
        .merging(billing) { $1 }.merging(records) { $1 }.merging(SalesWording.table) { $1 }
        .merging(QuoteWording.table) { $1 }

    private static let calls: [String: EventWording] = [
        EventKinds.callStarted: .init(icon: .phoneIncoming, tone: .info) { _, _ in "Call came in" },
        EventKinds.callEnded: .init(icon: .phone) { line, _ in
            let outcome = line["outcome"].map { ", " + $0.spaced } ?? ""
            let length = line.number("duration_seconds").map { " after " + Moment.length(.seconds(Int($0))) } ?? ""
            return "Call ended\(length)\(outcome)"
        },
        EventKinds.emergencyRaised: .init(icon: .warning, tone: .bad) { line, _ in
            "Emergency: " + Words.label(line["category"] ?? "unknown").lowercased()
                + (line["address"].map { " at \($0)" } ?? "")
        },
        EventKinds.emergencyAcknowledged: .init(icon: .check, tone: .good) { line, _ in
            "\(line.who("by")) accepted the emergency" + (line["via"].map { " by \($0)" } ?? "")
        },
        EventKinds.callbackQueued: .init(icon: .phoneOutgoing, tone: .warn) { line, _ in
            "To be called back" + (line["reason"].map { ": " + Words.callbackReason($0).lowercased() } ?? "")
        },
        "callback.resolved": .init(icon: .done, tone: .good) { line, _ in
            "\(line.actorName) dealt with the callback" + (line["resolution"].map { ": \($0)" } ?? "")
        },
    ]

    private static let visits: [String: EventWording] = [
        EventKinds.appointmentBooked: .init(icon: .calendar, tone: .good) { line, context in
            "\(line.job) booked for \(line.moment("starts_at", context))\(line.technician)"
        },
        EventKinds.appointmentRescheduled: .init(icon: .repeatIcon) { line, context in
            "\(line.job) moved from \(line.moment("previous_starts_at", context)) to \(line.moment("starts_at", context))\(line.technician)"
        },
        EventKinds.appointmentCancelled: .init(icon: .refused, tone: .bad) { line, context in
            "\(line.job) on \(line.moment("starts_at", context)) cancelled" + (line["reason"].map { ": \($0)" } ?? "")
        },
        EventKinds.appointmentConfirmed: .init(icon: .check) { line, context in
            "\(line.job) on \(line.moment("starts_at", context)) confirmed"
        },
        EventKinds.appointmentDeparted: .init(icon: .truck) { line, _ in
            "\(line["technician_name"] ?? "The technician") is on the way"
        },
        EventKinds.appointmentArrived: .init(icon: .mapPin) { line, _ in
            "\(line["technician_name"] ?? "The technician") is on site"
        },
        EventKinds.appointmentMissed: .init(icon: .warning, tone: .warn) { line, _ in
            "Nobody was there for \(line.job.lowercased())"
        },
        EventKinds.appointmentCompleted: .init(icon: .done, tone: .good) { line, _ in
            "\(line.job) completed\(line.technician)"
        },
    ]

    private static let messages: [String: EventWording] = [
        EventKinds.messageSent: .init(icon: .send) { line, context in
            "\(line.channel) to \(line.address("to", context))"
        },
        EventKinds.messageDelivered: .init(icon: .check) { line, context in
            "Message delivered to \(line.address("to", context))"
        },
        EventKinds.messageFailed: .init(icon: .error, tone: .bad) { line, context in
            "Message to \(line.address("to", context)) failed" + (line["error"].map { " (\($0))" } ?? "")
        },
        EventKinds.messageReceived: .init(icon: .message, tone: .info) { _, _ in "Text message received" },
    ]

    private static let billing: [String: EventWording] = [
        EventKinds.invoiceDrafted: .init(icon: .invoice) { line, _ in
            "Invoice over \(line.money("total_minor")) drafted"
        },
        EventKinds.invoiceIssued: .init(icon: .invoice) { line, _ in
            "Invoice \(line["number"] ?? "") over \(line.money("total_minor")) issued"
        },
        EventKinds.invoicePaid: .init(icon: .done, tone: .good) { line, _ in "Invoice \(line["number"] ?? "") paid" },
        EventKinds.paymentReceived: .init(icon: .wallet, tone: .good) { line, _ in
            "\(line.money("amount_minor")) received" + (line["method"].map { " by \($0)" } ?? "")
                + (line["invoice_number"].map { " for invoice \($0)" } ?? "")
        },
    ]

    private static let records: [String: EventWording] = [
        EventKinds.customerCreated: .init(icon: .userPlus) { line, _ in
            "New customer" + (line["source"].map { $0 == "manual" ? "" : " by \($0)" } ?? "")
        },
        "customer.updated": .init(icon: .edit) { line, _ in "\(line.actorName) changed the customer" },
        "note.created": .init(icon: .note) { line, _ in "\(line.actorName) noted" },
        "note.updated": .init(icon: .note) { line, _ in "\(line.actorName) changed a note" },
        "note.deleted": .init(icon: .delete) { line, _ in "\(line.actorName) deleted a note" },
        "file.added": .init(icon: .attach) { line, _ in "\(line.actorName) added \(line["name"] ?? "a file")" },
        "file.deleted": .init(icon: .delete) { line, _ in
            "\(line.actorName) took away \(line["name"] ?? "a file")"
        },
        "file.restored": .init(icon: .undo) { line, _ in
            "\(line.actorName) brought back \(line["name"] ?? "a file")"
        },
        "lead.created": .init(icon: .userPlus) { line, _ in "New lead" + (line["title"].map { ": \($0)" } ?? "") },
        "site.created": .init(icon: .mapPin) { line, _ in "New address" + (line["title"].map { ": \($0)" } ?? "") },
    ]
}
