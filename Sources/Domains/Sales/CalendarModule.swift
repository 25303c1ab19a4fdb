internal import Access
public import Contracts
internal import Core
internal import HTTP
public import Modules
public import Postgres
internal import Records

/// Members' calendars for the programs of others.
public enum CalendarModule {
    /// Requests of one address a minute; a calendar program asks a few times an hour.
    private static let publicRequests = 60

    /// - Parameters:
    ///   - visits: what stands in calendars beside activities.
    ///   - publicURL: Mainline's address as people reach it.
    public static func module(visits: any VisitCalendar, publicURL: String) -> Module {
        var module = Module("Calendar")
        module.routes = { store in
            CalendarRoutes(
                store: store, reading: CalendarReading(visits: visits, publicURL: trimmed(publicURL)),
                limit: PublicLimit(perMinute: publicRequests)
            ).routes
        }
        return module
    }

    /// Makes and takes back calendars' addresses, for pages.
    public static func feeds(_ database: Database, publicURL: String) -> some CalendarFeeds {
        FeedAddresses(database: database, publicURL: trimmed(publicURL))
    }

    private static func trimmed(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }
}
