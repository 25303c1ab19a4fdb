internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// One of the customers that are compared.
struct MergeCandidate {
    let id: Identifier
    let name: String
    let since: Instant
    let whole: JSON
    let industry: String?
    let owner: String?

    init(row: Row) throws {
        id = try row.get("id")
        name = try row.get("name")
        since = try row.get("created_at")
        whole = try row.get("whole")
        industry = try row.optional("industry")
        owner = try row.optional("owner")
    }

    /// What a person reads for a column's value; nil for none.
    func words(_ column: String) -> String? {
        switch column {
        case "industry_id": industry
        case "owner_id": owner
        case "kind", "status", "preferred_channel": whole[column]?.string.map { Words.label($0) }
        default: whole[column]?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}

/// Customers side by side, with a choice for each field in which they differ.
struct MergeView {
    let page: PageContext
    let survivor: Identifier
    /// The one that stays first.
    let candidates: [MergeCandidate]
    let moves: [String: JSON]

    private static let fields = [
        ("name", "Name"), ("kind", "Kind"), ("status", "Status"), ("phone", "Phone"), ("email", "E-mail"),
        ("industry_id", "Industry"), ("owner_id", "Owner"), ("source", "Source"),
        ("preferred_channel", "Preferred channel"), ("preferred_times", "Preferred times"), ("language", "Language"),
        ("zone", "Time zone"),
    ]

    func write(_ html: HTML) throws {
        let own = candidates[0].name
        let others = candidates.dropFirst()
        html.workspacePage(
            page, title: "Merge \(own)",
            breadcrumbs: [Place("Customers", "/customers"), Place(own, "/customers/\(survivor)")]
        ) {
            html.form(.class("stack"), .method("post"), .action("/customers/\(survivor)/merge")) {
                for other in others { html.input(.type("hidden"), .name("others"), .value(other.id.description)) }
                html.dataTable(
                    id: "merge", label: "Customers side by side",
                    columns: [TableColumn("Field", .text)] + candidates.map { TableColumn($0.name, .text) }
                ) {
                    head(html)
                    for (column, label) in Self.fields { row(html, column, label) }
                    custom(html)
                    tags(html)
                }
                consequences(html)
                html.div(.class("row-group")) {
                    html.submitButton("Merge into \(own)", icon: .merge)
                    html.linkButton("Cancel", to: "/customers/\(survivor)")
                }
            }
        }
    }

    private func head(_ html: HTML) {
        html.tr {
            html.th(.scope("row"), "Record")
            for candidate in candidates {
                html.td {
                    html.div(.class("stack-tight")) {
                        html.a(.href("/customers/\(candidate.id)"), .target("_blank"), .rel("noopener"), "Open")
                        if candidate.id == survivor {
                            html.status("Stays", .good)
                        } else {
                            html.a(
                                .href("/customers/\(candidate.id)/merge?with=\(with(candidate))"),
                                "Keep this one instead")
                        }
                    }
                }
            }
        }
        html.tr {
            html.th(.scope("row"), "Since")
            for candidate in candidates { html.td { html.relativeTime(candidate.since, page) } }
        }
    }

    /// The others, were `candidate` the one that stays.
    private func with(_ candidate: MergeCandidate) -> String {
        candidates.filter { $0.id != candidate.id }.map(\.id.description).joined(separator: ",")
    }

    private func row(_ html: HTML, _ column: String, _ label: String) {
        choice(
            html, column, label,
            candidates.map { candidate in
                let words = candidate.words(column)
                return (candidate.id, column == "phone" ? words.map { Words.phone($0, page.context) } : words)
            })
    }

    private func custom(_ html: HTML) {
        let names = Set(candidates.flatMap { ($0.whole["custom"]?.object ?? [:]).keys }).sorted()
        for name in names {
            choice(
                html, "custom.\(name)", Words.label(name),
                candidates.map {
                    ($0.id, $0.whole["custom"]?[name].flatMap { $0.string ?? ($0.isNull ? nil : $0.text) })
                })
        }
    }

    /// Radio buttons where there is something to choose; the first that has a value is chosen.
    private func choice(_ html: HTML, _ column: String, _ label: String, _ values: [(id: Identifier, words: String?)]) {
        let given = values.compactMap(\.words)
        if given.isEmpty { return }
        let differ = Set(given).count > 1
        let chosen = values.first { $0.words != nil }?.id
        html.tr {
            html.th(.scope("row"), label)
            for (id, words) in values {
                html.td {
                    guard let words else { return html.span(.class("muted"), "—") }
                    guard differ else { return html.span(.dir("auto"), words) }
                    html.label(.class("choice")) {
                        html.input(
                            .type("radio"), .name("field.\(column)"), .value(id.description), .checked(if: id == chosen)
                        )
                        html.span(.class("choice-text"), .dir("auto"), words)
                    }
                }
            }
        }
    }

    private func tags(_ html: HTML) {
        let all = candidates.map { ($0.whole["tags"]?.array ?? []).compactMap(\.string) }
        if all.allSatisfy(\.isEmpty) { return }
        html.tr {
            html.th(.scope("row"), "Tags (all stay)")
            for tags in all { html.td { for tag in tags { html.tag(tag) } } }
        }
    }

    private func consequences(_ html: HTML) {
        let counts = moves.compactMap { table, count in count.int.map { (Words.label(table).lowercased(), $0) } }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        html.panel("What moves to \(candidates[0].name)") {
            if counts.isEmpty {
                html.p(.class("muted"), "Nothing: the other has no history.")
            } else {
                html.p(counts.map { "\($0.1) \($0.0)" }.joined(separator: ", "))
            }
            html.p(
                .class("muted"),
                "Links, programs and calls that know the old record lead here from now on. It can be undone for 30 days."
            )
        }
    }
}
