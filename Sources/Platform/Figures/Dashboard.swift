public import Core

/// Figures and reports that are looked at together.
public struct Dashboard: Sendable {
    public let name: String
    public let title: String
    public let access: Access
    /// Names of figures, shown in a row of numbers.
    public let figures: [String]
    /// Names of reports, shown as charts.
    public let reports: [String]
    public let period: Period.Name

    public init(
        _ name: String, _ title: String, access: Access = .staff, figures: [String], reports: [String],
        period: Period.Name = .last12Months
    ) {
        self.name = name
        self.title = title
        self.access = access
        self.figures = figures
        self.reports = reports
        self.period = period
    }
}
