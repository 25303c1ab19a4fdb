internal import Core
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// What the platform's operators have to say, above every page until it is over or the person has put it away.
struct NoticeBanners: Sendable {
    let pages: WorkspacePages

    var routes: [Route] {
        [
            .signedIn(.post, "/notices/{id}/dismiss", .staff) { request, context in
                try await dismiss(try request.id(of: Self.self).value, request, context)
            }
        ]
    }

    /// A sub-select of the frame's query: at most three, the newest first, as JSON.
    static let column: SQL = """
        (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'words', n.words, 'tone', n.tone) order by n.id desc), '[]')
          from (select n.id, n.words, n.tone from operator_notices n
            where n.org_id = app_org() and n.withdrawn_at is null and n.until > now() and not exists (
              select from notice_dismissals d
              where d.org_id = n.org_id and d.member_id = app_user() and d.notice_id = n.id)
            order by n.id desc limit 3) n)
        """

    static func banners(_ value: JSON, _ context: Context) -> [Banner] {
        (value.array ?? []).compactMap { notice in
            guard let id = notice["id"]?.string, let words = notice["words"]?.string else { return nil }
            // Only a person has something of their own to put away.
            let dismissal = context.actor.user == nil ? nil : "/notices/\(id)/dismiss"
            return Banner(
                words, tone: notice["tone"]?.string.flatMap(Tone.init(rawValue:)) ?? .info, dismissal: dismissal)
        }
    }

    private func dismiss(_ id: Identifier, _ request: Request, _ context: Context) async throws -> Response {
        guard let user = context.actor.user else { throw Problem.notFound("notice") }
        _ = try await pages.store.database.query(
            context,
            """
            insert into notice_dismissals (org_id, notice_id, member_id)
            select n.org_id, n.id, \(user) from operator_notices n where n.org_id = app_org() and n.id = \(id)
            on conflict do nothing
            """)
        return Response.redirect(to: ReturnPath.checked(try request.form()["back"]))
    }
}
