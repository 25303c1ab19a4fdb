internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// A way to show a list other than as a table. It answers with the whole page: toolbar first (`ListToolbar`), then the
/// records that `asked.state` describes.
protocol ListLayout: Sendable {
    func answer(_ request: Request, _ asked: ListRequest, _ context: Context, actions: ((HTML) -> Void)?) async throws
        -> Response
}

/// The layouts that lists can have.
enum ListLayouts {
    /// The layout the request asks for; nil for the table.
    static func layout(_ asked: ListRequest, _ pages: WorkspacePages) -> (any ListLayout)? {
        guard let name = name(asked), let presentation = asked.list.resource.presentation,
            let layout = presentation.layouts.first(where: { $0.name == name })
        else { return nil }
        return LayoutPage(pages: pages, layout: layout, presentation: presentation)
    }

    /// What the address, the view, the person or the resource says, in this order.
    static func name(_ asked: ListRequest) -> String? {
        guard let presentation = asked.list.resource.presentation else { return nil }
        let name = asked.state.layout ?? asked.preferences.layout ?? presentation.defaultLayout
        return name == "table" || presentation.layouts.contains { $0.name == name } ? name : "table"
    }
}
