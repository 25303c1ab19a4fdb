internal import Core
internal import HTML
internal import Interface
internal import Records

/// What is begun most often, one press away: for each kind of record the role may add.
struct QuickActions {
    let catalogue: Catalogue
    let role: Role

    private static let names = ["customers", "leads", "deals", "quotes", "activities"]

    func write(_ html: HTML) {
        let resources = Self.names.compactMap { catalogue.resources[$0] }
            .filter { $0.presentation != nil && $0.access.create.allows(role) }
        guard !resources.isEmpty else { return }
        html.nav(.class("row-group quick-actions"), .aria("label", "Begin something")) {
            for resource in resources {
                html.linkButton(
                    "New \(resource.noun)", to: "\(resource.path)/new",
                    icon: resource.presentation.flatMap { Icon(rawValue: $0.icon) } ?? .add)
            }
        }
    }
}
