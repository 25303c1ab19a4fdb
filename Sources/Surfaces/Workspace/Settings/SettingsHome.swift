internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Records

/// All settings in one list: `/settings`.
struct SettingsHome: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        [.signedIn(.get, "/settings", .staff) { try await show($0, $1) }]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.page(request, context) { html, page, _ in
            let navigation = SettingsNavigation(pages.store.catalogue(for: context), context.role)
            html.settingsFrame(page, title: "Settings", sections: page.settings) {
                html.settingsIndex(
                    SettingsGroup.allCases.compactMap { group in
                        let places = navigation.places(of: group)
                        return places.isEmpty
                            ? nil
                            : (
                                group.rawValue,
                                places.map { (Place($0.title, $0.path, icon: $0.icon), $0.words) }
                            )
                    })
            }
        }
    }
}
