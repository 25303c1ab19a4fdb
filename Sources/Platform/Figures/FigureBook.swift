public import Core

/// Every figure, report and dashboard of the program. Made once at start.
public struct FigureBook: Sendable {
    public let figures: [Figure]
    public let reports: [Report]
    public let dashboards: [Dashboard]
    private let figuresByName: [String: Figure]
    private let reportsByName: [String: Report]

    public init(figures: [Figure], reports: [Report], dashboards: [Dashboard]) {
        self.figures = figures
        self.reports = reports
        self.dashboards = dashboards
        figuresByName = Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0) })
        reportsByName = Dictionary(uniqueKeysWithValues: reports.map { ($0.name, $0) })
    }

    /// nil for one that does not exist or that the role may not see.
    public func figure(_ name: String, for role: Role) -> Figure? {
        figuresByName[name].flatMap { $0.access.allows(role) ? $0 : nil }
    }

    /// Throws 404 for one that does not exist or that the role may not see.
    public func report(_ name: String, for role: Role) throws -> Report {
        guard let report = reportsByName[name], report.access.allows(role) else { throw Problem.notFound("report") }
        return report
    }

    /// Throws 404 for one that does not exist or that the role may not see.
    public func dashboard(_ name: String, for role: Role) throws -> Dashboard {
        guard let dashboard = dashboards.first(where: { $0.name == name && $0.access.allows(role) }) else {
            throw Problem.notFound("dashboard")
        }
        return dashboard
    }
}
