internal import API
internal import Access
internal import Billing
internal import Calls
internal import Core
internal import Customers
internal import Foundation
internal import HTTP
internal import Insights
internal import Interface
internal import Jobs
internal import Live
internal import Modules
internal import Operator
internal import Plans
internal import Portals
internal import Postgres
internal import Records
internal import Sales
internal import Scheduling
internal import Simulation
internal import Workspace

/// What the routes are made of.
struct RouteParts: Sendable {
    let store: RecordStore
    let modules: [Module]
    let services: Services
    let authenticator: Authenticator
    let passwords: PasswordService
    let operators: Operators
    let accounts: Accounts
    let hub: LiveHub
    let assets: AssetStore
    let installation: Installation
}

/// Every route of the program.
enum RouteList {
    static func routes(_ parts: RouteParts) throws -> [Route] {
        let settings = parts.installation.settings
        let urls = AssetURLs { parts.assets.url($0) }
        let signIn = SignInTools(
            parts.authenticator, passwords: parts.passwords, secrets: parts.services.signInSecrets,
            openID: parts.services.openID)
        var routes = SignInRoutes(
            parts.authenticator, passwords: parts.passwords, secrets: parts.services.signInSecrets,
            openID: parts.services.openID, pages: SignInPage(assets: urls), isSignUpOpen: parts.accounts.isSignUpOpen
        ).routes
        routes += try WorkspaceRoutes.routes(
            WorkspaceParts(
                store: parts.store, accounts: parts.accounts, files: parts.services.files, assets: urls, signIn: signIn,
                days: SchedulingModule.daySchedule(parts.store.database),
                book: SchedulingModule.book(),
                invoices: BillingModule.invoices(parts.store.database, links: parts.services.payLinks),
                quotes: QuotesModule.book(
                    parts.store, invoices: BillingModule.desk(), links: parts.services.quoteLinks),
                feeds: CalendarModule.feeds(parts.store.database, publicURL: parts.services.publicURL),
                figures: InsightsModule.book,
                sales: SalesModule.figures(parts.store.database),
                exports: parts.services.exports, imports: parts.services.imports,
                jobs: JobOperations(parts.store.database, notifier: .jobs(parts.store.database)),
                notificationKinds: parts.modules.flatMap(\.notificationKinds),
                tiles: TileSource(address: settings.mapTiles, credit: settings.mapCredit) ?? .openStreetMap,
                gate: parts.services.gate,
                usage: UsageCount(parts.store, measures: UsageMeasures.all), tester: LineTrial(parts),
                publicURL: parts.services.publicURL))
        let (payLinks, quoteLinks) = (parts.services.payLinks, parts.services.quoteLinks)
        routes +=
            PortalRoutes(
                access: PortalAccess(parts.authenticator, mail: parts.accounts.mail), store: parts.store, assets: urls,
                payLink: { payLinks.url($0, $1) }, quoteLink: { quoteLinks.url($0, $1) }
            ).routes
        routes += RecordRoutes.routes(parts.store)
        routes += ActionRoutes.routes(parts.store)
        routes += UsageRoutes.routes(parts.store.database)
        routes += FileRoutes.routes(parts.store, files: parts.services.files)
        routes += LiveRoutes.routes(hub: parts.hub)
        routes += OperationsRoutes(parts).routes
        routes += OperatorRoutes.routes(OperatorParts(store: parts.store, operators: parts.operators, assets: urls))
        routes += parts.modules.flatMap { $0.routes(parts.store) }
        routes += try widgetRoutes(parts)
        routes += parts.services.simulatedCarrier?.routes ?? []
        routes.append(parts.assets.route)
        return routes
    }

    private static func widgetRoutes(_ parts: RouteParts) throws -> [Route] {
        let key = Array(parts.services.key.derive("widget tokens").utf8)
        let store = parts.store
        return WidgetRoutes(
            WidgetDoor(parts.authenticator, key: key) { try await store.profile($0) },
            desk: WidgetService(
                store: store, appointments: SchedulingModule.book(),
                callbacks: CallsModule.callbacks(customers: CustomersModule.directory()), gate: parts.services.gate)
        ).routes + [try widgetScript()]
    }

    /// The one file of Mainline's own that pages of others load.
    private static func widgetScript() throws -> Route {
        let script = try String(contentsOfFile: InterfaceAssets.directory + "/widget.js", encoding: .utf8)
        return .open(.get, "/widget/widget.js", reason: "The widget's script is public and holds nothing of anyone.") {
            _ in
            Response(
                headers: [
                    "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, max-age=300",
                    "Cross-Origin-Resource-Policy": "cross-origin",
                ], body: .text(script))
        }
    }
}
