internal import Core
internal import Interface
internal import Records

/// The sidebar, made from what resources say about themselves and the pages made by hand. The first four places of all
/// are also a phone's bottom bar, so they follow the role.
struct WorkspaceNavigation {
    let catalogue: Catalogue
    let role: Role
    let frame: FrameQuery

    /// Pages made by hand, then the resources.
    var sections: [NavigationSection] {
        let own = Presentation.Section.allCases.map { ($0, handmade($0)) }
        let taken = Set(own.flatMap(\.1).map(\.path))
        return own.compactMap { section, handmade in
            let items = handmade.filter(isReadable) + (section == .system ? [] : generic(section, except: taken))
            return items.isEmpty ? nil : NavigationSection(title(section), items)
        }
    }

    /// What the role may begin, for the menu of new things; the most frequent first.
    var creatable: [Place] {
        let first = ["customers", "leads", "deals", "quotes", "activities", "contacts", "sites"]
        let resources = catalogue.resources.values.filter {
            guard let presentation = $0.presentation, let section = presentation.section else { return false }
            return section != .system && $0.access.create.allows(role)
        }
        func place(_ resource: Resource) -> (Int, String) {
            (first.firstIndex(of: resource.name) ?? first.count, resource.name)
        }
        return resources.sorted { place($0) < place($1) }.map {
            Place(
                Words.label($0.singular), $0.path + "/new",
                icon: $0.presentation.flatMap { Icon(rawValue: $0.icon) } ?? .add)
        }
    }

    private func title(_ section: Presentation.Section) -> String? {
        switch section {
        case .daily: nil
        case .waiting: "Waiting"
        case .sales: "Sales"
        case .business: "Business"
        case .insights: "Insights"
        case .system: nil
        }
    }

    /// The resources without a page made by hand; those with a shortcut before the others.
    private func generic(_ section: Presentation.Section, except taken: Set<String>) -> [NavigationItem] {
        catalogue.resources.values.filter { isShown($0, section) && !taken.contains($0.path) }
            .sorted {
                ($0.presentation?.key == nil ? 1 : 0, $0.title) < ($1.presentation?.key == nil ? 1 : 0, $1.title)
            }
            .compactMap { resource in
                guard let presentation = resource.presentation else { return nil }
                return NavigationItem(
                    resource.title, Icon(rawValue: presentation.icon) ?? .file, resource.path, key: presentation.key)
            }
    }

    private func isShown(_ resource: Resource, _ section: Presentation.Section) -> Bool {
        resource.presentation?.section == section && resource.access.read.allows(role)
    }

    /// Whether the records that a page made by hand shows may be read; a custom role can take them away.
    private func isReadable(_ item: NavigationItem) -> Bool {
        let path = item.path == "/schedule" ? "/appointments" : item.path
        guard let resource = catalogue.resource(at: path) else { return true }
        return resource.access.read.allows(role)
    }

    private func handmade(_ section: Presentation.Section) -> [NavigationItem] {
        switch section {
        case .daily:
            let home = NavigationItem("Home", .home, "/", key: "g h")
            let calls = NavigationItem("Calls", .phone, "/calls", key: "g p")
            let schedule = NavigationItem("Schedule", .calendar, "/schedule", key: "g s")
            let customers = NavigationItem("Customers", .users, "/customers", key: "g c")
            return role == .technician ? [home, schedule, customers, calls] : [home, calls, schedule, customers]
        case .waiting:
            return [
                NavigationItem("Emergencies", .warning, "/emergencies", count: frame.emergencies, key: "g e"),
                NavigationItem("Callbacks", .phoneOutgoing, "/callbacks", count: frame.callbacks, key: "g b"),
            ]
                + (Access.managers.allows(role)
                    ? [NavigationItem("Duplicates", .merge, "/duplicates", count: frame.duplicates, key: "g u")] : [])
        case .sales: return [NavigationItem("Leads", .userPlus, "/leads", key: "g l")]
        case .business:
            return [
                NavigationItem("Invoices", .invoice, "/invoices", key: "g i"),
                NavigationItem("Messages", .message, "/messages", key: "g m"),
            ]
        case .insights:
            let reports = NavigationItem("Reports", .reports, "/reports", key: "g r")
            let dashboard = NavigationItem("Dashboards", .dashboard, "/dashboards/business", key: "g o")
            let forecast = NavigationItem("Forecast", .trendUp, "/forecast", key: "g f")
            return (Access.managers.allows(role) ? [dashboard] : []) + [reports]
                + (ForecastPage.access.allows(role) ? [forecast] : [])
        case .system:
            // Everything that is set up once has one place here and a navigation of its own.
            return Access.staff.allows(role)
                ? [SettingsNavigation(catalogue, role, jobs: frame.jobs).item] : []
        }
    }
}
