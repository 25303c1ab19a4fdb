public import Core

/// What every page of the workspace and the portals knows about who looks at it.
public struct PageContext: Sendable {
    /// Role, zone, clock and currency of the request.
    public var context: Context
    /// The organisation's name.
    public var organisation: String
    /// All organisations of the person, this one too; empty where there is nothing to switch.
    public var organisations: [Workplace]
    /// The name and the address the person signed in with.
    public var person: String
    public var email: String
    public var navigation: [NavigationSection]
    /// Links of the user menu, above "Sign out".
    public var personal: [Place]
    /// What the person may add; each leads to its form.
    public var creatable: [Place] = []
    /// Said above every page for as long as it holds: that support is looking, that a plan has run out.
    public var banners: [Banner] = []
    /// The second navigation of settings pages.
    public var settings: [NavigationSection] = []
    /// Unread notifications; nil where there is no bell.
    public var unread: Int?
    /// The path of the page, without a query.
    public var path: String
    public var theme: Theme
    public var assets: AssetURLs
    /// Said once, after an action that led to this page.
    public var notice: Notice?
    public var searchPath = "/search"
    public var signOutPath = "/sign-out"

    public init(
        context: Context, organisation: String, person: String, email: String, navigation: [NavigationSection],
        path: String,
        theme: Theme = .system, assets: AssetURLs = .plain, organisations: [Workplace] = [], personal: [Place] = [],
        notice: Notice? = nil
    ) {
        self.context = context
        self.organisation = organisation
        self.organisations = organisations
        self.person = person
        self.email = email
        self.navigation = navigation
        self.personal = personal
        self.path = path
        self.theme = theme
        self.assets = assets
        self.notice = notice
    }

    public var now: Instant { context.now }
    public var zone: Zone { context.zone }
    public var language: String { context.locale }
}

/// Light or dark, or as the system has it. Remembered in the cookie `theme`.
public enum Theme: String, Sendable, CaseIterable {
    case system, light, dark
}

/// A name and where it leads.
public struct Place: Sendable, Hashable {
    public let title: String
    public let path: String
    public let icon: Icon?

    public init(_ title: String, _ path: String, icon: Icon? = nil) {
        self.title = title
        self.path = path
        self.icon = icon
    }
}

/// Words shown in a toast when the page opens.
public struct Notice: Sendable, Hashable {
    public let text: String
    public let tone: Tone
    /// A path that takes POST and reverts what was done.
    public let undo: String?

    public init(_ text: String, tone: Tone = .good, undo: String? = nil) {
        self.text = text
        self.tone = tone
        self.undo = undo
    }
}

/// A line above every page, with what can be done about it.
public struct Banner: Sendable, Hashable {
    public let text: String
    public let tone: Tone
    /// Where more is said, or something can be done.
    public let link: Place?
    /// A button that posts to its path.
    public let action: Place?
    /// A path that takes POST after which the person no longer sees it; nil where it stays as long as it holds.
    public let dismissal: String?

    public init(
        _ text: String, tone: Tone = .warn, link: Place? = nil, action: Place? = nil, dismissal: String? = nil
    ) {
        self.text = text
        self.tone = tone
        self.link = link
        self.action = action
        self.dismissal = dismissal
    }
}

/// A group of places in the sidebar.
public struct NavigationSection: Sendable, Hashable {
    public let title: String?
    public let items: [NavigationItem]
    /// Seldom needed: shut until it is opened, or until one is in one of its places.
    public let isFolded: Bool

    public init(_ title: String? = nil, _ items: [NavigationItem], isFolded: Bool = false) {
        self.title = title
        self.items = items
        self.isFolded = isFolded
    }
}

/// A place in the sidebar. The first four of all are also in the bottom bar of a phone.
public struct NavigationItem: Sendable, Hashable {
    public let title: String
    public let icon: Icon
    public let path: String
    /// Things waiting there.
    public let count: Int?
    /// A shortcut such as `g c`.
    public let key: String?
    /// Other addresses that belong to this place.
    public let others: [String]

    public init(
        _ title: String, _ icon: Icon, _ path: String, count: Int? = nil, key: String? = nil, others: [String] = []
    ) {
        self.title = title
        self.icon = icon
        self.path = path
        self.count = count
        self.key = key
        self.others = others
    }

    /// Whether `current` is this place or below it.
    public func contains(_ current: String) -> Bool {
        isIn(current, path) || others.contains { isIn(current, $0) }
    }

    private func isIn(_ current: String, _ place: String) -> Bool {
        current == place || (place != "/" && current.hasPrefix(place + "/"))
    }
}
