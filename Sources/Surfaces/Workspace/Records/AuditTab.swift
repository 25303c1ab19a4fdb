internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Who changed what and when: the audit trail of one record.
enum AuditTab {
    static let name = "audit"
    static let access: Access = .managers
    private static let pageSize = 50

    static var tab: RecordPageTab {
        RecordPageTab(
            name, "Audit", access: access,
            part: RecordPagePart(reads: reads, write: { try write($0, $1, $2) }))
    }

    // MARK: - Reading

    /// Narrowed to one field, if one is chosen.
    private static func field(_ request: RecordPageRequest) -> Field? {
        request.query["field"].flatMap { name in fields(request).first { $0.name == name } }
    }

    private static func fields(_ request: RecordPageRequest) -> [Field] {
        request.resource.visibleFields(to: request.context.role).filter {
            !["id", "version", "created_at", "updated_at"].contains($0.name) && $0.source != .computed("")
        }
    }

    private static func reads(_ request: RecordPageRequest) -> [SQL] {
        var conditions: [SQL] = ["record_kind = \(request.resource.name)", "record_id = \(request.id)"]
        if let before = request.query["before"].flatMap({ Identifier($0) }) { conditions.append("id < \(before)") }
        if let field = field(request) {
            conditions.append(
                field.source == .custom
                    ? "changes -> 'custom' -> 0 -> \(field.name) is distinct from changes -> 'custom' -> 1 -> \(field.name)"
                    : "changes ? \(field.name)")
        }
        return [
            """
            select a.id, a.at, a.actor, a.role, a.surface, a.action, a.correlation_id, a.address, a.changes, m.name as person
            from (select * from audit_entries where org_id = app_org() and \(SQL.joined(conditions, by: " and "))
              order by id desc limit \(pageSize + 1)) a
            left join members m on m.org_id = a.org_id and a.actor = 'user:' || m.id
            order by a.id desc
            """, MemberNames.select,
        ]
    }

    // MARK: - Writing

    private static func write(_ html: HTML, _ content: RecordPageContent, _ rows: [Rows]) throws {
        let words = ChangeWords(content.request, names: try MemberNames.read(rows[1]))
        try html.section(.class("panel"), .id("audit")) {
            html.div(.class("panel-head")) {
                html.h2("Audit")
                if Access.admins.allows(content.request.context.role) {
                    html.a(
                        .href("\(AuditPages.path)?kind=\(content.resource.name)&record=\(content.request.id)"),
                        "In the audit trail")
                }
                filter(html, content)
            }
            if rows[0].isEmpty {
                return html.emptyState(
                    .shield, "No entry",
                    field(content.request) == nil
                        ? "Every change to this \(content.resource.singular) is recorded here: who, when, by which way, before and after."
                        : "This field has not been changed.")
            }
            try html.ol(.class("audit")) {
                for row in rows[0].prefix(pageSize) { try entry(html, content, words, row) }
                if rows[0].count > pageSize {
                    older(html, content, try rows[0][pageSize - 1].get("id"))
                }
            }
        }
    }

    private static func filter(_ html: HTML, _ content: RecordPageContent) {
        let request = content.request
        html.form(.class("row-group"), .action(request.path)) {
            html.hiddenField("tab", name)
            if let list = request.list { html.hiddenField("in", list) }
            html.label(.class("visually-hidden"), .for("audit-field"), "Field")
            html.select(.class("select"), .id("audit-field"), .name("field"), .data("submits"), .data("size", "small"))
            {
                html.options(
                    fields(request).map { FormOption($0.name, $0.label) }, value: field(request)?.name,
                    empty: "All fields")
            }
            html.noscript { html.submitButton("Show", .secondary, size: .small) }
        }
    }

    private static func entry(_ html: HTML, _ content: RecordPageContent, _ words: ChangeWords, _ row: Row) throws {
        let at: Instant = try row.get("at")
        let action: String = try row.get("action")
        let actor: String = try row.get("actor")
        let person: String? = try row.optional("person")
        let surface: String = try row.get("surface")
        let correlation: String = try row.get("correlation_id")
        let changes = words.changes(try row.get("changes"), of: content.resource.name)
        html.li(.class("audit-entry")) {
            html.div(.class("audit-head")) {
                html.strong(.dir("auto"), person ?? AuditWords.actor(actor))
                html.span(.class("muted"), AuditWords.action(action, content.request.catalogue))
                html.span(.class("audit-when")) { html.relativeTime(at, content.page) }
            }
            if changes.isEmpty {
                html.p(.class("muted"), "Nothing that you may see was changed.")
            } else {
                ChangeWords.write(html, changes)
            }
            html.p(.class("audit-foot")) {
                html.text("\(Moment.exact(at, content.page.zone)) · \(AuditWords.surface(surface))")
                if !correlation.isEmpty {
                    html.text(" · ")
                    html.a(.href(content.request.address([("story", correlation)])), "Story")
                    html.copyButton(correlation, of: "correlation id")
                }
            }
        }
    }

    private static func older(_ html: HTML, _ content: RecordPageContent, _ id: Identifier) {
        let address = content.request.address([
            ("tab", name), ("field", field(content.request)?.name ?? ""), ("before", id.description),
        ])
        html.li(.class("timeline-older"), .id("audit-older")) {
            html.linkButton(
                "Show older", to: address, .quiet, size: .small,
                attributes: [
                    .hxGet(address), .hxSelect("#audit .audit > li"), .hxTarget("#audit-older"), .hxSwap("outerHTML"),
                ])
        }
    }
}

/// Names of the audit trail as people say them.
enum AuditWords {
    /// Who is no member: a key, a part of Mainline, someone who left.
    static func actor(_ actor: String) -> String {
        switch actor.prefix(while: { $0 != ":" }) {
        case "key": "A program"
        case "user": "A former member"
        case "visitor": "A visitor"
        case "portal": "A customer"
        case "operator": "Mainline's support"
        default: actor == "system:assistant" ? "The assistant" : "Mainline"
        }
    }

    /// `customers.update` → "changed it", `appointments.reschedule` → "Reschedule".
    static func action(_ name: String, _ catalogue: Catalogue) -> String {
        if let action = catalogue.actions[name] { return action.title }
        switch name.split(separator: ".").last.map(String.init) ?? name {
        case "create": return "added it"
        case "update": return "changed it"
        case "bulk": return "changed it with others"
        case "delete": return "deleted it"
        case "restore": return "restored it"
        default: return Words.label(name.replacing(".", with: ": "))
        }
    }

    static func surface(_ surface: String) -> String {
        switch surface {
        case "workspace": "in the workspace"
        case "api": "by the API"
        case "job": "by a job"
        case "cli": "on the command line"
        case "voice": "on the phone"
        default: "by \(surface)"
        }
    }
}
