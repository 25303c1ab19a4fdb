internal import Core
internal import Interface
internal import Postgres
internal import Records

/// What somebody may do from anywhere: make a record, run an action; and what can be done to the record in view.
struct PaletteCommands {
    struct Command {
        let title: String
        let icon: Icon
        /// A page or dialog.
        let path: String
        var opensDialog = true
        var detail: String?
    }

    struct Group {
        let title: String
        let commands: [Command]
    }

    private let catalogue: Catalogue
    private let context: Context
    private let facts: Row?

    /// - Parameter facts: what is known of the record in view, for `factsQuery`.
    init(_ catalogue: Catalogue, _ context: Context, facts: Row? = nil) {
        self.facts = facts
        self.catalogue = catalogue
        self.context = context
    }

    /// - Parameters:
    ///   - words: what has been typed; every word begins a word of a command that is shown.
    ///   - place: the path of the page in view.
    func groups(_ words: String, at place: String) throws -> [Group] {
        var groups: [Group] = []
        if let (resource, id) = record(at: place) {
            groups.append(Group(title: "This \(resource.noun)", commands: fitting(words, try here(resource, id))))
        }
        groups.append(Group(title: "Create", commands: fitting(words, creations)))
        // Without words there would be too many to read.
        if !words.isEmpty {
            groups.append(Group(title: "Run", commands: fitting(words, actions)))
            groups.append(Group(title: "Settings", commands: fitting(words, settings)))
        }
        return groups.filter { !$0.commands.isEmpty }
    }

    /// The record whose page is in view.
    private func record(at place: String) -> (Resource, Identifier)? {
        let parts = place.split(separator: "/").map(String.init)
        guard parts.count == 2, let id = Identifier(parts[1]) else { return nil }
        let resource = catalogue.resources.values.first {
            $0.path == "/" + parts[0] && $0.access.read.allows(context.role)
        }
        return resource.map { ($0, id) }
    }

    /// What has to be known of the record in view to tell which actions fit; nil where nothing has.
    static func factsQuery(_ place: String, _ catalogue: Catalogue, _ context: Context) -> SQL? {
        guard let (resource, id) = PaletteCommands(catalogue, context).record(at: place) else { return nil }
        let visible = Set(resource.visibleFields(to: context.role).map(\.name))
        let fields = RecordActions.available(resource, catalogue, context).all.flatMap { $0.offeredWhen?.fields ?? [] }
        return resource.reading(Set(fields).intersection(visible).sorted(), of: id, context.role)
    }

    private func here(_ resource: Resource, _ id: Identifier) throws -> [Command] {
        let actions = try RecordActions.available(resource, catalogue, context).fitting { name -> String? in
            guard let facts, facts.rows.column(name) != nil else { return nil }
            return try facts.optional(name)
        }
        var commands = actions.all.map { action in
            Command(
                title: action.title, icon: action.isDestructive ? .warning : .play,
                path: RecordActions.path(action, resource, id))
        }
        guard resource.presentation != nil else { return commands }
        if resource.access.update.allows(context.role) {
            commands.append(Command(title: "Edit", icon: .edit, path: "\(resource.path)/\(id)/edit"))
        }
        if resource.access.delete.allows(context.role) {
            commands.append(Command(title: "Delete", icon: .delete, path: RecordActions.deletion(resource, id)))
        }
        return commands
    }

    private var creations: [Command] {
        FormPages.presented(catalogue).filter {
            $0.access.create.allows(context.role) && $0.presentation?.section != nil
        }.sorted { Self.place($0) < Self.place($1) }.map { resource in
            Command(title: "New \(resource.noun)", icon: .add, path: "\(resource.path)/new")
        }
    }

    /// As the sidebar has them.
    private static func place(_ resource: Resource) -> (Int, String) {
        let sections = Presentation.Section.allCases
        let section = resource.presentation?.section.flatMap { sections.firstIndex(of: $0) }
        return (section ?? sections.count, resource.title)
    }

    private var actions: [Command] {
        catalogue.actions.values.filter { $0.access.allows(context.role) && ActionPages.isForPeople($0) }
            .sorted { $0.title < $1.title }.map { action in
                Command(
                    title: action.title, icon: .play, path: "/actions/\(action.name)",
                    detail: catalogue.resources[action.resource]?.title)
            }
    }

    private var settings: [Command] {
        SettingsNavigation(catalogue, context.role).places.map {
            Command(title: $0.title, icon: $0.icon, path: $0.path, opensDialog: false, detail: $0.group.rawValue)
        }
    }

    private func fitting(_ words: String, _ commands: [Command]) -> [Command] {
        let asked = words.lowercased().split(separator: " ")
        guard !asked.isEmpty else { return commands }
        return commands.filter { command in
            let own = "\(command.title) \(command.detail ?? "")".lowercased().split { !$0.isLetter && !$0.isNumber }
            return asked.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
        }
    }
}
