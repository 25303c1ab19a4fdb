internal import Core
public import HTML

/// The icons that pages use, by their names in Lucide. Adding a case is all it takes: the sprite is made from this list.
public enum Icon: String, CaseIterable, Sendable {
    // Places
    case home = "house", inbox, phone, calendar, calendarCheck = "calendar-check", quote = "file-pen-line", users,
        deals = "handshake",
        services = "zap", invoice = "receipt-text"
    case ticket = "life-buoy", outreach = "megaphone", reports = "chart-column", settings, workflow, route, wrench, bot
    case building = "building-2", wallet, globe, shield, server, box = "package", book = "book-open",
        dashboard = "layout-dashboard", grid = "layout-grid"
    // Things
    case user, userPlus = "user-plus", mail, message = "message-square", note = "sticky-note", file = "file-text",
        files = "folder"
    case mapPin = "map-pin", clock, tag, flag, bell, key = "key-round", creditCard = "credit-card", bank = "landmark"
    case webhook, code = "code-xml", database, history, list, board = "square-kanban", map, image, truck, link, star,
        pin
    case microphone = "mic", microphoneOff = "mic-off", voicemail, repeatIcon = "repeat", percent, hash, at = "at-sign"
    // Verbs
    case add = "plus", edit = "pencil", delete = "trash-2", save, copy, send, search, filter = "list-filter", columns =
        "columns-3"
    case download, upload, refresh = "refresh-cw", undo = "undo-2", merge, archive, print = "printer", attach =
        "paperclip"
    case signOut = "log-out", signIn = "log-in", transfer = "arrow-right-left", play, pause, stop = "square", skip =
        "skip-forward"
    case phoneIncoming = "phone-incoming", phoneOutgoing = "phone-outgoing", phoneMissed = "phone-missed", hangUp =
        "phone-off"
    case hold = "circle-pause", drag = "grip-vertical", expand = "maximize-2", eye, eyeOff = "eye-off", lock, unlock =
        "lock-open"
    // Signs
    case check, close = "x", more = "ellipsis", menu, info, warning = "triangle-alert", error = "circle-alert"
    case done = "circle-check", refused = "circle-x", help = "circle-question-mark", loading = "loader-circle", command,
        keyboard
    case chevronDown = "chevron-down", chevronUp = "chevron-up", chevronLeft = "chevron-left", chevronRight =
        "chevron-right"
    case chevronsUpDown = "chevrons-up-down", arrowLeft = "arrow-left", arrowRight = "arrow-right", arrowUp = "arrow-up"
    case arrowDown = "arrow-down", external = "external-link", trendUp = "trending-up", trendDown = "trending-down"
    case sun, moon, system = "monitor", sparkles, circle

    /// Whether it stands after the words of a button: signs that point onwards or down.
    var trails: Bool { [.chevronDown, .chevronRight, .arrowRight, .external].contains(self) }
}

extension HTML {
    /// An icon beside words; hidden from screen readers. An icon alone belongs in `iconButton`, which has a label.
    public func icon(_ icon: Icon, tone: Tone? = nil) {
        raw("<svg class=\"icon\" aria-hidden=\"true\"")
        if let tone { write(.data("tone", tone.rawValue)) }
        raw("><use href=\"/assets/icons.svg#")
        out.append(icon.rawValue)
        raw("\"></use></svg>")
    }
}

/// What a colour means. A word or an icon always says it too.
public enum Tone: String, Sendable, CaseIterable {
    case neutral, info, good, warn, bad

    /// The sign that goes with it.
    public var icon: Icon {
        switch self {
        case .neutral, .info: .info
        case .good: .done
        case .warn: .warning
        case .bad: .error
        }
    }
}
