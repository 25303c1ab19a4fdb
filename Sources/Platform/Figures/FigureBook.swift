public import Core

/// Every figure, report and dashboard of the program. Made once at start.
public struct FigureBook: Sendable {
    public let figures: [Figure]
    public let reports: [Report]
    public let dashboards: [Dashboard]
    /// The resources that figures are worked out of, by what stands before the point of their names.
    private let resources: [String: [String]]
    private let figuresByName: [String: Figure]
    private let reportsByName: [String: Report]

    public init(
        figures: [Figure], reports: [Report], dashboards: [Dashboard], resources: [String: [String]] = [:]
    ) {
        self.resources = resources
        self.figures = figures
        self.reports = reports
        self.dashboards = dashboards
        figuresByName = Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0) })
        reportsByName = Dictionary(uniqueKeysWithValues: reports.map { ($0.name, $0) })
    }

    /// nil for one that does not exist or that the role may not see.
    public func figure(_ name: String, for context: Context) -> Figure? {
        figuresByName[name].flatMap { allows($0.access, name, context) ? $0 : nil }
    }

    /// Whether the role may see what is called `name`. A custom role that hides something of the records behind it hides it.
    public func allows(_ access: Access, _ name: String, _ context: Context) -> Bool {
        guard access.allows(context.role) else { return false }
        guard let grants = context.grants else { return true }
        return (resources[String(name.prefix { $0 != "." })] ?? []).allSatisfy {
            grants.reach($0, "read") != .none && !grants.hidesFields(of: $0)
        }
    }

    /// The same of a report, by its group.
    public func allows(_ report: Report, _ context: Context) -> Bool {
        allows(report.access, report.group.lowercased() + ".", context)
    }

    /// Throws 404 for one that does not exist or that the role may not see.
    public func report(_ name: String, for context: Context) throws -> Report {
        guard let report = reportsByName[name], allows(report, context) else { throw Problem.notFound("report") }
        return report
    }

    /// Throws 404 for one that does not exist or that the role may not see.
    public func dashboard(_ name: String, for context: Context) throws -> Dashboard {
        guard let dashboard = dashboards.first(where: { $0.name == name && $0.access.allows(context.role) }) else {
            throw Problem.notFound("dashboard")
        }
        return dashboard
    }
}
