internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Teams and who is in them: `/settings/teams`.
struct TeamsPages: Sendable {
    let pages: WorkspacePages

    private var store: RecordStore { pages.store }
    static let path = SettingsPlace.teams.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .staff) { try await list($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}/add", .admins.intersection(.staff)) { try await add($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}/remove", .admins.intersection(.staff)) { try await remove($0, $1) },
        ]
    }

    private static let teams: SQL = """
        select t.id, t.name, t.description, l.name as lead from teams t
          left join members l on l.org_id = t.org_id and l.id = t.lead_id
        where t.org_id = app_org() order by t.name, t.id limit 200
        """
    private static let places: SQL = """
        select p.id, p.team_id, m.id as member_id, m.name from team_members p
          join members m on m.org_id = p.org_id and m.id = p.member_id
        where p.org_id = app_org() order by m.name, m.id limit 5000
        """
    private static let people: SQL = """
        select id, name from members where org_id = app_org() and is_active and deleted_at is null
        order by name, id limit 500
        """

    private struct Seat {
        let id: Identifier
        let member: Identifier
        let name: String
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        let mayChange = Access.admins.allows(context.role) && context.grants == nil
        return try await pages.page(request, context, [Self.teams, Self.places, Self.people]) { html, page, rows in
            var places: [Identifier: [Seat]] = [:]
            for row in rows[1] {
                places[try row.get("team_id"), default: []].append(
                    Seat(id: try row.get("id"), member: try row.get("member_id"), name: try row.get("name")))
            }
            let everyone = try rows[2].map {
                FormOption(try $0.get("id", as: Identifier.self).description, try $0.get("name"))
            }
            try html.settingsPage(
                page, .teams,
                actions: {
                    guard mayChange else { return }
                    html.linkButton(
                        "Add team", to: "/teams/new?back=\(Self.path)", .primary, icon: .add,
                        attributes: HTML.opensDialog("/teams/new?back=\(Self.path)"))
                }
            ) {
                if rows[0].isEmpty {
                    html.emptyState(
                        .users, "No teams yet",
                        "A team groups people who see each other’s work where a role says “team’s”.")
                }
                for row in rows[0] {
                    let id: Identifier = try row.get("id")
                    try team(html, row, places[id] ?? [], everyone, mayChange: mayChange)
                }
            }
        }
    }

    private func team(
        _ html: HTML, _ row: Row, _ people: [Seat], _ everyone: [FormOption], mayChange: Bool
    ) throws {
        let id: Identifier = try row.get("id")
        let name: String = try row.get("name")
        let about: String = try row.get("description")
        let lead: String? = try row.optional("lead")
        html.settingsPart(name, about.isEmpty ? nil : about) {
            if let lead {
                html.div(.class("row-group")) {
                    html.span(.class("muted"), "Led by")
                    html.person(lead)
                }
            }
            if people.isEmpty {
                html.p(.class("muted"), "Nobody is in this team yet.")
            } else {
                html.ul(.class("panel work-list")) {
                    for place in people {
                        html.li(.class("work-item")) {
                            html.div(.class("work-text")) { html.person(place.name) }
                            if mayChange {
                                html.form(.method("post"), .action("\(Self.path)/\(id)/remove")) {
                                    html.hiddenField("place", place.id.description)
                                    html.iconButton(
                                        .close, "Take \(place.name) out of \(name)", size: .small, type: "submit")
                                }
                            }
                        }
                    }
                }
            }
            if mayChange { tools(html, id, people, everyone) }
        }
    }

    private func tools(_ html: HTML, _ id: Identifier, _ people: [Seat], _ everyone: [FormOption]) {
        let inside = Set(people.map(\.member.description))
        html.div(.class("row-group")) {
            html.form(.class("row-group"), .method("post"), .action("\(Self.path)/\(id)/add")) {
                html.select(.class("select"), .name("member"), .required, .aria("label", "Person")) {
                    html.options(everyone.filter { !inside.contains($0.value) }, empty: "Choose a person")
                }
                html.submitButton("Add", .secondary)
            }
            html.linkButton(
                "Edit", to: "/teams/\(id)/edit?back=\(Self.path)", icon: .edit,
                attributes: HTML.opensDialog("/teams/\(id)/edit?back=\(Self.path)"))
            html.linkButton(
                "Delete", to: "/teams/\(id)/delete?back=\(Self.path)", .quiet,
                attributes: HTML.opensDialog("/teams/\(id)/delete?back=\(Self.path)"))
        }
    }

    private func add(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: TeamsPages.self)
        let member = try request.form()["member"] ?? ""
        return try await pages.act(request, back: Self.path, done: "Added to the team") {
            _ = try await store.create(
                try store.catalogue(for: context).resource("team_members", for: context.role),
                ["team_id": .text(id), "member_id": .string(member)], context)
        }
    }

    private func remove(_ request: Request, _ context: Context) async throws -> Response {
        guard let place = try request.form()["place"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("place", "required", "Say who is taken out.")
        }
        return try await pages.act(request, back: Self.path, done: "Taken out of the team") {
            try await store.delete(
                try store.catalogue(for: context).resource("team_members", for: context.role), place, context)
        }
    }
}
