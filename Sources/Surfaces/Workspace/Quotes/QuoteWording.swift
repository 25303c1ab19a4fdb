internal import Contracts
internal import Core
internal import Interface

/// How what happens to quotes and activities is told.
enum QuoteWording {
    static let table: [String: EventWording] = [
        "quote.created": .init(icon: .quote) { line, _ in "New quote" + about(line) },
        "quote.updated": .init(icon: .quote) { line, _ in "Quote edited" + about(line) },
        EventKinds.quoteSent: .init(icon: .send) { line, _ in "\(number(line)) sent" + about(line) },
        EventKinds.quoteViewed: .init(icon: .eye, tone: .info) { line, _ in "\(number(line)) opened by the customer" },
        EventKinds.quoteAccepted: .init(icon: .done, tone: .good) { line, _ in
            "\(line["signed_name"] ?? "The customer") accepted \(number(line).lowercasedFirst)" + about(line)
        },
        EventKinds.quoteDeclined: .init(icon: .refused, tone: .bad) { line, _ in
            "\(number(line)) declined" + (line["reason"].map { ": \($0)" } ?? "")
        },
        "quote.expired": .init(icon: .clock, tone: .warn) { line, _ in "\(number(line)) expired" },
        "quote.revised": .init(icon: .repeatIcon) { line, _ in
            "\(line.actorName) began a new version of \(number(line).lowercasedFirst)"
        },
        EventKinds.quoteConverted: .init(icon: .invoice, tone: .good) { line, _ in
            "\(number(line)) became " + (line["invoice_id"] == nil ? "a visit" : "an invoice")
        },
        "activity.created": .init(icon: .calendarCheck) { line, context in
            "Planned" + subject(line) + (line["starts_at"] == nil ? "" : ", " + line.moment("starts_at", context))
        },
        "activity.completed": .init(icon: .done, tone: .good) { line, _ in
            "Done" + subject(line) + (line["outcome"].map { ". \($0)" } ?? "")
        },
        "activity.snoozed": .init(icon: .clock) { line, context in
            "Moved to \(line.moment("starts_at", context))" + subject(line)
        },
        "activity.overdue": .init(icon: .warning, tone: .warn) { line, _ in "Overdue" + subject(line) },
        "activity.reassigned": .init(icon: .user) { line, _ in "\(line.actorName) handed on" + subject(line) },
    ]

    private static func number(_ line: EventLine) -> String { line["number"].map { "Quote \($0)" } ?? "Quote" }
    private static func about(_ line: EventLine) -> String { line["title"].map { ": \($0)" } ?? "" }
    private static func subject(_ line: EventLine) -> String {
        (line["subject"] ?? line["title"]).map { ": \($0)" } ?? ""
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
