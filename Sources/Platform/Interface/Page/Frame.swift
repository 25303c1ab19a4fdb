internal import Core
public import HTML

extension HTML {
    /// A page of the workspace: sidebar, top bar and `content` in the main column, under its heading.
    /// - Parameters:
    ///   - heading: The name of the record, above the content. A list has none: its title stands in the top bar.
    ///   - breadcrumbs: The places above this one.
    ///   - summary: A line below the heading: status, owner, since when.
    ///   - actions: Buttons at the right of the heading, at most three and a menu.
    public func workspacePage(
        _ page: PageContext, title: String, heading: String? = nil, breadcrumbs: [Place] = [], styles: [String] = [],
        modules: [String] = [], libraries: [String] = [], summary: (() -> Void)? = nil, actions: (() -> Void)? = nil,
        _ content: () throws -> Void
    ) rethrows {
        try document(
            title: title, site: page.organisation, language: page.language, theme: page.theme, assets: page.assets,
            styles: styles, modules: modules, libraries: libraries
        ) {
            a(.class("skip-link"), .href("#main"), "Skip to content")
            try div(.class("frame")) {
                sidebar(page)
                try div(.class("frame-main")) {
                    for banner in page.banners { self.banner(banner, on: page.path) }
                    topbar(page) {
                        if heading != nil { return self.breadcrumbs(breadcrumbs) }
                        h1(.class("truncate"), .dir("auto"), title)
                        if let actions { div(.class("page-actions")) { actions() } }
                    }
                    try main(.class("content"), .id("main"), .tabindex(-1)) {
                        if let heading { pageHead(heading, summary: summary, actions: actions) }
                        try content()
                    }
                }
            }
            bottombar(page)
            overlays(page)
        }
    }

    /// A line above a page. Whoever puts it away comes back to `path`.
    public func banner(_ banner: Banner, on path: String = "/") {
        div(.class("banner"), .data("tone", banner.tone.rawValue), .role("status")) {
            icon(banner.tone.icon, tone: banner.tone)
            span(.class("banner-text"), .dir("auto"), banner.text)
            if let link = banner.link { a(.href(link.path), link.title) }
            if let action = banner.action { postButton(action.title, to: action.path, size: .small) }
            if let dismissal = banner.dismissal {
                form(.class("banner-dismissal"), .method("post"), .action(dismissal)) {
                    hiddenField("back", path)
                    iconButton(.close, "Put this notice away", size: .small, type: "submit")
                }
            }
        }
    }

    /// The heading of a record with its summary and actions.
    public func pageHead(_ heading: String, summary: (() -> Void)? = nil, actions: (() -> Void)? = nil) {
        div(.class("page-head")) {
            div {
                h1(.dir("auto"), heading)
                if let summary { div(.class("row-group muted")) { summary() } }
            }
            if let actions { div(.class("page-actions")) { actions() } }
        }
    }

    private func sidebar(_ page: PageContext) {
        nav(.class("sidebar"), .aria("label", "Main")) {
            organisationSwitch(page)
            for section in page.navigation { navigation(section, page, keys: true) }
        }
    }

    /// The organisation's name, and behind it the others of the person and the way to a new one.
    private func organisationSwitch(_ page: PageContext) {
        guard !page.organisations.isEmpty else {
            return a(.class("brand"), .href("/"), .title(page.organisation), .aria("label", page.organisation)) {
                brand(page.organisation)
            }
        }
        let current = page.context.organisation
        button(
            .class("brand"), .type("button"), .popovertarget("organisations"), .title(page.organisation),
            .aria("label", "\(page.organisation), switch organisation")
        ) {
            brand(page.organisation)
            span(.class("brand-caret")) { icon(.chevronsUpDown) }
        }
        menuPanel(id: "organisations") {
            form(.method("post"), .action("/switch-organisation")) {
                for place in page.organisations {
                    let isCurrent = place.id == current
                    menuButton(
                        place.name, icon: isCurrent ? .check : .building, type: "submit",
                        attributes: [
                            .name("organisation"), .value(place.id.description),
                            isCurrent ? .aria("current", "true") : .none,
                        ])
                }
            }
            menuLine()
            menuLink("New organisation", to: "/organisations/new", icon: .add)
            menuLink("Your organisations", to: "/organisations", icon: .building)
        }
    }

    private func brand(_ name: String) {
        span(.class("brand-mark"), .aria("hidden", true), String(name.prefix(1)).uppercased())
        span(.class("brand-name truncate"), .dir("auto"), name)
    }

    private func navigation(_ section: NavigationSection, _ page: PageContext, keys: Bool) {
        guard section.isFolded, let title = section.title else {
            return div(.class("nav-section")) {
                if let title = section.title { span(.class("nav-heading"), title) }
                for item in section.items { place(item, page, keys: keys) }
            }
        }
        details(.class("nav-section"), .open(if: section.items.contains { $0.contains(page.path) })) {
            summary(.class("nav-item nav-fold"), .title(title)) {
                icon(.settings)
                span(.class("nav-label"), title)
                let waiting = section.items.compactMap(\.count).reduce(0, +)
                if waiting > 0 { span(.class("nav-count"), Grouped(waiting)) }
                icon(.chevronDown)
            }
            for item in section.items { place(item, page, keys: keys) }
        }
    }

    private func place(_ item: NavigationItem, _ page: PageContext, keys: Bool) {
        a(
            .class("nav-item"), .href(item.path), .title(item.title),
            item.contains(page.path) ? .aria("current", item.path == page.path ? "page" : "true") : .none,
            keys ? item.key.map { .data("key", $0) } ?? .none : .none
        ) {
            icon(item.icon)
            span(.class("nav-label truncate"), item.title)
            if let count = item.count, count > 0 {
                span(.class("nav-count")) {
                    text(Grouped(count))
                    span(.class("visually-hidden"), " waiting")
                }
            }
        }
    }

    private func topbar(_ page: PageContext, _ title: () -> Void) {
        header(.class("topbar")) {
            div(.class("topbar-title")) { title() }
            form(.class("search"), .action(page.searchPath), .role("search")) {
                label(.class("search-box")) {
                    icon(.search)
                    input([
                        .type("search"), .name("q"), .placeholder("Search"), .aria("label", "Search everything"),
                        .autocomplete("off"), .data("search"), .aria("keyshortcuts", "/"),
                    ])
                    kbd(.class("key"), .aria("hidden", true), "/")
                }
            }
            iconButton(
                .command, "Commands (Ctrl K)", attributes: [.data("palette"), .aria("keyshortcuts", "Control+K")])
            span(
                .class("live-dot"), .data("live-dot"), .role("status"), .title("Changes by others appear by themselves")
            ) {
                span(.data("live-text"), "Not live")
            }
            if !page.creatable.isEmpty { newMenu(page) }
            if let unread = page.unread { bell(unread) }
            iconButton(.moon, "Light, dark or as the system", attributes: [.data("theme-next")])
            userMenu(page)
        }
    }

    /// Everything the person may add, each by its form in a dialog.
    private func newMenu(_ page: PageContext) {
        iconMenu("New", id: "new-menu", icon: .add, .secondary) {
            menuHeading("New")
            for place in page.creatable {
                menuLink(
                    place.title, to: place.path, icon: place.icon,
                    attributes: [.hxGet(place.path), .hxTarget("#dialog-place")])
            }
        }
    }

    /// What the person has been told; the menu is fetched when it is opened.
    private func bell(_ unread: Int) {
        let count = unread > 99 ? "99+" : String(unread)
        button([
            .class("button bell"), .data("look", "quiet"), .data("shape", "icon"), .type("button"),
            .popovertarget("notifications"), .title("Notifications"),
            .aria("label", unread == 0 ? "Notifications" : "Notifications, \(count) unread"),
            .hxGet("/notifications/menu"), .hxTarget("#notifications"), .hxTrigger("click"),
        ]) {
            icon(.bell)
            if unread > 0 { span(.class("bell-count"), .aria("hidden", true), count) }
        }
        menuPanel(id: "notifications", align: .end) { div(.class("popover-panel")) { skeleton() } }
    }

    private func userMenu(_ page: PageContext) {
        button(
            .class("button"), .data("look", "quiet"), .data("shape", "icon"), .type("button"),
            .popovertarget("user-menu"),
            .aria("label", "Account of \(page.person)")
        ) { avatar(page.person) }
        menuPanel(id: "user-menu", align: .end) {
            div(.class("menu-heading")) {
                div { strong(page.person) }
                text(page.email)
            }
            menuLine()
            for place in page.personal { menuLink(place.title, to: place.path, icon: place.icon) }
            themeChoice(page)
            menuButton("Keyboard shortcuts", icon: .keyboard, key: "?", attributes: [.data("help")])
            menuLine()
            form(.method("post"), .action(page.signOutPath)) {
                menuButton("Sign out", icon: .signOut, type: "submit")
            }
        }
    }

    private func themeChoice(_ page: PageContext) {
        div(.class("menu-heading spread")) {
            text("Theme")
            div(.class("segmented"), .role("group"), .aria("label", "Theme")) {
                for (theme, sign) in [(Theme.system, Icon.system), (.light, .sun), (.dark, .moon)] {
                    button(
                        .class("segment"), .type("button"), .data("theme-set", theme.rawValue),
                        .title(theme.rawValue.prefix(1).uppercased() + theme.rawValue.dropFirst()),
                        .aria("label", theme.rawValue), .aria("pressed", page.theme == theme)
                    ) { icon(sign) }
                }
            }
        }
    }

    private func bottombar(_ page: PageContext) {
        let items = page.navigation.flatMap(\.items)
        nav(.class("bottombar"), .aria("label", "Places")) {
            for item in items.prefix(4) {
                a(.href(item.path), item.contains(page.path) ? .aria("current", "page") : .none) {
                    icon(item.icon)
                    text(item.title)
                }
            }
            button(.type("button"), .popovertarget("all-places"), .aria("haspopup", "dialog")) {
                icon(.menu)
                text("More")
            }
        }
        nav(
            .class("nav-sheet menu-panel"), .id("all-places"), .data("align", "above"), .popover(),
            .aria("label", "All places")
        ) {
            for section in page.navigation { navigation(section, page, keys: false) }
        }
    }

    /// What floats above every page: fetched dialogs, the palette, the list of shortcuts, the notice of this page.
    private func overlays(_ page: PageContext) {
        div(.id("dialog-place")) {}
        modal(id: "shortcuts", title: "Keyboard shortcuts", shape: .sheet) {
            div(.class("shortcuts stack-tight")) {
                dl(.class("facts"), .data("shortcuts")) {}
                dl(.class("facts")) {
                    shortcut("Search", "/")
                    shortcut("Commands", "Ctrl K")
                    shortcut("Next and previous row", "j k")
                    shortcut("Choose the row", "x")
                    shortcut("Pick a card up, drop it", "Space")
                    shortcut("Move the card", "← → ↑ ↓")
                    shortcut("This list", "?")
                }
            }
        }
        dialog(.class("dialog palette"), .id("palette"), .aria("label", "Commands")) {
            div(.class("dialog-body")) {
                input([
                    .class("input"), .type("text"), .role("combobox"), .placeholder("Go to, create, run"),
                    .autocomplete("off"),
                    .aria("label", "Command"), .aria("expanded", true), .aria("controls", "palette-list"), .name("q"),
                    .hxGet(page.searchPath + "/palette?at=" + page.path),
                    .hxTrigger("input changed delay:120ms, palette-open"), .hx("sync", "this:replace"),
                    .hxTarget("#palette-found"),
                ])
                div(.id("palette-list"), .role("listbox"), .aria("label", "Commands")) {
                    ul(.data("palette-list"), .role("presentation")) {}
                    ul(.id("palette-found"), .role("presentation")) {}
                }
            }
        }
        if let notice = page.notice {
            span(
                .hidden, .data("toast-now"), .data("tone", notice.tone.rawValue),
                notice.undo.map { .data("undo", $0) } ?? .none,
                notice.text)
        }
    }

    /// Something the search found, in the answer to `<search path>/palette?q=…`: a list of these and nothing around it.
    public func paletteItem(_ title: String, to path: String, icon: Icon, detail: String? = nil) {
        li(.class("menu-item"), .role("option"), .id("palette-" + path), .aria("selected", false), .data("href", path))
        {
            self.icon(icon)
            span(.dir("auto"), title)
            if let detail { span(.class("muted"), detail) }
        }
    }

    private func shortcut(_ name: String, _ keys: String) {
        div {
            dt(name)
            dd { for key in keys.split(separator: " ") { kbd(.class("key"), key); text(" ") } }
        }
    }
}
