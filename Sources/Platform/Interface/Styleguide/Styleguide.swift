public import Core
public import HTML

/// Every component in all its states, on one page: `/styleguide`. Needs no data and no sign-in.
public enum Styleguide {
    /// The whole page. `theme` nil shows both themes side by side where there is room.
    public static func page(
        _ html: HTML, context: Context, path: String = "/styleguide", theme: Theme = .system, assets: AssetURLs
    ) {
        let page = sampleContext(context, path: path, theme: theme, assets: assets)
        html.workspacePage(
            page, title: "Style guide", modules: ["board.js", "charts.js"],
            libraries: ["sortable.min.js", "chart.min.js"],
            actions: {
                html.iconMenu("More", id: "guide-more") { html.menuLink("Tables", to: "#tables", icon: .columns) }
                html.linkButton("Buttons", to: "#buttons", .primary)
            }
        ) {
            html.tabs("Parts", parts.map { Place($0.title, "#\($0.id)") }, current: "#colour")
            for part in parts {
                html.section(.class("stack"), .id(part.id), .aria("labelledby", part.id + "-heading")) {
                    html.h2(.id(part.id + "-heading"), part.title)
                    part.render(html, page)
                }
            }
            html.bulkBar(for: "sample-table") {
                html.actionButton("Edit", .quiet, icon: .edit, size: .small)
                html.actionButton("Tag", .quiet, icon: .tag, size: .small)
                html.actionButton("Delete", .quiet, icon: .delete, size: .small)
            }
        }
    }

    struct Part {
        let id: String
        let title: String
        let render: @Sendable (HTML, PageContext) -> Void
    }

    static let parts: [Part] = [
        Part(id: "colour", title: "Colour and type", render: colour),
        Part(id: "buttons", title: "Buttons and menus", render: buttons),
        Part(id: "fields", title: "Fields", render: fields),
        Part(id: "choices", title: "Choices", render: choices),
        Part(id: "finders", title: "Comboboxes and tags", render: finders),
        Part(id: "marks", title: "Badges, chips, people", render: marks),
        Part(id: "messages", title: "Messages", render: messages),
        Part(id: "numbers", title: "Numbers", render: numbers),
        Part(id: "charts", title: "Charts", render: charts),
        Part(id: "tables", title: "Tables", render: tables),
        Part(id: "records", title: "Records", render: records),
        Part(id: "boards", title: "Boards", render: boards),
        Part(id: "calendars", title: "Calendars", render: calendars),
        Part(id: "cards", title: "Cards", render: cards),
        Part(id: "settings", title: "Settings", render: settings),
        Part(id: "problems", title: "Problems", render: problems),
    ]

    static func sampleContext(_ context: Context, path: String, theme: Theme, assets: AssetURLs) -> PageContext {
        var sample = PageContext(
            context: context, organisation: "Harbor Services", person: "Jo Reyes", email: "jo@harbor.example",
            navigation: [
                NavigationSection(
                    nil,
                    [
                        NavigationItem("Home", .home, "/", key: "g h"),
                        NavigationItem("Inbox", .inbox, "/inbox", count: 12, key: "g i"),
                        NavigationItem("Calls", .phone, "/calls"),
                        NavigationItem("Schedule", .calendar, "/schedule", key: "g s"),
                    ]),
                NavigationSection(
                    "Customers",
                    [
                        NavigationItem("Customers", .users, "/customers", key: "g c"),
                        NavigationItem("Deals", .deals, "/deals"),
                        NavigationItem("Services", .services, "/services"),
                        NavigationItem("Invoices", .invoice, "/invoices"),
                        NavigationItem("Tickets", .ticket, "/tickets", count: 3),
                        NavigationItem("Outreach", .outreach, "/outreach"),
                    ]),
                NavigationSection(
                    "Set up",
                    [
                        NavigationItem("Reports", .reports, "/reports"),
                        NavigationItem("Settings", .settings, "/settings"),
                        NavigationItem("Style guide", .eye, "/styleguide"),
                    ], isFolded: true),
            ],
            path: path, theme: theme, assets: assets,
            organisations: [
                Workplace(ID(Identifier(high: 0, low: 1)), "Harbor Services"),
                Workplace(ID(Identifier(high: 0, low: 2)), "Bright Dental"),
            ],
            personal: [Place("Your settings", "/settings/me", icon: .user)])
        sample.creatable = [Place("Customer", "#new", icon: .users), Place("Deal", "#new", icon: .deals)]
        sample.unread = 3
        return sample
    }
}
