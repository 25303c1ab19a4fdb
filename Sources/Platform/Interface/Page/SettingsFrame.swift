public import HTML

extension HTML {
    /// A page of the settings: the workspace's frame, a second navigation of all settings, and the content beside it.
    /// Where there is no room for two columns the navigation is folded into one line above.
    /// - Parameters:
    ///   - sections: The places of the second navigation; the one the page is in is marked.
    ///   - lead: What the page is for, in a sentence below the heading.
    ///   - actions: Buttons at the right of the heading.
    public func settingsFrame(
        _ page: PageContext, title: String, lead: String? = nil, sections: [NavigationSection], modules: [String] = [],
        libraries: [String] = [], actions: (() -> Void)? = nil, _ content: () throws -> Void
    ) rethrows {
        try workspacePage(page, title: title, heading: nil, modules: modules, libraries: libraries, actions: actions) {
            try div(.class("settings")) {
                settingsFold(page, sections)
                nav(.class("settings-nav"), .aria("label", "Settings")) { settingsPlaces(page, sections) }
                try div(.class("settings-content stack")) {
                    if let lead { p(.class("settings-lead"), lead) }
                    try content()
                }
            }
        }
    }

    /// A part of a settings page: a heading, a sentence, and the fields or rows beside or below them.
    public func settingsPart(
        _ title: String, _ words: String? = nil, id: String? = nil, _ content: () throws -> Void
    ) rethrows {
        try section(.class("settings-part"), id.map { .id($0) } ?? .none) {
            div(.class("settings-part-head")) {
                h2(title)
                if let words { p(.class("muted"), words) }
            }
            try div(.class("stack")) { try content() }
        }
    }

    /// The settings as a list to choose from: the landing page.
    public func settingsIndex(_ groups: [(title: String, places: [(place: Place, words: String)])]) {
        div(.class("settings-index")) {
            for group in groups {
                section(.class("settings-group")) {
                    h2(group.title)
                    ul {
                        for (place, words) in group.places {
                            li(.class("settings-link")) {
                                if let icon = place.icon { self.icon(icon) }
                                div {
                                    a(.href(place.path), place.title)
                                    p(.class("muted"), words)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The same navigation for narrow windows, behind the name of the page in view.
    private func settingsFold(_ page: PageContext, _ sections: [NavigationSection]) {
        let current = sections.flatMap(\.items).first { $0.contains(page.path) }
        details(.class("settings-fold")) {
            summary {
                icon(current?.icon ?? .settings)
                span(current?.title ?? "All settings")
                icon(.chevronDown)
            }
            nav(.aria("label", "All settings")) { settingsPlaces(page, sections) }
        }
    }

    private func settingsPlaces(_ page: PageContext, _ sections: [NavigationSection]) {
        for section in sections where !section.items.isEmpty {
            div(.class("nav-section")) {
                if let title = section.title { span(.class("nav-heading"), title) }
                for item in section.items {
                    a(
                        .class("nav-item"), .href(item.path),
                        item.contains(page.path)
                            ? .aria("current", item.path == page.path ? "page" : "true") : .none
                    ) {
                        icon(item.icon)
                        span(.class("nav-label truncate"), item.title)
                        if let count = item.count, count > 0 { span(.class("nav-count"), Grouped(count)) }
                    }
                }
            }
        }
    }
}
