internal import Access
internal import Core
internal import HTML
internal import Interface

/// One key: what it may do, its limits, and the ways to replace and to end it.
struct KeyView {
    let key: APIKey
    /// The name of what narrows its role.
    let ownRole: String?
    let successor: APIKey?
    let page: PageContext
    var problem: Problem?

    private var path: String { "\(KeyPages.path)/\(key.id)" }
    private var isInForce: Bool { ![.revoked, .expired].contains(key.state(at: page.now)) }

    func write(_ html: HTML) {
        html.settingsPage(
            page, .apiKeys, title: key.name, lead: "",
            actions: { html.linkButton("All keys", to: KeyPages.path, .quiet, icon: .arrowLeft) }
        ) {
            html.formProblem(problem)
            if let successor { replaced(html, by: successor) }
            html.settingsPart("The key", "The secret itself is not kept.") { facts(html) }
            if isInForce {
                html.settingsPart("Limits", "Beyond them requests are refused with 429 until there is room again.") {
                    limits(html)
                }
                if successor == nil {
                    html.settingsPart("Rotate", "A new secret on the same terms, without a gap for your programs.") {
                        rotation(html)
                    }
                }
                html.settingsPart("Revoke", "For a key that leaked or is needed no more.") { revocation(html) }
            }
        }
    }

    private func replaced(_ html: HTML, by successor: APIKey) {
        let end = key.expiresAt.map { Moment.dayAndTime($0, page.zone) } ?? ""
        html.callout(
            isInForce ? .warn : .info, isInForce ? "Replaced; goes on until \(end)." : "Replaced; ended \(end)."
        ) {
            html.a(.href("\(KeyPages.path)/\(successor.id)"), "Open its successor, \(successor.prefix)")
        }
    }

    private func facts(_ html: HTML) {
        html.facts {
            html.fact("State") {
                let (words, tone) = KeyWords.state(key.state(at: page.now))
                html.status(words, tone)
            }
            html.copyableFact("Begins with", key.prefix)
            html.fact("Role", KeyWords.role(key.role) + (ownRole.map { ", narrowed by \($0)" } ?? ""))
            html.fact(
                "Scopes",
                key.scopes.isEmpty ? "All that the role allows" : key.scopes.map(\.description).joined(separator: ", "))
            html.fact(
                "Addresses",
                key.allowedAddresses.isEmpty
                    ? "From everywhere" : key.allowedAddresses.map(\.description).joined(separator: ", "))
            html.fact("Made") { html.relativeTime(key.createdAt, page) }
            html.fact("Last used") {
                if let used = key.lastUsedAt {
                    html.relativeTime(used, page)
                    if let address = key.lastUsedAddress { html.text(" from \(address)") }
                } else {
                    html.text("Never")
                }
            }
            html.fact("Requests today") { html.text(Grouped(key.requestsToday)) }
            html.fact("Ends") {
                if let revoked = key.revokedAt {
                    html.text("Revoked ")
                    html.relativeTime(revoked, page)
                } else if let end = key.expiresAt {
                    html.dayAndTime(end, zone: page.zone)
                } else {
                    html.text("Never")
                }
            }
        }
    }

    private func limits(_ html: HTML) {
        html.form(.class("stack"), .method("post"), .action(path), .data("checked"), .data("guarded")) {
            html.textField(
                FormField("name", "Name", required: true).showing(problem), value: key.name,
                attributes: [.maxlength(200)])
            KeyForm.limits(
                html, perMinute: String(key.requestsPerMinute), perDay: key.requestsPerDay.map(String.init) ?? "",
                perMonth: key.requestsPerMonth.map(String.init) ?? "", problem)
            html.div(.class("row-group")) { html.submitButton("Save limits") }
        }
    }

    private func rotation(_ html: HTML) {
        html.form(.class("stack"), .method("post"), .action(path + "/rotate")) {
            html.selectField(
                FormField(
                    "overlap_hours", "This key goes on for",
                    hint: "Time to give your programs the new one. Both work until then.", required: true),
                options: [FormOption("24", "24 hours"), FormOption("48", "48 hours"), FormOption("72", "72 hours")],
                value: "24")
            html.div(.class("row-group")) { html.submitButton("Rotate key", .secondary, icon: .refresh) }
        }
    }

    /// Asks once more without scripts too: the button stands behind the words.
    private func revocation(_ html: HTML) {
        html.details {
            html.summary("Revoke this key")
            html.div(.class("stack")) {
                html.p(
                    "Programs that use “\(key.name)” are refused from this moment on, everywhere. It cannot be undone.")
                html.postButton("Revoke \(key.prefix)", to: path + "/revoke", .danger, icon: .close)
            }
        }
    }
}
