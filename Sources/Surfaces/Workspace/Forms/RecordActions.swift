internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// The actions about one record that a person may run, in the order in which buttons offer them: the presentation's main
/// ones first, what destroys last.
struct RecordActions {
    let main: [AnyAction]
    let others: [AnyAction]

    var all: [AnyAction] { main + others }

    static func available(_ resource: Resource, _ catalogue: Catalogue, _ context: Context) -> RecordActions {
        let possible = catalogue.actions.values.filter {
            $0.resource == resource.name && $0.name != resource.presentation?.deleteAction && $0.recordField != nil
                && $0.access.allows(context.role)
        }
        let names = resource.presentation?.mainActions ?? []
        let main = names.compactMap { name in possible.first { $0.name == name || $0.verb == name } }
        let others = possible.filter { action in !main.contains { $0.name == action.name } }.sorted {
            ($0.isDestructive ? 1 : 0, $0.title) < ($1.isDestructive ? 1 : 0, $1.title)
        }
        return RecordActions(main: main, others: others)
    }

    /// Those that make sense for the record. `value` gives a field's text; nil where it is empty or invisible.
    func fitting(_ value: (String) throws -> String?) rethrows -> RecordActions {
        func fits(_ action: AnyAction) throws -> Bool { try action.offeredWhen?.holds(value) ?? true }
        return RecordActions(main: try main.filter(fits), others: try others.filter(fits))
    }

    /// Where it is asked whether the record is to be deleted, and what that takes.
    static func deletion(_ resource: Resource, _ id: Identifier) -> String {
        let action = resource.presentation?.deleteAction?.drop { $0 != "." }.dropFirst()
        return "\(resource.path)/\(id)/" + (action.map { "actions/\($0)" } ?? "delete")
    }

    /// Where the dialog of an action about the record is.
    static func path(_ action: AnyAction, _ resource: Resource, _ id: Identifier) -> String {
        "\(resource.path)/\(id)/actions/\(action.verb)"
    }
}

extension HTML {
    /// Attributes by which a link opens as a dialog where there are scripts. What a part around it selects of its own
    /// answers is not meant for the dialog.
    static func opensDialog(_ path: String) -> [HTML.Attribute] {
        [.hxGet(path), .hxTarget("#dialog-place"), .hxSelect("unset"), .hxSwap("innerHTML")]
    }
}
