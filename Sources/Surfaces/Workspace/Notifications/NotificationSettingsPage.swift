internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Notifications
internal import Postgres
internal import Records

/// How a member wants to hear of each kind of thing.
struct NotificationSettingsPage: Sendable {
    let pages: WorkspacePages
    let kinds: [NotificationKind]

    var routes: [Route] {
        [
            .signedIn(.get, "/notifications/settings", .staff) { try await show($0, $1) },
            .signedIn(.post, "/notifications/settings", .staff) { try await save($0, $1) },
        ]
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let (page, rows) = try await pages.read(request, context, [NotificationPreferences.own])
        let chosen = try NotificationPreferences.preferences(rows[0])
        return pages.write(request) { html in
            html.settingsPage(
                page, .notifications,
                lead: "E-mails are gathered and go out every quarter of an hour, with what you have not read by then."
            ) {
                html.form(.class("stack"), .method("post"), .action("/notifications/settings")) {
                    table(html, chosen)
                    html.div(.class("row-group")) {
                        html.submitButton("Save preferences")
                        html.linkButton("Back to notifications", to: "/notifications", .quiet)
                    }
                }
            }
        }
    }

    private func table(_ html: HTML, _ chosen: [String: NotificationPreference]) {
        html.div(.class("table-frame"), .tabindex(0), .role("region"), .aria("label", "Notifications by kind")) {
            html.table(.class("table preferences")) {
                html.thead {
                    html.tr {
                        html.th(.scope("col"), .class("wide"), "Tell me when")
                        html.th(.scope("col"), "In the app")
                        html.th(.scope("col"), "By e-mail")
                    }
                }
                html.tbody {
                    for kind in kinds {
                        let preference = chosen[kind.name] ?? NotificationPreference(standard: kind)
                        html.tr {
                            html.th(.scope("row"), .class("wide"), kind.label)
                            box(html, "app:\(kind.name)", "In the app: \(kind.label)", preference.isInApp)
                            box(html, "email:\(kind.name)", "By e-mail: \(kind.label)", preference.isByEmail)
                        }
                    }
                }
            }
        }
    }

    private func box(_ html: HTML, _ name: String, _ label: String, _ isOn: Bool) {
        html.td(.class("check")) {
            html.input(
                .type("checkbox"), .name(name), .value("true"), .checked(if: isOn), .aria("label", label))
        }
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let choices = kinds.map { kind in
            NotificationPreferences.set(
                kind,
                NotificationPreference(
                    isInApp: form["app:\(kind.name)"] == "true", isByEmail: form["email:\(kind.name)"] == "true"))
        }
        _ = try await pages.store.database.batch(context, choices)
        return NoticeCookie.redirect(request, to: "/notifications/settings", Notice("Preferences saved"))
    }
}
