internal import Core
internal import HTML
internal import Interface
internal import Postgres

/// What is left to set up, on Home, for those in charge; until it is done or hidden.
enum SetupCard {
    static func reads(_ role: Role) -> [SQL] { Access.admins.allows(role) ? [SetupState.sql] : [] }

    static func write(_ html: HTML, _ rows: [Rows]) throws {
        guard let rows = rows.first else { return }
        let state = try SetupState(rows)
        guard !state.isHidden, !state.isComplete else { return }
        html.panel("Set-up") {
            html.div(.class("setup-card")) {
                html.div(.class("stack-tight")) {
                    html.progressBar("Steps done", done: state.doneCount, of: state.needed.count)
                    if let next = state.next { html.p(.class("muted"), "Next: \(state.title(next).lowercased())") }
                }
                html.div(.class("row-group")) {
                    html.linkButton("Go on", to: SetupPage.path, .primary, size: .small)
                    html.postButton("Hide", to: SetupPage.path + "/steps/hidden", .quiet, size: .small)
                }
            }
        }
    }
}
