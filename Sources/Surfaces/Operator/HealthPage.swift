internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// How the installation fares: its queue by kind of job, how much there is, how old the oldest work is. Counts only.
struct HealthPage: Sendable {
    let pages: OperatorPages

    var routes: [Route] { [pages.route(.get, OperatorPages.home + "/health") { try await show($0, $1) }] }

    private func show(_ request: Request, _ session: OperatorSession) async throws -> Response {
        let database = pages.parts.store.database
        let facts = try await database.systemQuery(
            .support,
            """
            select (select count(*) from organisations)::int as organisations,
              (select count(*) from members where is_active)::int as members,
              (select pg_database_size(current_database())) as bytes,
              (select coalesce(extract(epoch from now() - min(run_at)), 0)::bigint from jobs
                where state in ('available', 'retry_wait') and run_at <= now()) as lag
            """
        ).one("facts")
        let kinds = try await database.systemQuery(
            .support,
            """
            select kind, count(*) filter (where state in ('available', 'retry_wait', 'scheduled'))::int as waiting,
              count(*) filter (where state = 'running')::int as running,
              count(*) filter (where state = 'needs_attention')::int as attention
            from jobs where state in ('available', 'retry_wait', 'scheduled', 'running', 'needs_attention')
            group by kind order by attention desc, waiting desc, kind limit 200
            """)
        let (organisations, members): (Int, Int) = (try facts.get("organisations"), try facts.get("members"))
        let (bytes, lag): (Int64, Int64) = (try facts.get("bytes"), try facts.get("lag"))
        return try pages.page(request, session, title: "Health") { html, _ in
            html.panel("Installation") {
                html.dl(.class("facts")) {
                    html.fact("Organisations", String(organisations))
                    html.fact("Active members", String(members))
                    html.fact("Database", "\(bytes / 1_048_576) MB")
                    html.fact("Oldest job that is due waits for", "\(max(0, lag)) s")
                }
            }
            try html.dataTable(
                id: "kinds", label: "Jobs by kind",
                columns: [
                    TableColumn("Kind", .wide), TableColumn("Waiting", .number), TableColumn("Running", .number),
                    TableColumn("Need attention", .number),
                ]
            ) {
                if kinds.isEmpty {
                    html.emptyRow(columns: 4) { html.p(.class("muted"), "No work waits, and none needs attention.") }
                }
                for row in kinds {
                    try html.tr {
                        html.td(.class("wide"), try row.get("kind", as: String.self))
                        html.numberCell(Grouped(try row.get("waiting")))
                        html.numberCell(Grouped(try row.get("running")))
                        html.numberCell(Grouped(try row.get("attention")))
                    }
                }
            }
        }
    }
}
