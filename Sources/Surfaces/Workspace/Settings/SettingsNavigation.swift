internal import Core
internal import HTML
internal import Interface
internal import Records

/// The pages of the settings. A new one is a value here, a line in `all`, and routes that show it with
/// `html.settingsPage(page, .place, …)`.
extension SettingsPlace {
    // You
    static let profile = SettingsPlace(
        .you, "Profile", "/account/profile", .user, "Your name, e-mail address and password.", .staff)
    static let secondFactor = SettingsPlace(
        .you, "Second factor", "/account/second-factor", .shield, "A code from your device, besides your password.",
        .staff)
    static let devices = SettingsPlace(
        .you, "Devices", "/account/devices", .system, "Where you are signed in.", .staff)
    static let connections = SettingsPlace(
        .you, "Connected accounts", "/account/connections", .link, "Accounts elsewhere that sign you in here.", .staff)
    static let notifications = SettingsPlace(
        .you, "Notifications", "/notifications/settings", .bell, "What you are told of, and how.", .staff)
    static let calendarFeed = SettingsPlace(
        .you, "Calendar feed", "/calendar-feed", .calendar, "Your visits and tasks in your own calendar.", .staff)

    // Organisation
    static let organisation = SettingsPlace(
        .organisation, "Organisation", "/settings/organisation", .building,
        "Name, time zone, currency, country and language.", .managers)

    static let setup = SettingsPlace(
        .organisation, "Set-up", "/setup", .done, "From a new organisation to the first call, step by step.")
    static let plan = SettingsPlace(
        .organisation, "Plan", "/settings/plan", .wallet, "What the plan allows, what has been used, what happens next."
    )

    // People
    static let members = SettingsPlace(
        .people, "Members", "/settings/members", .users, "Who works here, as what, and who is invited.", .managers)
    static let roles = SettingsPlace(
        .people, "Roles", "/settings/roles", .lock, "What a role may do, and roles of your own that may do less.")
    static let teams = SettingsPlace(
        .people, "Teams", "/settings/teams", .users, "Who works together.", .staff)
    static let permissions = SettingsPlace(
        .people, "Permissions", "/settings/permissions", .shield, "Who may do what, and why.")

    // Security
    static let securityOverview = SettingsPlace(
        .security, "Overview", "/settings/security-overview", .shield,
        "What deserves a look: sign-ins, keys, second factors, sessions.")
    static let support = SettingsPlace(
        .security, "Support", "/settings/support", .eye,
        "Who of Mainline's operators may look in, who did, and at what.")
    static let audit = SettingsPlace(
        .security, "Audit trail", "/settings/audit", .history, "Who changed what, when, from where; sealed.")
    static let lockdown = SettingsPlace(
        .security, "Lockdown", "/settings/lockdown", .lock,
        "Shut the doors against abuse, and see what was far from usual.")
    static let security = SettingsPlace(
        .security, "Sign-in and sessions", "/settings/security", .lock,
        "What your organisation asks of everybody who signs in.")
    static let providers = SettingsPlace(
        .security, "Identity providers", "/settings/providers", .key,
        "Let people sign in with the accounts they have at your own OpenID Connect provider.")

    // Programs
    static let apiKeys = SettingsPlace(
        .programs, "API keys", "/settings/api-keys", .key, "What your programs show, and what each may do.", .admins)
    static let usage = SettingsPlace(
        .programs, "Usage", "/settings/usage", .reports, "What your programs have asked, by key.", .admins)
    static let widgets = SettingsPlace(
        .programs, "Widgets", "/settings/widgets", .globe, "Callbacks from your own web site.", .admins)

    // Data
    static let privacy = SettingsPlace(
        .data, "Privacy", "/settings/privacy", .lock,
        "What is kept of people, for how long, and what they may ask for.", .managers)

    /// In their order within each group.
    static let all: [SettingsPlace] = [
        // You
        .profile, .secondFactor, .devices, .connections, .notifications, .calendarFeed,
        // Organisation
        .organisation, .setup, .plan,
        // People
        .members,
        .teams, .roles, .permissions,
        // How you work
        SettingsPlace(.business, "Tags", "/tags", .tag, "Words to mark records with.", .agents),
        // Security
        .securityOverview,
        .audit,
        .lockdown,
        .support,
        .security, .providers,
        // Programs
        .apiKeys, .usage, .widgets,
        SettingsPlace(
            .programs, "Jobs", "/jobs", .repeatIcon, "Work in the background, and what of it needs attention."),
        // Data
        SettingsPlace(
            .data, "Imports", "/imports", .upload, "Records from CSV, Excel and vCard files.", .agents),
        SettingsPlace(
            .data, "Consents", "/consents", .shield, "Who agreed to be written to and called, and when.", .managers),
        .privacy,
        SettingsPlace(
            .data, "Privacy requests", "/privacy-requests", .shield, "What people asked for about their own data."),
    ]
}

/// The settings a role sees, by group: the pages above, and the lists that are set up once.
struct SettingsNavigation: Sendable {
    let places: [SettingsPlace]
    /// Jobs that wait for a person.
    let jobs: Int

    init(_ catalogue: Catalogue, _ role: Role, jobs: Int = 0) {
        let made = SettingsPlace.all.filter { $0.access.allows(role) }
        let taken = Set(SettingsPlace.all.map(\.path))
        let lists = catalogue.resources.values
            .filter { $0.presentation?.section == .system && !taken.contains($0.path) }
            .filter { $0.access.read.allows(role) && $0.access.update.allows(role) }
            .sorted { $0.title < $1.title }
            .map { resource in
                SettingsPlace(
                    .business, resource.title, resource.path,
                    resource.presentation.flatMap { Icon(rawValue: $0.icon) } ?? .list,
                    resource.presentation?.emptyWords ?? "", .everyone)
            }
        places = made + lists
        self.jobs = jobs
    }

    func places(of group: SettingsGroup) -> [SettingsPlace] { places.filter { $0.group == group } }

    var sections: [NavigationSection] {
        SettingsGroup.allCases.map { group in
            NavigationSection(
                group.rawValue,
                places(of: group).map {
                    NavigationItem(
                        $0.title, $0.icon, $0.path, count: $0.path == "/jobs" ? jobs : nil, others: $0.others)
                })
        }
    }

    /// The sidebar's one place for all of them.
    var item: NavigationItem {
        NavigationItem(
            "Settings", .settings, "/settings", count: jobs, key: "g ,", others: ["/account"] + places.map(\.path))
    }
}

extension HTML {
    /// A page of the settings: its heading and what it is for are those of the place unless given.
    func settingsPage(
        _ page: PageContext, _ place: SettingsPlace, title: String? = nil, lead: String? = nil, modules: [String] = [],
        libraries: [String] = [], actions: (() -> Void)? = nil, _ content: () throws -> Void
    ) rethrows {
        try settingsFrame(
            page, title: title ?? place.title, lead: lead ?? place.words, sections: page.settings, modules: modules,
            libraries: libraries, actions: actions, content)
    }
}
