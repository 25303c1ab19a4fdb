internal import Contracts
internal import Core

/// One row below the lines.
struct InvoiceSum: Sendable, Hashable {
    let label: String
    let amount: Money
    var isTotal = false
    var isFirst = false
}

extension InvoiceDetail {
    /// The rows below the lines, as paper and screen show them.
    var sums: [InvoiceSum] {
        var sums: [InvoiceSum] = []
        if pricesIncludeTax {
            sums.append(InvoiceSum(label: "Total", amount: total, isTotal: true))
            sums += taxes.filter { $0.amount.minor != 0 }.map {
                InvoiceSum(label: "Includes \($0.label)", amount: $0.amount)
            }
        } else {
            sums.append(InvoiceSum(label: "Subtotal", amount: net, isFirst: true))
            sums += taxes.filter { $0.amount.minor != 0 }.map { InvoiceSum(label: $0.label, amount: $0.amount) }
            sums.append(InvoiceSum(label: "Total", amount: total, isTotal: true))
        }
        if paid.minor > 0 {
            sums.append(InvoiceSum(label: "Paid", amount: Money(minor: -paid.minor, paid.currency)))
            sums.append(InvoiceSum(label: "Amount due", amount: open, isTotal: true))
        }
        return sums
    }
}
