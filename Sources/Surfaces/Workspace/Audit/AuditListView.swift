internal import Core
internal import HTML
internal import Interface
internal import Records

/// The audit trail as a page: chips, filter, the state of its chain, a table of sentences.
struct AuditListView {
    let html: HTML
    let page: PageContext
    let filter: AuditFilter
    let sentence: AuditSentence

    private var path: String { AuditPages.path }

    func write(_ entries: [AuditEntry], _ chain: AuditChain) throws {
        html.settingsPage(
            page, .audit, lead: "Every change, sign-in, export and look from outside: who, what, when and from where.",
            actions: { html.linkButton("Export", to: filter.address(path + "/export.csv"), icon: .download) }
        ) {
            chainLine(chain)
            chips()
            form()
            if entries.isEmpty {
                html.div(.class("panel")) {
                    html.emptyState(
                        .history, filter.isEmpty ? "No entry yet" : "Nothing fits",
                        filter.isEmpty
                            ? "Everything that is changed from now on is recorded here."
                            : "Take a condition away, or choose other days.")
                }
            } else {
                table(Array(entries.prefix(AuditFilter.pageSize)))
                older(entries)
            }
        }
    }

    private func chainLine(_ chain: AuditChain) {
        html.div(.class("audit-chain"), .data("tone", chain.broken == nil ? "good" : "bad")) {
            html.icon(chain.broken == nil ? .lock : .warning, tone: chain.broken == nil ? .good : .bad)
            html.div {
                if let broken = chain.broken {
                    html.strong("The chain does not hold at link \(broken).")
                    html.text(" An entry was changed or removed past Mainline. Ask whoever runs the database.")
                } else if let sealed = chain.sealedAt {
                    html.text("Sealed up to \(Moment.dayAndTime(sealed, page.zone)), ")
                    html.text(Words.count(Int(chain.links), "entry", "entries"))
                    if let checked = chain.checkedAt {
                        html.text("; \(chain.checkedLinks == chain.links ? "all" : "\(chain.checkedLinks)") verified ")
                        html.relativeTime(checked, page)
                    }
                    html.text(".")
                } else {
                    html.text("Entries are sealed a minute after they are made.")
                }
            }
            html.postButton("Verify", to: path + "/verify", icon: .refresh, size: .small)
        }
    }

    private func chips() {
        html.div(.class("row-group"), .role("group"), .aria("label", "What to show")) {
            html.chip("Everything", to: filter.address(path, ["show": nil]), current: filter.topic == nil)
            for topic in AuditFilter.Topic.allCases {
                html.chip(
                    topic.title, to: filter.address(path, ["show": topic.rawValue]), current: filter.topic == topic)
            }
        }
    }

    private func form() {
        let isOpen = filter.values.keys.contains { $0 != "show" }
        html.details(.class("audit-filter"), .open(if: isOpen)) {
            html.summary {
                html.icon(.filter)
                html.text(isOpen ? "Filtered" : "Filter")
            }
            html.form(.action(path), .class("stack-tight")) {
                if let topic = filter.topic { html.hiddenField("show", topic.rawValue) }
                html.div(.class("form-grid")) {
                    html.selectField(
                        FormField("who", "Who"), options: people, value: filter["who"], empty: "Anybody")
                    html.selectField(
                        FormField("kind", "Kind of record"), options: kinds, value: filter["kind"], empty: "Any")
                    html.comboField(
                        FormField("action", "Action"), suggestions: actions, value: filter["action"] ?? "")
                    html.dateField(FormField("from", "From"), value: filter["from"].flatMap { LocalDate($0) })
                    html.dateField(FormField("to", "To"), value: filter["to"].flatMap { LocalDate($0) })
                    html.textField(FormField("address", "Network address"), value: filter["address"] ?? "")
                    html.textField(FormField("record", "Record's id"), value: filter["record"] ?? "")
                    html.textField(FormField("story", "Story"), value: filter["story"] ?? "")
                }
                html.div(.class("row-group")) {
                    html.submitButton("Show", .secondary)
                    if isOpen { html.linkButton("Clear", to: path, .quiet) }
                }
            }
        }
    }

    private var people: [FormOption] {
        var options = sentence.names.people.sorted { $0.value < $1.value }.map {
            FormOption("user:\($0.key)", $0.value)
        }
        options += sentence.names.keyNames.map { FormOption("key:\($0.id)", "Key “\($0.name)”") }
        options += [
            FormOption("system:assistant", "The assistant"), FormOption("visitor", "Visitors"),
            FormOption("system:jobs", "Mainline, by itself"),
        ]
        if let who = filter["who"], !options.contains(where: { $0.value == who }) {
            options.append(FormOption(who, sentence.names.actor(who)))
        }
        return options
    }

    private var kinds: [FormOption] {
        let resources = sentence.catalogue.resources.values.filter { $0.access.read.allows(page.context.role) }
            .map { FormOption($0.name, $0.title) }
        let others = ["api_keys", "organisations", "exports", "support_sessions", "files"]
            .filter { sentence.catalogue.resources[$0] == nil }.map { FormOption($0, Words.label($0)) }
        return (resources + others).sorted { $0.label < $1.label }
    }

    private var actions: [String] {
        ["create", "update", "delete", "sign_in", "sign_in_failed", "sign_out"]
            + sentence.catalogue.actions.keys.sorted()
    }

    private func table(_ entries: [AuditEntry]) {
        html.dataTable(
            id: "audit-entries", label: "Entries",
            columns: [
                TableColumn("When"), TableColumn("Who and what", .wide), TableColumn("Way", .optional),
                TableColumn("Address", .optional),
            ]
        ) {
            for entry in entries {
                let address = path + "/entries/\(entry.id)"
                html.tr {
                    html.td(.class("audit-moment")) { html.relativeTime(entry.at, page) }
                    html.td(.class("wide audit-sentence")) {
                        html.a(
                            .class("row-link"), .href(address), .hxGet(address), .hxTarget("#dialog-place"),
                            .dir("auto")
                        ) {
                            html.strong(sentence.names.actor(entry.actor))
                            html.text(" ")
                            html.text(sentence.text(entry))
                        }
                    }
                    html.td(.class("optional muted"), Words.label(entry.surface))
                    html.td(.class("optional muted"), entry.address.isEmpty ? "—" : entry.address)
                }
            }
        }
    }

    private func older(_ entries: [AuditEntry]) {
        html.nav(.class("pager"), .aria("label", "Pages")) {
            html.span {
                if filter.before != nil { html.a(.href(filter.address(path)), "Back to the newest") }
            }
            if entries.count > AuditFilter.pageSize {
                let last = entries[AuditFilter.pageSize - 1].id
                html.linkButton(
                    "Older", to: filter.address(path, ["before": last.description]), icon: .chevronRight,
                    size: .small, attributes: [.rel("next")])
            }
        }
    }
}
