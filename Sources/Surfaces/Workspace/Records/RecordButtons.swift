internal import Core
internal import HTML
internal import Interface
internal import Records

/// What can be done with a record: at most three buttons beside its name, everything else in the menu, what destroys last.
struct RecordButtons {
    /// How many stand beside the name.
    private static let shown = 3

    private struct Entry {
        let title: String
        var icon: Icon?
        let path: String
        var opensDialog = false
        var posts = false
        var key: String?
        var isDestructive = false
    }

    private let content: RecordPageContent
    private let buttons: [Entry]
    private let further: [Entry]

    init(_ content: RecordPageContent, _ extras: RecordPageExtras) throws {
        self.content = content
        let actions = try RecordActions.available(
            content.resource, content.request.catalogue, content.context
        ).fitting { try content.text($0) }
        let chosen = try Self.handMade(content, extras, isMinor: false) + actions.main.map { Self.entry($0, content) }
        let entries =
            try chosen + Self.natural(content).filter { each in !chosen.contains { $0.path == each.path } }
        buttons = Array(entries.prefix(Self.shown))
        let minor = try Self.handMade(content, extras, isMinor: true)
        let known = Set((entries + minor).map(\.path))
        let others =
            Array(entries.dropFirst(Self.shown)) + minor
            + actions.others.map { Self.entry($0, content) }.filter { !known.contains($0.path) }
        further = others.filter { !$0.isDestructive } + others.filter(\.isDestructive)
    }

    private static func handMade(
        _ content: RecordPageContent, _ extras: RecordPageExtras, isMinor: Bool
    ) throws -> [Entry] {
        try extras.actions.compactMap { action in
            guard action.isMinor == isMinor, action.access.allows(content.context.role),
                let path = try action.path(content)
            else { return nil }
            return Entry(
                title: action.title, icon: action.icon, path: path, opensDialog: action.opensDialog,
                posts: action.posts, key: action.key, isDestructive: action.isDestructive)
        }
    }

    private static func entry(_ action: AnyAction, _ content: RecordPageContent) -> Entry {
        Entry(
            title: action.title, path: RecordActions.path(action, content.resource, content.request.id),
            opensDialog: true, isDestructive: action.isDestructive)
    }

    /// Whoever has a number can be called, whoever has an address written to.
    private static func natural(_ content: RecordPageContent) throws -> [Entry] {
        var entries: [Entry] = []
        for field in content.resource.visibleFields(to: content.context.role) {
            guard field.kind == .phone || field.kind == .email, let value = try content.text(field.name) else {
                continue
            }
            let isPhone = field.kind == .phone
            let title = isPhone ? "Call" : "Write"
            guard !entries.contains(where: { $0.title == title }) else { continue }
            entries.append(
                Entry(title: title, icon: isPhone ? .phone : .mail, path: (isPhone ? "tel:" : "mailto:") + value))
        }
        return entries
    }

    // MARK: - Writing

    func write(_ html: HTML, beside neighbours: RecordNeighbours) {
        for (index, entry) in buttons.enumerated() {
            let look: ButtonLook = index == 0 && !entry.isDestructive ? .primary : .secondary
            if entry.posts {
                html.postButton(entry.title, to: entry.path, look, icon: entry.icon)
            } else {
                html.linkButton(entry.title, to: entry.path, look, icon: entry.icon, attributes: Self.attributes(entry))
            }
        }
        html.iconMenu("More actions", id: "record-menu", .secondary) { menu(html) }
        neighbours.write(html, content.request)
    }

    private func menu(_ html: HTML) {
        let (path, access) = (content.request.path, content.resource.access)
        for entry in further {
            if entry.posts {
                html.form(.method("post"), .action(entry.path)) {
                    html.menuButton(entry.title, icon: entry.icon, type: "submit")
                }
            } else {
                html.menuLink(entry.title, to: entry.path, icon: entry.icon, attributes: Self.attributes(entry))
            }
        }
        if !further.isEmpty { html.menuLine() }
        let hasForms = content.resource.presentation != nil
        if hasForms, access.update.allows(content.context.role) {
            html.menuLink(
                "Edit", to: path + "/edit", icon: .edit,
                attributes: HTML.opensDialog(path + "/edit") + [.data("key", "e")])
        }
        if Access.admins.allows(content.context.role), content.resource.isNarrowable {
            html.menuLink(
                "Who can see this",
                to: "\(PermissionPages.path)?resource=\(content.resource.name)&record=\(content.request.id)",
                icon: .shield)
        }
        html.menuButton("Copy link", icon: .link, attributes: [.data("copy-link", path)])
        if hasForms, access.delete.allows(content.context.role) {
            html.menuLine()
            let delete = RecordActions.deletion(content.resource, content.request.id)
            html.menuLink("Delete", to: delete, icon: .delete, attributes: HTML.opensDialog(delete))
        }
    }

    private static func attributes(_ entry: Entry) -> [HTML.Attribute] {
        (entry.opensDialog ? HTML.opensDialog(entry.path) : []) + (entry.key.map { [.data("key", $0)] } ?? [])
    }
}
