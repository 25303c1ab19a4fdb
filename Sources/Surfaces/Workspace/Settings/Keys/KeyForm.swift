internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The form in which a key is made.
struct KeyForm {
    /// What was sent, for the action and for the form to show again.
    struct Filled {
        let fields: Fields
        let input: [String: JSON]

        init(_ fields: Fields, _ roles: [OwnRole], _ context: Context) {
            self.fields = fields
            var input: [String: JSON] = [:]
            input["name"] = fields["name"].map { .string($0) }
            if let custom = fields["role"].flatMap({ Identifier($0) }) {
                // A role of the organisation's own brings the one that it is made from.
                input["custom_role_id"] = .text(custom)
                input["role"] = roles.first { $0.id == custom }.map { .string($0.base.rawValue) }
            } else {
                input["role"] = fields["role"].map { .string($0) }
            }
            let scopes = fields.all("scope")
            // Writing includes reading.
            input["scopes"] = .array(
                scopes.filter { scope in
                    !scope.hasSuffix(":read") || !scopes.contains(scope.dropLast(5) + ":write")
                }.map { .string($0) })
            let addresses = (fields["allowed_addresses"] ?? "").split(whereSeparator: { $0.isWhitespace || $0 == "," })
            input["allowed_addresses"] = .array(addresses.map { .string(String($0)) })
            for name in ["requests_per_minute", "requests_per_day", "requests_per_month"] {
                input[name] = KeyForm.number(fields[name])
            }
            if let days = fields["expires"].flatMap({ Int($0) }), (1...3650).contains(days) {
                input["expires_at"] = .text(context.now + .days(days))
            }
            self.input = input
        }
    }

    /// A role that the organisation made by narrowing one there is.
    struct OwnRole {
        let id: Identifier
        let name: String
        let base: Role

        static let select: SQL = """
            select id, name, base_role from custom_roles where org_id = app_org() order by name, id limit 200
            """

        init(_ row: Row) throws {
            id = try row.get("id")
            name = try row.get("name")
            base = try row.get("base_role")
        }
    }

    let page: PageContext
    let store: RecordStore
    let ownRoles: [OwnRole]
    var filled: Filled?
    var problem: Problem?

    private func value(_ name: String, _ standard: String = "") -> String { filled?.fields[name] ?? standard }

    /// As sent: what is no number is refused by the action in words; nothing stays nothing.
    static func number(_ text: String?) -> JSON? {
        guard let text, !text.isEmpty else { return nil }
        return Int64(text).map { .int($0) } ?? .string(text)
    }

    func write(_ html: HTML) {
        html.settingsPage(
            page, .apiKeys, title: "Make a key", lead: "Give each program a key of its own, with no more than it needs."
        ) {
            html.formProblem(problem)
            html.form(.method("post"), .action(KeyPages.path + "/new"), .data("checked"), .data("guarded")) {
                html.settingsPart("Program", "By which name you will know it.") {
                    html.textField(
                        FormField("name", "Name", required: true).showing(problem), value: value("name"),
                        attributes: [.maxlength(200), .placeholder("Reporting")])
                    html.selectField(
                        FormField(
                            "expires", "Ends", hint: "A key that ends by itself cannot be forgotten.", required: true
                        )
                        .showing(problem),
                        options: [
                            FormOption("30", "In 30 days"), FormOption("90", "In 90 days"),
                            FormOption("365", "In a year"), FormOption("never", "Never"),
                        ], value: value("expires", "365"))
                }
                html.settingsPart("What it may do", "Never more than its role, and where scopes are ticked only those.")
                {
                    roleField(html)
                    scopes(html)
                }
                html.settingsPart("From where", "Without addresses it works from everywhere.") {
                    html.textArea(
                        FormField(
                            "allowed_addresses", "Addresses", hint: "One a line: 203.0.113.7 or 203.0.113.0/24."
                        ).showing(problem), value: value("allowed_addresses"), rows: 3,
                        attributes: [.dir("ltr")])
                }
                html.settingsPart("Limits", "Days and months begin at midnight in \(page.zone.name).") {
                    Self.limits(
                        html, perMinute: value("requests_per_minute", "600"), perDay: value("requests_per_day"),
                        perMonth: value("requests_per_month"), problem)
                }
                html.div(.class("settings-save")) {
                    html.submitButton("Make key", icon: .key)
                    html.linkButton("Cancel", to: KeyPages.path, .quiet)
                }
            }
        }
    }

    static func limits(_ html: HTML, perMinute: String, perDay: String, perMonth: String, _ problem: Problem?) {
        html.numberField(
            FormField("requests_per_minute", "Requests a minute", required: true).showing(problem), value: perMinute,
            min: 1, max: 100_000)
        html.numberField(
            FormField("requests_per_day", "Requests a day", hint: "Empty: no limit.").showing(problem), value: perDay,
            min: 1, max: 1_000_000_000)
        html.numberField(
            FormField("requests_per_month", "Requests a month", hint: "Empty: no limit.").showing(problem),
            value: perMonth, min: 1, max: 30_000_000_000)
    }

    /// Roles there always are, and those of the organisation's own.
    private func roleField(_ html: HTML) {
        let field = FormField(
            "role", "Role",
            hint: ownRoles.isEmpty ? "A role of your own, made under Roles, can be chosen here too." : nil,
            required: true)
        html.selectField(
            field.showing(problem),
            groups: [
                ("Roles that there always are", roles),
                (
                    "Your roles",
                    ownRoles.map {
                        FormOption($0.id.description, "\($0.name) (\(KeyWords.role($0.base).lowercased()))")
                    }
                ),
            ], value: value("role", "viewer"))
    }

    private var roles: [FormOption] {
        Role.allCases.filter { $0.isStaff && ($0 != .owner || page.context.role == .owner) }
            .map { FormOption($0.rawValue, KeyWords.role($0)) }
    }

    private func scopes(_ html: HTML) {
        let chosen = Set(filled?.fields.all("scope") ?? [])
        html.details(chosen.isEmpty ? .none : .flag("open", if: true)) {
            html.summary("Limit it to certain records")
            html.div(
                .class("table-frame"), .data("height", "screen"), .tabindex(0), .role("region"),
                .aria("label", "Scopes")
            ) {
                html.table(.class("table preferences")) {
                    html.thead {
                        html.tr {
                            html.th(.scope("col"), .class("wide"), "Records")
                            html.th(.scope("col"), "Read")
                            html.th(.scope("col"), "Write")
                        }
                    }
                    html.tbody {
                        for (name, title) in resources {
                            html.tr {
                                html.th(.scope("row"), .class("wide"), title)
                                box(html, "\(name):read", "Read \(title)", chosen)
                                box(html, "\(name):write", "Write \(title)", chosen)
                            }
                        }
                    }
                }
            }
        }
    }

    private var resources: [(String, String)] {
        [("*", "Everything")]
            + store.catalogue.resources.values.filter { $0.access.read.allows(page.context.role) }
            .sorted { $0.title < $1.title }.map { ($0.name, $0.title) }
            + [("api_keys", "API keys")]
    }

    private func box(_ html: HTML, _ scope: String, _ label: String, _ chosen: Set<String>) {
        html.td(.class("check")) {
            html.input(
                .type("checkbox"), .name("scope"), .value(scope), .checked(if: chosen.contains(scope)),
                .aria("label", label))
        }
    }
}
