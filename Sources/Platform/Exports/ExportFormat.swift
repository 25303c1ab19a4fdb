/// The kinds of file that an export can be.
public enum ExportFormat: String, Sendable, CaseIterable {
    case csv, xlsx

    public var contentType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }

    /// What people call it.
    public var label: String {
        switch self {
        case .csv: "CSV"
        case .xlsx: "Excel"
        }
    }
}
