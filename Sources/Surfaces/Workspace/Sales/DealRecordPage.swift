internal import Core
internal import HTML
internal import Interface
internal import Postgres
internal import Records

/// What a deal's page has of its own: the way through the pipeline, what stands in its way, and its chances with reasons.
enum DealRecordPage {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.summary = stages
        extras.callouts = [standstill]
        extras.panels = [DealPlans.part, DealChances.part, value]
        return extras
    }()

    // MARK: - The way

    private static let stages = RecordPagePart(
        reads: { request in
            [
                """
                select s.id, s.name, s.kind, s.id = d.stage_id as is_current,
                  s.position < c.position or (d.status <> 'open' and s.kind = 'open') as is_passed
                from deals d
                join pipeline_stages c on c.org_id = d.org_id and c.id = d.stage_id
                join pipeline_stages s on s.org_id = d.org_id and s.pipeline_id = d.pipeline_id and s.deleted_at is null
                where d.org_id = app_org() and d.id = \(request.id) order by s.position, s.id limit 40
                """
            ]
        },
        write: { html, content, rows in
            let mayMove = Access.sales.allows(content.context.role)
            try html.ol(.class("stepper"), .aria("label", "Stages")) {
                for row in rows[0] {
                    let kind: String = try row.get("kind")
                    let isCurrent: Bool = try row.get("is_current")
                    // Won and lost are where it ends, not steps on the way; they have buttons of their own.
                    guard kind == "open" || isCurrent else { continue }
                    try step(html, content, row, isCurrent: isCurrent, mayMove: mayMove)
                }
            }
        })

    private static func step(
        _ html: HTML, _ content: RecordPageContent, _ row: Row, isCurrent: Bool, mayMove: Bool
    ) throws {
        let name: String = try row.get("name")
        let kind: String = try row.get("kind")
        let isPassed: Bool = try row.get("is_passed")
        let stage: Identifier = try row.get("id")
        html.li(
            isPassed && !isCurrent ? .data("state", "done") : .none, isCurrent ? .aria("current", "step") : .none
        ) {
            html.span(.class("stepper-mark")) {
                if kind == "won" || (isPassed && !isCurrent) {
                    html.icon(.check)
                } else if kind == "lost" {
                    html.icon(.close)
                }
            }
            if isCurrent || !mayMove { return html.text(name) }
            html.form(
                .method("post"), .action(content.request.path + "/actions/move"),
                .hxPost(content.request.path + "/actions/move"), .hxTarget("#dialog-place")
            ) {
                html.input(.type("hidden"), .name("stage_id"), .value(stage.description))
                html.button(.class("stepper-move"), .type("submit"), .title("Move to \(name)"), name)
            }
        }
    }

    // MARK: - What stands in its way

    private static let standstill = RecordPagePart(
        reads: { request in
            [
                """
                select d.status, d.status = 'open' and d.stalls_at < now() as is_stalled, d.stage_entered_at,
                  d.last_activity_at, d.next_step, d.next_step_on, d.loss_notes, l.name as reason
                from deals d left join loss_reasons l on l.org_id = d.org_id and l.id = d.loss_reason_id
                where d.org_id = app_org() and d.id = \(request.id)
                """
            ]
        },
        write: { html, content, rows in
            guard let row = rows[0].first else { return }
            let status: String = try row.get("status")
            if status == "lost", let reason: String = try row.optional("reason") {
                let notes: String? = try row.optional("loss_notes")
                html.callout(.bad, "Lost: \(reason)." + (notes.map { " \($0)" } ?? ""))
            }
            if try row.optional("is_stalled", as: Bool.self) ?? false {
                let entered: Instant = try row.get("stage_entered_at")
                let last: Instant = try row.optional("last_activity_at") ?? entered
                let days = max(0, (content.context.now - max(entered, last)).components.seconds / 86_400)
                html.callout(
                    .warn,
                    "Stalled: nothing has happened for \(Words.count(Int(days), "day")). Plan a next step, or close the deal."
                )
            }
            let today = content.page.zone.local(content.context.now).date
            if status == "open", let step: String = try row.optional("next_step"),
                let due: LocalDate = try row.optional("next_step_on"), due < today
            {
                html.callout(.info, "The next step was due on \(Moment.day(due, thisYear: today.year)): \(step).")
            }
        })

    // MARK: - What is sold

    private static let value = RecordPagePart(
        reads: { request in
            [
                """
                select description, quantity, total_minor, currency from deal_lines
                where org_id = app_org() and deal_id = \(request.id) order by position, id limit 20
                """
            ]
        },
        write: { html, _, rows in
            guard !rows[0].isEmpty else { return }
            try html.panel("What is sold", padded: false) {
                try html.ul(.class("work-list")) {
                    for row in rows[0] {
                        let description: String = try row.get("description")
                        let quantity: Int = try row.get("quantity")
                        let total = try row.money("total_minor")
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) {
                                html.span(.dir("auto"), quantity == 1 ? description : "\(quantity) × \(description)")
                            }
                            html.span(.class("number"), total.description)
                        }
                    }
                }
            }
        })
}
