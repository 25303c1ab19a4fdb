internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// A record's page: who or what this is at the left, what happened and what belongs to it at the right.
struct RecordPageView {
    let plan: RecordPagePlan
    let content: RecordPageContent
    let answers: [Rows]

    private var resource: Resource { content.resource }
    private var request: RecordPageRequest { content.request }

    func write(_ html: HTML) throws {
        let heading = try heading()
        let buttons = try RecordButtons(content, plan.extras)
        let neighbours = try RecordNeighbours(answers[1])
        let counts = try plan.counts(answers)
        let list = request.list.map { "\(request.base)?\($0)" } ?? request.base
        // Written before the page is, so that a fault is an answer and not half a page.
        let summary = try HTML.Markup { try self.summary($0) }
        try html.workspacePage(
            content.page, title: heading, heading: heading, breadcrumbs: [Place(resource.title, list)],
            styles: ["record.css"], modules: ["inline.js", "record.js"] + plan.extras.modules,
            libraries: plan.extras.libraries,
            summary: { html.markup(summary) }, actions: { buttons.write(html, beside: neighbours) }
        ) {
            try html.div(.class("split record"), .data("record", request.path)) {
                try side(html)
                try html.div(.class("stack record-main"), .id("record-main")) {
                    try plan.write(.callout, html, content, answers)
                    tabs(html, counts)
                    try plan.write(.tab, html, content, answers)
                }
            }
        }
    }

    private func heading() throws -> String {
        if let heading = plan.extras.heading { return try heading(content) }
        return try content.text(resource.titleField) ?? resource.presentation?.untitled ?? resource.title
    }

    /// The states and references that the presentation names, the tags, and since when.
    private func summary(_ html: HTML) throws {
        let visible = resource.visibleFields(to: content.context.role)
        let cells = RecordCell(html: html, page: content.page)
        for name in resource.presentation?.summary ?? [] {
            guard let field = visible.first(where: { $0.name == name }), try content.text(name) != nil else { continue }
            switch field.kind {
            case .choice, .boolean: try html.span { try cells.value(field, content.head) }
            default:
                try html.span {
                    html.span(.class("visually-hidden"), field.label + ": ")
                    try cells.value(field, content.head)
                }
            }
        }
        for field in visible where field.kind == .tags && content.head.rows.column(field.name) != nil {
            for tag in try content.head.optional(field.name, as: JSON.self)?.array ?? [] {
                if let words = tag.string { html.tag(words) }
            }
        }
        try plan.write(.summary, html, content, answers)
        guard !plan.has(.summary), try content.text("created_at") != nil else { return }
        let since: Instant = try content.head.get("created_at")
        html.span("since \(Moment.day(content.page.zone.local(since).date, thisYear: nil))")
    }

    private func side(_ html: HTML) throws {
        try html.div(
            .class("stack record-side"), .id("record-side"), .data("live", "\(resource.name)/\(request.id)"),
            .hxGet(request.address()), .hxTrigger("live"), .hxSelect("#record-side"), .hxTarget("#record-side"),
            .hxSwap("outerHTML")
        ) {
            try RecordFactList(content: content, extras: plan.extras).write(html)
            try plan.write(.panel, html, content, answers)
        }
    }

    /// With scripts only the right side changes; the address follows, so that every tab can be linked to.
    private func tabs(_ html: HTML, _ counts: [Int?]) {
        html.div(
            .hx("boost", "true"), .hxSelect("#record-main"), .hxTarget("#record-main"), .hxSwap("outerHTML show:none")
        ) {
            html.tabs(
                "Parts of this \(resource.noun)",
                zip(plan.tabs, counts).map { tab, count in
                    (Place(tab.title, request.address(tab: tab.name)), count == 0 ? nil : count)
                }, current: request.address(tab: plan.current.name))
        }
    }
}
