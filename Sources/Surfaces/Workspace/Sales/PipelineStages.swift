internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The stages of a pipeline on its page, in the order in which deals go through them; managers put them in another.
enum PipelineStages {
    static let extras: RecordPageExtras = {
        var extras = RecordPageExtras()
        extras.tabs = [RecordPageTab("stages", "Stages", count: { count($0) }, part: part)]
        extras.replacesRelated = ["pipeline_stages"]
        extras.modules = ["board.js"]
        extras.libraries = ["sortable.min.js"]
        return extras
    }()

    private static func count(_ request: RecordPageRequest) -> SQL {
        """
        select count(*) from pipeline_stages
        where org_id = app_org() and pipeline_id = \(request.id) and deleted_at is null
        """
    }

    private static let part = RecordPagePart(
        reads: { request in
            [
                """
                select s.id, s.name, s.kind, s.tone, s.probability, s.rot_days, coalesce(d.deals, 0)::int as deals
                from pipeline_stages s
                left join lateral (select count(*) as deals from (select 1 from deals t where t.org_id = app_org()
                  and t.stage_id = s.id and t.deleted_at is null limit 1000) n) d on true
                where s.org_id = app_org() and s.pipeline_id = \(request.id) and s.deleted_at is null
                order by s.position, s.id limit 200
                """
            ]
        }, write: { try write($0, $1, $2[0]) })

    private static func write(_ html: HTML, _ content: RecordPageContent, _ rows: Rows) throws {
        let mayChange = Access.managers.allows(content.context.role)
        let move = content.request.path + "/stages/move"
        let add =
            "/pipeline-stages/new?pipeline_id=\(content.request.id)&back="
            + QueryText.encode(content.request.address([("tab", "stages")]))
        try html.section(.class("panel")) {
            html.div(.class("panel-head")) {
                html.h2("Stages")
                if mayChange {
                    html.linkButton("Add stage", to: add, icon: .add, size: .small, attributes: HTML.opensDialog(add))
                }
            }
            guard !rows.isEmpty else {
                return html.emptyState(.list, "No stages", "A deal needs at least one open stage to begin in.")
            }
            if mayChange {
                html.span(
                    .class("visually-hidden"), .id("stages-how"),
                    "Press Space to pick the stage up, arrow keys to move it, Space to drop it, Escape to leave it.")
            }
            try html.div([.id("stages")] + (mayChange ? [.data("cards"), .data("move", move)] : [])) {
                try html.ol(
                    .class("work-list stage-list"), .data("column", content.request.id.description),
                    .data("name", "its place")
                ) {
                    for index in 0..<rows.count {
                        try stage(html, rows, index, move: mayChange ? move : nil)
                    }
                }
            }
        }
    }

    private static func stage(_ html: HTML, _ rows: Rows, _ index: Int, move: String?) throws {
        let row = rows[index]
        let (id, name): (Identifier, String) = (try row.get("id"), try row.get("name"))
        let (kind, deals): (String, Int) = (try row.get("kind"), try row.get("deals"))
        let tone = Tone(rawValue: try row.get("tone")) ?? .neutral
        var words = kind == "open" ? ["\(try row.get("probability", as: Int.self)) %"] : []
        if let days: Int = try row.optional("rot_days") { words.append("stalls after \(Words.count(days, "day"))") }
        words.append(deals == 0 ? "no deals" : Words.count(deals, "deal"))
        let before: Identifier? = index > 0 ? try rows[index - 1].get("id") : nil
        let after: Identifier? = index + 2 < rows.count ? try rows[index + 2].get("id") : nil
        html.li(.class("work-item"), .data("card", id.description)) {
            html.a(.href("/pipeline-stages/\(id)"), .class("work-text"), .data("name", name)) {
                html.span(.class("status"), tone == .neutral ? .none : .data("tone", tone.rawValue), .dir("auto"), name)
            }
            html.span(.class("muted"), words.joined(separator: " · "))
            guard let move else { return }
            if index > 0 { step(html, "Move \(name) up", .arrowUp, move, id, before) }
            if index < rows.count - 1 { step(html, "Move \(name) down", .arrowDown, move, id, after) }
            let remove = "/pipeline-stages/\(id)/actions/remove"
            html.iconLink(.delete, "Remove \(name)", to: remove, attributes: HTML.opensDialog(remove))
        }
    }

    private static func step(
        _ html: HTML, _ label: String, _ icon: Icon, _ path: String, _ id: Identifier, _ before: Identifier?
    ) {
        html.form(.method("post"), .action(path)) {
            html.hiddenField("card", id.description)
            html.hiddenField("before", before?.description ?? "")
            html.iconButton(icon, label, size: .small, type: "submit")
        }
    }
}

/// A stage put above another one of its pipeline, or last.
struct PipelineStageMoves: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        [.signedIn(.post, "/pipelines/{id}/stages/move", .managers) { try await move($0, $1) }]
    }

    private func move(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let pipeline = try request.id(of: Resource.self).value
        guard let stage = form["card"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("card", "required", "Say which stage is moved.")
        }
        let before = form["before"].flatMap { Identifier($0) }
        var order: [Identifier] = try await pages.store.database.query(
            context,
            """
            select id from pipeline_stages where org_id = app_org() and pipeline_id = \(pipeline) and deleted_at is null
            order by position, id
            """
        ).map { try $0.get("id") }
        guard order.contains(stage) else { throw Problem.notFound("stage") }
        order.removeAll { $0 == stage }
        order.insert(stage, at: before.flatMap { order.firstIndex(of: $0) } ?? order.count)
        let ids = JSON.array(order.map { .string($0.description) })
        _ = try await pages.store.perform(
            "pipelines.reorder-stages", ["pipeline": .string(pipeline.description), "stages": ids], context)
        if request.wantsHTML { return .redirect(to: "/pipelines/\(pipeline)?tab=stages") }
        return .json(["moved": true])
    }
}
