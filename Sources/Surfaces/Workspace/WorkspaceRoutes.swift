public import Access
public import Contracts
internal import Core
public import Exports
public import Figures
public import Files
public import HTTP
public import Imports
public import Interface
public import Jobs
public import Notifications
public import Plans
public import Records

/// What the staff's pages are made of.
public struct WorkspaceParts: Sendable {
    public let store: RecordStore
    public let accounts: Accounts
    public let files: FileStore
    public let assets: AssetURLs
    /// Second factors, devices, providers and what the organisation asks of them.
    public let signIn: SignInTools
    public let days: any DaySchedule
    public let book: any AppointmentBook
    public let invoices: any InvoiceBook
    public let quotes: any QuoteBook
    public let feeds: any CalendarFeeds
    public let figures: FigureBook
    public let sales: any SalesFigures
    public let exports: ExportDesk
    public let imports: ImportDesk
    public let jobs: JobOperations
    /// What members may be told of, for their preferences.
    public let notificationKinds: [NotificationKind]
    /// Where the pictures of maps come from.
    public let tiles: TileSource
    /// What plans and lockdowns leave of each channel.
    public let gate: any ChannelGate
    /// Counts what the plan limits.
    public let usage: UsageCount
    /// Tries whether calls and texts work, for a new organisation.
    public let tester: any LineTester
    /// Mainline's address as people reach it, without a slash at the end.
    public let publicURL: String

    public init(
        store: RecordStore, accounts: Accounts, files: FileStore, assets: AssetURLs, signIn: SignInTools,
        days: any DaySchedule, book: any AppointmentBook,
        invoices: any InvoiceBook, quotes: any QuoteBook,
        feeds: any CalendarFeeds,
        figures: FigureBook, sales: any SalesFigures, exports: ExportDesk, imports: ImportDesk, jobs: JobOperations,
        notificationKinds: [NotificationKind] = [], tiles: TileSource = .openStreetMap, gate: any ChannelGate,
        usage: UsageCount, tester: any LineTester, publicURL: String
    ) {
        self.store = store
        self.accounts = accounts
        self.files = files
        self.assets = assets
        self.signIn = signIn
        self.days = days
        self.book = book
        self.invoices = invoices
        self.quotes = quotes
        self.feeds = feeds
        self.figures = figures
        self.sales = sales
        self.exports = exports
        self.imports = imports
        self.jobs = jobs
        self.notificationKinds = notificationKinds
        self.tiles = tiles
        self.gate = gate
        self.usage = usage
        self.tester = tester
        self.publicURL = publicURL
    }
}

/// Every page of the workspace.
public enum WorkspaceRoutes {
    public static func routes(_ parts: WorkspaceParts) throws -> [Route] {
        let pages = WorkspacePages(store: parts.store, assets: parts.assets, tiles: parts.tiles, gate: parts.gate)
        var routes: [Route] = HomePage(pages: pages, days: parts.days, book: parts.figures).routes
        routes += AccountRoutes.routes(parts.accounts, pages)
        routes += DuplicatePages(pages).routes
        routes += MergePages(pages).routes
        routes += TagPages(pages).routes
        routes += SegmentPages(pages).routes
        routes += SchedulePage(pages: pages, days: parts.days).routes
        routes += AppointmentPages(pages: pages, book: parts.book).routes
        routes += try CallPages(pages).routes
        routes += try WaitingPages.emergencies(pages).routes
        routes += try WaitingPages.callbacks(pages).routes
        routes += try MessagePages(pages).routes
        routes += try InvoicePages(pages, book: parts.invoices).routes
        routes += CalendarFeedPage(pages: pages, feeds: parts.feeds).routes
        routes += QuoteLinePages(pages: pages, book: parts.quotes).routes
        routes += QuotePreviewPage(pages: pages, book: parts.quotes).routes
        routes += PipelineStageMoves(pages: pages).routes
        routes += ForecastPage(pages: pages, figures: parts.sales).routes
        routes += ReportPages(pages: pages, book: parts.figures).routes
        routes += ReportBuilderPages(pages: pages).routes
        routes += ReportExports(pages: pages, book: parts.figures, desk: parts.exports).routes
        routes += DashboardPages(pages: pages, book: parts.figures).routes
        routes += ExportPages(pages: pages, desk: parts.exports).routes
        routes += ImportPages(pages: pages, desk: parts.imports).routes
        routes += SearchPages(pages).routes
        routes += PalettePages(pages).routes
        routes += NotificationPages(pages: pages, kinds: parts.notificationKinds).routes
        routes += NoticeBanners(pages: pages).routes
        routes += SettingsHome(pages: pages).routes
        routes += RolesPages(pages: pages).routes
        routes += TeamsPages(pages: pages).routes
        routes += PermissionPages(pages: pages).routes
        routes += OrganisationSettingsPage(pages: pages).routes
        routes += SecurityOverviewPage(pages: pages, accounts: parts.accounts).routes
        routes += SupportSettingsPage(pages: pages).routes
        routes += PrivacySettingsPage(pages: pages).routes
        routes += AuditPages(pages: pages, desk: parts.exports).routes
        routes += PlanPage(pages: pages, usage: parts.usage).routes
        routes += LockdownPage(pages: pages).routes
        routes += SetupPage(pages: pages, tester: parts.tester).routes
        routes += QueuePage(pages: pages, jobs: parts.jobs).routes
        routes += KeyPages(pages: pages).routes
        routes += UsagePage(pages: pages).routes
        routes += WidgetPages(pages: pages, publicURL: parts.publicURL).routes
        routes += SecondFactorPage(pages: pages, factors: parts.signIn.factors).routes
        routes += ConfirmPage(frame: AccountPage(assets: parts.assets), confirmation: parts.signIn.confirmation).routes
        routes += DevicesPage(pages: pages, devices: parts.signIn.devices).routes
        routes += MemberDevicesPage(pages: pages, devices: parts.signIn.devices).routes
        routes += ConnectionsPage(pages: pages, tools: parts.signIn).routes
        routes += SecurityPage(pages: pages, policies: parts.signIn.policies).routes
        routes += ProvidersPage(pages: pages, providers: parts.signIn.providers).routes
        // A page made by hand wins over the generic one at the same address.
        routes.addMissing(RecordPages(pages).routes)
        routes.addMissing(RecordNotePages(pages).routes)
        routes.addMissing(RecordFilePages(pages: pages, files: parts.files).routes)
        routes.addMissing(FormPages(pages).routes)
        routes.addMissing(RemovalPages(pages).routes)
        routes.addMissing(FormHelpPages(pages).routes)
        routes.addMissing(ActionPages(pages).routes)
        routes.addMissing(ListRoutes(pages: pages).routes)
        routes.addMissing(LayoutRoutes(pages: pages).routes)
        return MovedPages.following(routes, parts.store)
    }
}
