internal import Contracts
internal import Core

/// What is written to a customer about an invoice.
struct InvoiceWords: Sendable {
    let invoice: InvoiceDetail

    private var due: String { invoice.dueOn.map { ", due \(InvoiceDocument.day($0))" } ?? "" }

    var subject: String { "\(invoice.title) from \(invoice.seller.name): \(invoice.total)" }

    var email: String {
        """
        Hello \(invoice.billedTo.name),

        thank you for your business. \(invoice.title) over \(invoice.total) is attached\(due).
        \(invoice.open.minor > 0 ? "\nPay online: \(invoice.payLink ?? "")\n" : "")
        \(invoice.lines.map { "- \($0.description): \($0.amount)" }.joined(separator: "\n"))

        \(signature)
        """
    }

    var text: String {
        "\(invoice.seller.name): \(invoice.title.lowercasedFirst) over \(invoice.total)\(due). "
            + (invoice.open.minor > 0 ? "View and pay: " : "View: ") + (invoice.payLink ?? "")
    }

    func receiptSubject() -> String { "Receipt for \(invoice.title.lowercasedFirst) from \(invoice.seller.name)" }

    func receipt(_ amount: Money, method: String) -> String {
        """
        Hello \(invoice.billedTo.name),

        we have received your payment of \(amount) by \(method) for \(invoice.title.lowercasedFirst). Thank you.

        \(invoice.open.minor > 0 ? "Left to pay: \(invoice.open)\(invoice.payLink.map { "\nPay online: \($0)" } ?? "")" : "The invoice is paid in full.")

        \(signature)
        """
    }

    private var signature: String {
        [invoice.seller.name, invoice.seller.phone, invoice.seller.email].compactMap { $0 }.joined(separator: "\n")
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
