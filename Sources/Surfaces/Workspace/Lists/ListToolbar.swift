internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// What stands above a list: its views, the search, the filter, the columns, the export.
struct ListToolbar {
    let html: HTML
    let page: PageContext
    let asked: ListRequest
    let references: ReferenceNames

    private var list: RecordList { asked.list }
    private var role: Role { page.context.role }

    func write() {
        if let fault = asked.fault {
            html.callout(.warn, fault.detail) {
                html.linkButton("Show all", to: list.path, size: .small)
            }
        }
        let chips = list.filterChoices
        guard list.isGeneric || list.isSearchable || !chips.isEmpty else { return }
        html.div(.class("toolbar", list.isGeneric ? "list-toolbar" : nil), .id("toolbar")) {
            if list.isGeneric { ViewMenu(html: html, asked: asked, context: page.context).write() }
            if list.isSearchable { search() }
            if list.isGeneric { filterButton() }
            if !chips.isEmpty { quick(chips) }
            if list.isGeneric {
                html.div(.class("toolbar-end row-group")) {
                    layouts()
                    if ["table", "cards"].contains(ListLayouts.name(asked)) {
                        ColumnChooser(html: html, asked: asked, context: page.context).write()
                    }
                    more()
                }
            }
        }
        if list.isGeneric { conditions() }
    }

    private func search() {
        html.form(.class("search"), .action(list.path), .role("search")) {
            html.label(.class("search-box search-wide")) {
                html.icon(.search)
                html.input([
                    .type("search"), .name("q"), .value(asked.state.search),
                    .placeholder("Search \(list.resource.title.lowercased())"),
                    .aria("label", "Search \(list.resource.title.lowercased())"), .autocomplete("off"),
                ])
            }
            for pair in asked.pairs(asked.state) where pair.name != "q" { html.hiddenField(pair.name, pair.value) }
        }
    }

    private func filterButton() {
        html.actionButton(
            "Filter", icon: .filter, attributes: [.popovertarget(FilterBuilder.panel), .data("key", "f")])
        html.div(
            .class("menu-panel filter-panel"), .id(FilterBuilder.panel), .popover(), .role("dialog"),
            .aria("label", "Filter")
        ) {
            FilterBuilder(html: html, list: list, references: references, context: page.context).write(asked)
        }
    }

    private func quick(_ choices: [Choice]) {
        html.nav(.class("row-group chips"), .aria("label", "Quick filter")) {
            let isSet = asked.state.filter.fields.contains(list.filter ?? "")
            html.chip("All", to: asked.path(chip: nil), current: !isSet)
            for choice in choices {
                html.chip(choice.label, to: asked.path(chip: choice.value), current: asked.chip == choice.value)
            }
        }
    }

    /// What is filtered besides the quick chips, each part with the link that takes it away.
    private func conditions() {
        let words = FilterWords(resource: list.resource, references: references, context: page.context)
        let parts = asked.state.filter.parts.enumerated().filter { _, part in
            guard case .test(let test) = part, test.field == list.filter, asked.chip != nil else { return true }
            return test.comparison != .among
        }
        guard !parts.isEmpty || !asked.state.search.isEmpty else { return }
        html.div(.class("row-group filter-chips"), .role("group"), .aria("label", "Filters")) {
            if !asked.state.search.isEmpty {
                html.filterChip("Search", asked.state.search, removing: asked.path { $0.search = "" })
            }
            for (index, part) in parts {
                let (name, value) = words.words(part)
                html.filterChip(
                    name, value,
                    removing: asked.path { state in
                        state.filter = .all(
                            state.filter.parts.enumerated().filter { $0.offset != index }.map(\.element))
                    })
            }
            html.linkButton(
                "Clear",
                to: asked.path {
                    $0.filter = .everything; $0.search = ""
                }, .quiet, size: .small)
        }
    }

    private func layouts() {
        guard let presentation = list.resource.presentation, !presentation.layouts.isEmpty else { return }
        let places = [("table", "Table", Icon.list)] + presentation.layouts.map(Self.layout)
        let current = ListLayouts.name(asked) ?? "table"
        html.segmented(
            "Layout", places.map { name, label, icon in Place(label, asked.path { $0.layout = name }, icon: icon) },
            current: asked.path { $0.layout = current })
    }

    private static func layout(_ layout: Presentation.Layout) -> (String, String, Icon) {
        switch layout {
        case .cards: (layout.name, "Cards", .grid)
        case .board: (layout.name, "Board", .board)
        case .calendar: (layout.name, "Calendar", .calendar)
        case .map: (layout.name, "Map", .map)
        }
    }

    private func more() {
        html.iconMenu("More", id: "list-more") {
            if list.resource.isExportable {
                html.menuLink("Export as CSV", to: asked.export("csv"), icon: .download)
                html.menuLink("Export as XLSX", to: asked.export("xlsx"), icon: .download)
            }
            if list.resource.isImportable, list.resource.access.create.allows(role) {
                html.menuLink("Import", to: "/imports/new?resource=\(list.resource.name)", icon: .upload)
            }
        }
    }
}

extension ListRequest {
    /// Where exactly what is seen can be had as a file: filters, order, and the columns in their order.
    func export(_ format: String) -> String {
        address(of: "\(list.path)/export.\(format)", columns: columns(role))
    }
}
