internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Records as cards side by side: name, state, and a few facts.
struct CardsLayout: RecordLayout {
    private static let factCount = 4

    private let asked: LayoutRequest
    private let query: RecordQuery
    private let facts: [Field]
    private let badges: [Field]

    init(_ asked: LayoutRequest) throws {
        self.asked = asked
        badges = asked.presentation.summary.compactMap { asked.field($0) }.filter { $0.isChoice }
        let taken = Set(badges.map(\.name) + [asked.resource.titleField])
        facts = Array(
            asked.state.shownColumns(asked.resource, asked.context.role).filter { !taken.contains($0.name) }
                .prefix(Self.factCount))
        query = try asked.records(
            badges.map(\.name) + facts.map(\.name), order: asked.state.order, limit: RecordQuery.defaultLimit,
            after: asked.query["after"])
    }

    var reads: [SQL] { [query.select] }

    func write(_ html: HTML, _ page: PageContext, _ rows: [Rows]) throws {
        let answer = try RecordPage(query, rows)
        guard answer.count > 0 else {
            return html.div(.class("panel")) {
                html.emptyState(.box, asked.presentation.emptyTitle, asked.presentation.emptyWords)
            }
        }
        let cells = RecordCell(html: html, page: page)
        try html.cardGrid(label: asked.resource.title) {
            for index in 0..<answer.count {
                let row = answer.rows[index]
                let id = try row.get("id", as: Identifier.self)
                let title = try row.optional(asked.resource.titleField, as: String.self) ?? ""
                try html.recordCard(
                    title.isEmpty ? asked.presentation.untitled : title, to: "\(asked.path)/\(id)",
                    badges: { for field in badges { try cells.value(field, row, missing: "") } },
                    facts: {
                        for field in facts { try html.fact(field.label) { try cells.value(field, row, plain: true) } }
                    })
            }
        }
        if asked.query["after"] != nil || answer.next != nil {
            html.nav(.class("pager"), .aria("label", "Pages")) {
                if asked.query["after"] != nil {
                    html.linkButton("First page", to: asked.address([], layout: "cards"), size: .small)
                }
                if let next = answer.next {
                    html.linkButton(
                        "Next", to: asked.address([("after", next.text)], layout: "cards"), icon: .chevronRight,
                        size: .small, attributes: [.rel("next")])
                }
            }
        }
    }
}

extension Field {
    var isChoice: Bool { if case .choice = kind { true } else { false } }
}
