internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Notifications
internal import Postgres
internal import Records

/// What a member was told: the page, the bell's menu, and ticking off.
struct NotificationPages: Sendable {
    let pages: WorkspacePages
    /// Everything that members may be told of, for its name in the filter and the preferences.
    let kinds: [NotificationKind]

    private static let pageSize = 50
    private static let menuSize = 7

    var routes: [Route] {
        [
            .signedIn(.get, "/notifications", .staff) { try await show($0, $1) },
            .signedIn(.get, "/notifications/menu", .staff) { try await menu($0, $1) },
            .signedIn(.post, "/notifications/read-all", .staff) { try await readAll($0, $1) },
            .signedIn(.get, "/notifications/{id}", .staff) { try await open($0, $1) },
            .signedIn(.post, "/notifications/{id}/read", .staff) { try await mark($0, $1, read: true) },
            .signedIn(.post, "/notifications/{id}/unread", .staff) { try await mark($0, $1, read: false) },
        ] + NotificationSettingsPage(pages: pages, kinds: kinds).routes
    }

    // MARK: - The page

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let all = request.query["show"] == "all"
        let kind = kinds.first { $0.name == request.query["kind"] }
        let before: ID<MemberNotification>? = request.query["before"].flatMap { ID($0) }
        let (page, rows) = try await pages.read(
            request, context,
            [
                NotificationReads.list(
                    unread: !all, kind: kind?.name, before: before, limit: Self.pageSize + 1)
            ])
        let lines = try rows[0].map(NotificationLine.init)
        let shown = Array(lines.prefix(Self.pageSize))
        return pages.write(request) { html in
            html.workspacePage(
                page, title: "Notifications",
                actions: {
                    if !lines.isEmpty { html.postButton("Mark all read", to: "/notifications/read-all", icon: .check) }
                    html.linkButton("Preferences", to: "/notifications/settings", .quiet, icon: .settings)
                }
            ) {
                toolbar(html, all: all, kind: kind)
                html.div(
                    .id("notification-list"), .class("stack"), .data("live", topic(context)),
                    .hxGet(request.target), .hxTrigger("live"), .hxSelect("#notification-list"),
                    .hxSwap("outerHTML")
                ) {
                    list(html, page, shown, all: all)
                    if lines.count > shown.count, let last = shown.last {
                        html.linkButton(
                            "Older", to: path(all: all, kind: kind, before: last.id), icon: .chevronRight)
                    }
                }
            }
        }
    }

    private func toolbar(_ html: HTML, all: Bool, kind: NotificationKind?) {
        html.tabs(
            "Which", [Place("Unread", path(all: false, kind: kind)), Place("All", path(all: true, kind: kind))],
            current: path(all: all, kind: kind))
        html.form(.class("row-group"), .method("get"), .action("/notifications")) {
            if all { html.hiddenField("show", "all") }
            html.label(.class("visually-hidden"), .for("kind"), "Kind")
            html.select(.class("select notification-kind"), .id("kind"), .name("kind"), .data("submits")) {
                html.options(
                    kinds.map { FormOption($0.name, $0.label) }, value: kind?.name, empty: "Every kind")
            }
            html.noscript { html.submitButton("Show", .secondary) }
        }
    }

    private func path(all: Bool, kind: NotificationKind?, before: ID<MemberNotification>? = nil) -> String {
        let parts = [
            all ? "show=all" : nil, kind.map { "kind=\($0.name)" }, before.map { "before=\($0)" },
        ].compactMap { $0 }
        return "/notifications" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
    }

    private func list(_ html: HTML, _ page: PageContext, _ lines: [NotificationLine], all: Bool) {
        guard !lines.isEmpty else {
            return html.div(.class("panel")) {
                html.emptyState(
                    .bell, all ? "Nothing yet" : "All read",
                    "What is assigned to you, reminders and what customers do with your quotes appear here.")
            }
        }
        html.ul(.class("panel work-list")) {
            for line in lines {
                html.li(.class("work-item notification"), line.isRead ? .none : .data("unread")) {
                    html.icon(Self.icon(line.kind), tone: Tone(rawValue: line.tone))
                    html.div(.class("work-text")) {
                        html.a(.class("notification-title"), .href("/notifications/\(line.id)"), .dir("auto")) {
                            if !line.isRead { html.span(.class("visually-hidden"), "Unread: ") }
                            html.text(line.title)
                        }
                        if !line.body.isEmpty { html.span(.dir("auto"), line.body) }
                    }
                    html.span(.class("muted notification-time")) { html.relativeTime(line.createdAt, page) }
                    let verb = line.isRead ? "unread" : "read"
                    html.form(.method("post"), .action("/notifications/\(line.id)/\(verb)")) {
                        html.iconButton(
                            line.isRead ? .circle : .check, "Mark \(verb): \(line.title)", size: .small, type: "submit")
                    }
                }
            }
        }
    }

    static func icon(_ kind: String) -> Icon {
        switch kind.prefix(while: { $0 != "." }) {
        case "lead": .userPlus
        case "deal": .deals
        case "activity": .calendarCheck
        case "quote": .file
        case "import": .upload
        case "job": .workflow
        case "message": .message
        default: .bell
        }
    }

    private func topic(_ context: Context) -> String {
        context.actor.user.map(Notifications.topic) ?? "notifications"
    }

    // MARK: - The bell

    /// What hangs below the bell: the latest, and the way to all. A fragment without a frame.
    private func menu(_ request: Request, _ context: Context) async throws -> Response {
        let answers = try await pages.store.database.batch(
            context,
            [
                NotificationReads.list(unread: false, limit: Self.menuSize),
                "select \(NotificationReads.unreadCount) as unread",
            ])
        let lines = try answers[0].map(NotificationLine.init)
        let unread: Int = try answers[1].one("count").get("unread")
        return pages.write(request) { html in
            html.div(.class("notification-menu"), .data("unread-count", String(unread))) {
                html.div(.class("spread menu-heading")) {
                    html.strong(unread == 0 ? "Nothing unread" : "\(unread > 99 ? "99+" : String(unread)) unread")
                    if unread > 0 {
                        html.postButton("Mark all read", to: "/notifications/read-all", .quiet, size: .small)
                    }
                }
                for line in lines {
                    html.a(
                        .class("menu-item notification"), .href("/notifications/\(line.id)"),
                        line.isRead ? .none : .data("unread")
                    ) {
                        html.icon(Self.icon(line.kind), tone: Tone(rawValue: line.tone))
                        html.span(.class("notification-text")) {
                            if !line.isRead { html.span(.class("visually-hidden"), "Unread: ") }
                            html.span(.class("notification-title"), .dir("auto"), line.title)
                            html.span(.class("muted"), .dir("auto")) {
                                html.text(
                                    [line.body, Moment.relative(line.createdAt, now: context.now, context.zone)]
                                        .filter { !$0.isEmpty }.joined(separator: " · "))
                            }
                        }
                    }
                }
                html.div(.class("notification-foot")) {
                    html.menuLink("All notifications", to: "/notifications", icon: .bell)
                    html.menuLink("Preferences", to: "/notifications/settings", icon: .settings)
                }
            }
        }
    }

    // MARK: - Ticking off

    /// Opening is reading: goes on to what it is about.
    private func open(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: MemberNotification.self)
        let rows = try await pages.store.database.query(context, NotificationReads.open(id, at: context.now))
        return .redirect(to: try rows.one("notification").get("path"))
    }

    private func mark(_ request: Request, _ context: Context, read: Bool) async throws -> Response {
        let id = try request.id(of: MemberNotification.self)
        let rows = try await pages.store.work(context, "notifications.mark") { work in
            let rows = try await work.query(NotificationReads.mark(id, read: read, at: work.now))
            try tell(work)
            return rows
        }
        _ = try rows.one("notification")
        return back(request)
    }

    private func readAll(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.store.work(context, "notifications.mark-all") { work in
            try await work.query(NotificationReads.markAll(at: work.now))
            try tell(work)
        }
        return back(request)
    }

    /// The bell on the member's other pages.
    private func tell(_ work: Work) throws {
        guard let member = work.context.actor.user, work.context.role != .viewer else { return }
        try work.emit("notification.read", "notifications", member.value)
    }

    private func back(_ request: Request) -> Response {
        request.isFragment
            ? Response(status: 204, headers: ["HX-Redirect": "/notifications"]) : .redirect(to: "/notifications")
    }
}
