public import Core

/// How long a debt has been due.
public enum AgingBucket: String, Codable, Sendable, Hashable, CaseIterable {
    /// Not due yet, or due today.
    case current
    case days1to30 = "1_30"
    case days31to60 = "31_60"
    case days61to90 = "61_90"
    case over90 = "over_90"

    public init(due: LocalDate, today: LocalDate) {
        switch today.daysSince1970 - due.daysSince1970 {
        case ...0: self = .current
        case ...30: self = .days1to30
        case ...60: self = .days31to60
        case ...90: self = .days61to90
        default: self = .over90
        }
    }
}

/// What is owed, by age. All in one currency, minor units.
public struct Aging: Sendable, Hashable {
    public let buckets: [AgingBucket: Int64]

    public init(_ invoices: [OpenInvoice], today: LocalDate) throws {
        var buckets: [AgingBucket: Int64] = [:]
        for invoice in invoices {
            let bucket = AgingBucket(due: invoice.due, today: today)
            buckets[bucket] = try Rounding.sum([buckets[bucket] ?? 0, invoice.open])
        }
        self.buckets = buckets
    }

    public subscript(bucket: AgingBucket) -> Int64 { buckets[bucket] ?? 0 }
    public func total() throws -> Int64 { try Rounding.sum(buckets.values) }
}
