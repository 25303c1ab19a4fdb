internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What keeping customers in good order adds to a customer's page: what they owe, who is there, what they agreed to, who
/// else they may be, and what was merged into them.
enum CustomerKeeping {
    static let actions: [RecordPageAction] = [
        RecordPageAction("Merge", icon: .merge, access: .sales, isMinor: true) { "/customers/\($0.request.id)/merge" },
        RecordPageAction("Export all data", icon: .download, access: .admins, opensDialog: true, isMinor: true) {
            "/customers/\($0.request.id)/actions/export-data"
        },
        RecordPageAction(
            "Erase personal data", icon: .delete, access: .admins, opensDialog: true, isMinor: true, isDestructive: true
        ) {
            "/customers/\($0.request.id)/actions/erase"
        },
    ]

    static let duplicates = RecordPagePart(
        reads: { request in
            [
                """
                select c.id, c.name, p.score, to_json(p.reasons)::text as reasons from duplicate_pairs p
                join customers c on c.org_id = p.org_id and c.deleted_at is null
                  and c.id = case when p.first_id = \(request.id) then p.second_id else p.first_id end
                where p.org_id = app_org() and p.status = 'open' and (p.first_id = \(request.id) or p.second_id = \(request.id))
                order by p.score desc limit 3
                """
            ]
        },
        write: { html, content, rows in
            for row in rows[0] {
                let id: Identifier = try row.get("id")
                let name: String = try row.get("name")
                let reasons = (try JSON(parsing: try row.get("reasons", as: String.self)).array ?? []).compactMap(
                    \.string)
                html.div(.class("callout"), .data("tone", "warn")) {
                    html.icon(.merge)
                    html.div {
                        html.p {
                            html.text("This may be the same customer as ")
                            html.a(.href("/customers/\(id)"), .dir("auto"), name)
                            html.text(": \(reasons.joined(separator: ", ").lowercased()).")
                        }
                        html.linkButton(
                            "Compare", to: "/customers/\(content.request.id)/merge?with=\(id)", size: .small)
                    }
                }
            }
        })

    static let merges = RecordPagePart(
        reads: { request in
            [
                """
                select merged_name, created_at, undoable_until > now() as is_undoable from customer_merges
                where org_id = app_org() and survivor_id = \(request.id) and undone_at is null
                order by created_at desc, id desc limit 3
                """
            ]
        },
        write: { html, content, rows in
            for (index, row) in rows[0].enumerated() {
                let name: String = try row.get("merged_name")
                let at: Instant = try row.get("created_at")
                // They are undone in turn, the latest first.
                let isUndoable: Bool = try row.get("is_undoable") && index == 0
                html.div(.class("callout"), .data("tone", "neutral")) {
                    html.icon(.merge)
                    html.div {
                        html.p {
                            html.text("“\(name)” was merged into this customer ")
                            html.relativeTime(at, content.page)
                            html.text(".")
                        }
                        if isUndoable, Access.managers.allows(content.page.context.role) {
                            html.postButton(
                                "Undo merge", to: "/customers/\(content.request.id)/unmerge", icon: .undo, size: .small)
                        }
                    }
                }
            }
        })

    static let balance = RecordPagePart(
        reads: { request in
            [
                """
                select currency, sum(total_minor - paid_minor)::bigint as open_minor,
                  sum(case when status = 'overdue' then total_minor - paid_minor else 0 end)::bigint as overdue_minor,
                  sum(paid_minor)::bigint as paid_minor
                from invoices where org_id = app_org() and customer_id = \(request.id) and status not in ('draft', 'cancelled')
                group by currency order by currency
                """
            ]
        },
        write: { html, _, rows in
            if rows[0].isEmpty { return }
            try html.panel("Balance") {
                for row in rows[0] {
                    let open = try row.money("open_minor")
                    let overdue = try row.money("overdue_minor")
                    let paid = try row.money("paid_minor")
                    html.div(.class("spread")) {
                        html.span(open.minor > 0 ? "Owes" : "Owes nothing")
                        html.strong(.class("number"), open.description)
                    }
                    if overdue.minor > 0 {
                        html.div(.class("spread")) {
                            html.status("Overdue", .bad)
                            html.span(.class("number"), overdue.description)
                        }
                    }
                    html.div(.class("spread")) {
                        html.span(.class("muted"), "Paid so far")
                        html.span(.class("number muted"), paid.description)
                    }
                }
            }
        })

    static let contacts = RecordPagePart(
        reads: { request in
            [
                """
                select id, name, job_title, phone, email, is_primary from contacts
                where org_id = app_org() and customer_id = \(request.id) and deleted_at is null
                order by is_primary desc, created_at desc, id desc limit 6
                """
            ]
        },
        write: { html, _, rows in
            if rows[0].isEmpty { return }
            try html.panel("Contacts", padded: false) {
                try html.ul(.class("work-list")) {
                    for row in rows[0] {
                        let id: Identifier = try row.get("id")
                        let name: String = try row.get("name")
                        let words: [String?] = [
                            try row.optional("job_title"), try row.optional("phone"), try row.optional("email"),
                        ]
                        let isPrimary: Bool = try row.get("is_primary")
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) {
                                html.a(.href("/contacts/\(id)"), .dir("auto"), name)
                                html.span(words.compactMap { $0 }.joined(separator: " · "))
                            }
                            if isPrimary { html.badge("Primary", .info) }
                        }
                    }
                }
            }
        })

    static let consents = RecordPagePart(
        reads: { request in
            [
                """
                select channel, purpose, state, source, at from consent_states
                where org_id = app_org() and customer_id = \(request.id) and contact_id is null
                order by purpose, channel limit 8
                """
            ]
        },
        write: { html, content, rows in
            let mayRecord = Access.agents.allows(content.page.context.role)
            try html.panel(
                "Consent",
                actions: {
                    if mayRecord {
                        let path = "/customers/\(content.request.id)/actions/record-consent"
                        html.linkButton(
                            "Record", to: path, .quiet, size: .small, attributes: HTML.opensDialog(path))
                    }
                }, padded: rows[0].isEmpty
            ) {
                if rows[0].isEmpty {
                    return html.p(.class("muted"), "Nothing said yet. Marketing waits until they agree to it.")
                }
                try html.ul(.class("work-list")) {
                    for row in rows[0] {
                        let (channel, purpose): (String, String) = (try row.get("channel"), try row.get("purpose"))
                        let state: String = try row.get("state")
                        let at: Instant = try row.get("at")
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) {
                                html.text("\(Words.label(purpose)) by \(channel == "email" ? "e-mail" : channel)")
                                html.span { html.relativeTime(at, content.page) }
                            }
                            html.status(Words.label(state), state == "granted" ? .good : .bad)
                        }
                    }
                }
            }
        })
}
