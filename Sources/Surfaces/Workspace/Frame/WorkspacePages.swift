internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Plans
internal import Postgres
internal import Records

/// Makes the answer of every page: what the frame needs is read together with what the page needs, in one round trip.
struct WorkspacePages: Sendable {
    let store: RecordStore
    let assets: AssetURLs
    /// Where the pictures of maps come from.
    let tiles: TileSource
    /// What the plan and lockdowns leave: said above every page.
    let gate: any ChannelGate

    init(
        store: RecordStore, assets: AssetURLs, tiles: TileSource = .openStreetMap, gate: any ChannelGate = OpenGate()
    ) {
        self.gate = gate
        self.store = store
        self.assets = assets
        self.tiles = tiles
    }

    /// What `reads` give, and the frame around it. Throws `PostgresError`.
    func read(_ request: Request, _ context: Context, _ reads: [SQL] = []) async throws -> (PageContext, [Rows]) {
        let answers = try await store.database.batch(context, [FrameQuery.sql] + reads)
        let frame = try FrameQuery(answers[0])
        let navigation = WorkspaceNavigation(catalogue: store.catalogue(for: context), role: context.role, frame: frame)
        var page = PageContext(
            context: context, organisation: frame.organisation, person: frame.person, email: frame.email,
            navigation: navigation.sections, path: request.path,
            theme: request.cookie("theme").flatMap(Theme.init(rawValue:)) ?? .system, assets: assets,
            notice: NoticeCookie.read(request))
        page.organisations = context.workplaces
        page.creatable = navigation.creatable
        page.unread = frame.notifications
        page.banners = PlanBanners.banners(
            try await gate.standing(of: context.organisation), context, at: context.now)
        if let banner = SupportBanner.banner(frame.support, context) { page.banners.append(banner) }
        page.banners += NoticeBanners.banners(frame.notices, context)
        page.settings =
            SettingsNavigation(store.catalogue(for: context), context.role, jobs: frame.jobs).sections
        page.personal = [
            Place("Your account", "/account/profile", icon: .user),
            Place("Your organisations", "/organisations", icon: .building),
            Place("Settings", "/settings", icon: .settings),
        ]
        return (page, Array(answers.dropFirst()))
    }

    /// As `read`, for an answer that may be a part of a page: then there is no frame to read for.
    func read(
        _ request: Request, _ context: Context, _ reads: [SQL], frame isWanted: Bool
    ) async throws -> (PageContext?, [Rows]) {
        if isWanted { return try await read(request, context, reads) }
        return (nil, reads.isEmpty ? [] : try await store.database.batch(context, reads))
    }

    /// Reads, and writes the page.
    func page(
        _ request: Request, _ context: Context, _ reads: [SQL] = [],
        _ render: (HTML, PageContext, [Rows]) throws -> Void
    ) async throws -> Response {
        let (page, rows) = try await read(request, context, reads)
        return try write(request) { try render($0, page, rows) }
    }

    /// Writes a page whose parts have been read.
    func write(_ request: Request, _ render: (HTML) throws -> Void) rethrows -> Response {
        let out = ByteWriter(capacity: 48 * 1024)
        try render(HTML(out))
        let response = Response.html(out)
        return NoticeCookie.isSet(request) ? response.with(NoticeCookie.removal(for: request)) : response
    }

    /// Performs an action for a form and goes back to `path` with a word about it; a refusal is told there too.
    func act(
        _ request: Request, back path: String, to destination: String? = nil, done words: String,
        _ body: () async throws -> Void
    ) async throws -> Response {
        do {
            try await body()
            return NoticeCookie.redirect(request, to: destination ?? path, Notice(words))
        } catch let problem as Problem where [409, 422, 400].contains(problem.status) {
            return NoticeCookie.redirect(request, to: path, Notice(problem.detail, tone: .bad))
        }
    }
}
