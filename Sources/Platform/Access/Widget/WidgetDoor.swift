public import Core
internal import Crypto
public import HTTP
internal import Postgres

/// Lets visitors of the organisations' own pages in: gives out tokens and says whom one stands for.
public struct WidgetDoor: Sendable {
    /// A visitor who has shown a token that holds.
    public struct Visitor: Sendable {
        public let widget: Widget
        /// The same for as long as the visit lasts.
        public let visit: Identifier
        public let origin: String
        /// Of the role `visitor`, in the widget's organisation.
        public let context: Context
    }

    struct Issued: Sendable {
        let text: String
        let expiresAt: Instant
        let visitEndsAt: Instant
    }

    private let authenticator: Authenticator
    /// Signs the tokens.
    private let key: [UInt8]
    private let profile: @Sendable (ID<Organisation>) async throws -> OrganisationProfile
    private let limits = WidgetLimits()
    private var clock: TimeSource { authenticator.clock }

    /// - Parameter key: a secret of the installation for this purpose alone.
    public init(
        _ authenticator: Authenticator, key: [UInt8],
        profile: @escaping @Sendable (ID<Organisation>) async throws -> OrganisationProfile
    ) {
        self.authenticator = authenticator
        self.key = key
        self.profile = profile
    }

    /// The widget that a request names, if the request comes from one of its pages. Throws `Problem` 403 or 404.
    func widget(_ request: Request) async throws -> (Widget, origin: String) {
        guard let text = request.query["widget"], let id = Widget.id(text) else { throw Self.unknown }
        guard let origin = request.headers["Origin"], origin.utf8.count <= 300 else {
            throw Problem(
                status: 403, code: "origin", "Widgets work in pages only: this request names no origin.")
        }
        guard let widget = try await load(id), widget.isActive else { throw Self.unknown }
        guard widget.origins.contains(origin) else {
            throw Problem(
                status: 403, code: "origin_not_allowed",
                "This widget may not be used on \(origin). Add that origin under Settings, Widgets.")
        }
        return (widget, origin)
    }

    /// A token for a visitor of one of the widget's pages; a token that still holds goes on with the same visit.
    /// Throws `Problem` 401 if the visit is over, 403, 404 or 429.
    func issue(_ widget: Widget, origin: String, _ request: Request) async throws -> Issued {
        let now = clock.now
        try limits.token(widget, request, at: now)
        let shown = Authenticator.token(in: request.headers["Authorization"] ?? "")
        let before = try shown.map { try read($0, widget, origin: origin, at: now) }
        let begunAt = before?.begunAt ?? now
        let end = begunAt + widget.visitLifetime
        let token = WidgetToken(
            widget: widget.id, visit: before?.visit ?? authenticator.ids.next(at: now), generation: widget.generation,
            begunAt: begunAt, expiresAt: min(now + widget.tokenLifetime, end))
        authenticator.widgetUses.note(widget, at: now, from: origin)
        return Issued(
            text: token.text(origin: origin, key: key), expiresAt: token.expiresAt,
            visitEndsAt: Instant(seconds: end.seconds))
    }

    /// Who shows a token. Throws `Problem` 401, 403, 404 or 429.
    public func visitor(_ request: Request) async throws -> Visitor {
        let (widget, origin) = try await widget(request)
        let now = clock.now
        guard let shown = Authenticator.token(in: request.headers["Authorization"] ?? "") else { throw Self.expired }
        let token = try read(shown, widget, origin: origin, at: now)
        try limits.use(widget, token.visit, at: now)
        return Visitor(
            widget: widget, visit: token.visit, origin: origin, context: try await context(widget, request))
    }

    /// Counts a request that makes work for people. Throws `Problem` 429.
    func countWork(_ visitor: Visitor, _ request: Request) throws {
        try limits.work(visitor.widget, request, at: clock.now)
    }

    func context(_ widget: Widget, _ request: Request) async throws -> Context {
        let profile = try await profile(widget.organisation)
        return Context(
            organisation: widget.organisation, actor: .visitor, role: .visitor, correlation: request.requestID,
            surface: .public, zone: profile.zone, currency: profile.currency, country: profile.country,
            locale: profile.locale, clock: clock, ids: authenticator.ids, deadline: request.deadline,
            address: request.address)
    }

    private func read(_ text: Substring, _ widget: Widget, origin: String, at now: Instant) throws -> WidgetToken {
        guard let token = WidgetToken(text, origin: origin, key: key), token.widget == widget.id, now < token.expiresAt,
            now < token.begunAt + widget.visitLifetime, widget.honours(token.generation, at: now)
        else { throw Self.expired }
        return token
    }

    private func load(_ id: Identifier) async throws -> Widget? {
        let now = clock.now
        if let known = authenticator.widgets.find(id, at: now) { return known }
        let generation = authenticator.widgets.generation
        let rows = try await authenticator.database.systemQuery(
            .publicLink,
            """
            select org_id, name, origins, is_active, token_minutes, visit_hours, generation, previous_until
            from widgets where id = \(id) and deleted_at is null
            """)
        let widget = try rows.first.map { row in
            Widget(
                id: id, organisation: try row.get("org_id"), name: try row.get("name"), origins: try row.get("origins"),
                isActive: try row.get("is_active"), tokenLifetime: .minutes(try row.get("token_minutes")),
                visitLifetime: .hours(try row.get("visit_hours")), generation: try row.get("generation"),
                previousUntil: try row.optional("previous_until"))
        }
        // Without hearing of changes a widget that is switched off would go on.
        if authenticator.cache.hearsChanges {
            authenticator.widgets.remember(widget, id, readAt: generation, at: now)
        }
        return widget
    }

    private static let unknown = Problem(
        status: 404, code: "unknown_widget", "There is no such widget, or it has been switched off.")
    private static let expired = Problem(
        status: 401, code: "widget_token", "The widget's token is missing or has ended. Ask for a new one.")
}
