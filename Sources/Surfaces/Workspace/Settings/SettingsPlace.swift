internal import Core
internal import HTML
internal import Interface

/// Groups of the settings, in their order.
enum SettingsGroup: String, CaseIterable, Sendable {
    case you = "You"
    case organisation = "Organisation"
    case people = "People"
    case business = "How you work"
    case security = "Security"
    case programs = "Programs"
    case data = "Data"
}

/// A page of the settings: where it is, what it is for and who may open it.
struct SettingsPlace: Sendable {
    let group: SettingsGroup
    let title: String
    let path: String
    let icon: Icon
    /// What it is for, in a line of the list of all settings.
    let words: String
    let access: Access
    /// Other addresses that belong to it.
    let others: [String]

    init(
        _ group: SettingsGroup, _ title: String, _ path: String, _ icon: Icon, _ words: String,
        _ access: Access = .admins, others: [String] = []
    ) {
        self.group = group
        self.title = title
        self.path = path
        self.icon = icon
        self.words = words
        self.access = access
        self.others = others
    }
}
