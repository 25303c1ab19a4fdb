internal import Core
internal import HTML
internal import HTTP
internal import Interface

/// The fields of a widget.
struct WidgetForm {
    let page: PageContext
    var widget: WidgetRow?
    var sent: Fields?
    var problem: Problem?

    static func members(_ form: Fields) -> [String: JSON] {
        let origins = (form["origins"] ?? "").split(whereSeparator: { $0.isWhitespace || $0 == "," })
        return [
            "name": .string(form["name"] ?? ""), "origins": .array(origins.map { .string(String($0)) }),
            "is_active": .bool(form["is_active"] == "true"),
            "token_minutes": KeyForm.number(form["token_minutes"]) ?? .int(15),
            "visit_hours": KeyForm.number(form["visit_hours"]) ?? .int(24),
        ]
    }

    private func value(_ name: String, _ own: String?) -> String { sent?[name] ?? own ?? "" }

    func writePage(_ html: HTML) {
        html.settingsPage(page, .widgets, title: "Add widget") {
            html.formProblem(problem)
            html.form(.class("stack"), .method("post"), .action(WidgetPages.path + "/new"), .data("checked")) {
                write(html)
                html.div(.class("row-group")) {
                    html.submitButton("Add widget")
                    html.linkButton("Cancel", to: WidgetPages.path, .quiet)
                }
            }
        }
    }

    func write(_ html: HTML) {
        html.textField(
            FormField("name", "Name", required: true).showing(problem), value: value("name", widget?.name),
            attributes: [.maxlength(80), .placeholder("Web site")])
        html.textArea(
            FormField(
                "origins", "Allowed origins",
                hint: "Where your pages are, one a line: https://www.example.com. No path, nothing after the name.",
                required: true
            ).showing(problem),
            value: value("origins", widget?.origins.joined(separator: "\n")), rows: 3, attributes: [.dir("ltr")])
        html.numberField(
            FormField(
                "token_minutes", "A token holds for", hint: "Pages renew it by themselves.", required: true
            ).showing(problem), value: value("token_minutes", widget.map { String($0.tokenMinutes) } ?? "15"),
            unit: "minutes", min: 1, max: 60)
        html.numberField(
            FormField("visit_hours", "A visit lasts", hint: "After that a visitor begins anew.", required: true)
                .showing(problem), value: value("visit_hours", widget.map { String($0.visitHours) } ?? "24"),
            unit: "hours", min: 1, max: 168)
        html.switchField(
            FormField("is_active", "On", hint: "Off, the widget disappears from your pages at once."),
            on: sent.map { $0["is_active"] == "true" } ?? widget?.isActive ?? true)
    }
}

/// One widget: the snippet, its settings, and the ways to end its tokens and itself.
struct WidgetView {
    let widget: WidgetRow
    let page: PageContext
    let publicURL: String
    var sent: Fields?
    var problem: Problem?

    private var path: String { "\(WidgetPages.path)/\(widget.id)" }
    private var publicID: String { widget.id.description.filter { $0 != "-" } }

    func write(_ html: HTML) {
        html.settingsPage(
            page, .widgets, title: widget.name, lead: "",
            actions: { html.linkButton("All widgets", to: WidgetPages.path, .quiet, icon: .arrowLeft) }
        ) {
            html.formProblem(problem)
            html.settingsPart("Snippet", "Paste it before </body> on your pages. It holds nothing secret.") {
                html.codeBlock(
                    "<script src=\"\(publicURL)/widget/widget.js\" data-widget=\"\(publicID)\" defer></script>",
                    label: "For your pages")
                html.facts {
                    html.fact("Last used") {
                        if let used = widget.lastUsedAt {
                            html.relativeTime(used, page)
                            if let origin = widget.lastOrigin { html.text(" on \(origin)") }
                        } else {
                            html.text("Never")
                        }
                    }
                    html.fact("Tokens given out") { html.text(Grouped(widget.tokens)) }
                }
            }
            html.settingsPart("Settings", "Changes hold at once, on every page.") {
                html.form(.class("stack"), .method("post"), .action(path), .data("checked"), .data("guarded")) {
                    WidgetForm(page: page, widget: widget, sent: sent, problem: problem).write(html)
                    html.hiddenField("version", String(widget.version))
                    html.div(.class("row-group")) { html.submitButton("Save changes") }
                }
            }
            html.settingsPart("Tokens", "What visitors' pages show with each request.") { tokens(html) }
            html.settingsPart("Delete", "The snippet does nothing from then on.") {
                html.details {
                    html.summary("Delete this widget")
                    html.div(.class("stack")) {
                        html.p("“\(widget.name)” disappears from your pages at once.")
                        html.postButton("Delete \(widget.name)", to: path + "/delete", .danger, icon: .delete)
                    }
                }
            }
        }
    }

    private func tokens(_ html: HTML) {
        if let until = widget.previousUntil, until > page.now {
            html.callout(
                .info, "Signed anew; tokens given out before hold until \(Moment.dayAndTime(until, page.zone)).")
        }
        html.div(.class("row-group")) {
            html.postButton(
                "Rotate", to: path + "/rotate", icon: .refresh, fields: [(name: "overlap_minutes", value: "15")])
            html.postButton(
                "End all tokens now", to: path + "/rotate", .danger, icon: .close,
                fields: [(name: "overlap_minutes", value: "0")])
        }
        html.p(
            .class("muted"),
            "Rotating signs new tokens anew and lets those given out go on for 15 minutes. Ending them makes every page "
                + "ask for a new one at its next request.")
    }
}
