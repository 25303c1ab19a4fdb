public import Core

/// One cell of an export.
public enum ExportValue: Sendable, Hashable {
    case none
    /// Never read as a formula, whatever it begins with.
    case text(String)
    case integer(Int64)
    /// An exact decimal: `8.25`.
    case decimal(String)
    case money(Money)
    case boolean(Bool)
    case date(LocalDate)
    /// Written in the zone of the export.
    case time(Instant)
}
