internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// Roles: those that there always are, and those that an organisation makes by taking something away from one of them.
/// `/settings/roles`.
struct RolesPages: Sendable {
    let pages: WorkspacePages

    var store: RecordStore { pages.store }
    static let path = SettingsPlace.roles.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins.intersection(.staff)) { try await list($0, $1) },
            .signedIn(.get, "\(Self.path)/new", .admins.intersection(.staff)) { try await new($0, $1) },
            .signedIn(.post, Self.path, .admins.intersection(.staff)) { try await create($0, $1) },
            .signedIn(.get, "\(Self.path)/{id}", .admins.intersection(.staff)) { try await edit($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}", .admins.intersection(.staff)) { try await save($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}/delete", .admins.intersection(.staff)) { try await delete($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}/give", .admins.intersection(.staff)) { try await give($0, $1) },
            .signedIn(.post, "\(Self.path)/{id}/take", .admins.intersection(.staff)) { try await take($0, $1) },
        ]
    }

    private func resource(_ name: String, _ context: Context) throws -> Resource {
        try store.catalogue(for: context).resource(name, for: context.role)
    }

    // MARK: - The list

    private static let roles: SQL = """
        select r.id, r.name, r.description, r.base_role,
          (select count(*)::int from members m where m.org_id = r.org_id and m.custom_role_id = r.id) as people,
          (select count(*)::int from api_keys k where k.org_id = r.org_id and k.custom_role_id = r.id
             and k.revoked_at is null) as keys
        from custom_roles r where r.org_id = app_org() order by r.name, r.id limit 200
        """
    private static let counts: SQL = """
        select role, count(*)::int as people from members
        where org_id = app_org() and is_active and deleted_at is null and custom_role_id is null group by role
        """

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.page(request, context, [Self.roles, Self.counts]) { html, page, rows in
            var people: [String: Int] = [:]
            for row in rows[1] { people[try row.get("role")] = try row.get("people") }
            try html.settingsPage(
                page, .roles,
                actions: { html.linkButton("Add role", to: "\(Self.path)/new", .primary, icon: .add) }
            ) {
                try html.settingsPart("Your roles", "Each takes something away from a role that there is anyway.") {
                    guard !rows[0].isEmpty else {
                        return html.emptyState(
                            .users, "No roles of your own yet",
                            "Make one where a role may do more than its people should.")
                    }
                    try html.ul(.class("panel work-list")) { for row in rows[0] { try item(html, row) } }
                }
                html.settingsPart("Roles that there always are", "The highest first. These do not change.") {
                    html.ul(.class("panel work-list")) {
                        for role in Role.allCases where role.isStaff {
                            html.li(.class("work-item")) {
                                html.div(.class("work-text")) {
                                    html.strong(RoleWords.title(role))
                                    html.span(RoleWords.about(role))
                                }
                                html.span(.class("muted nowrap"), RoleWords.people(people[role.rawValue] ?? 0))
                            }
                        }
                    }
                    html.p { html.a(.href(SettingsPlace.permissions.path), "See who may do what, and why") }
                }
            }
        }
    }

    private func item(_ html: HTML, _ row: Row) throws {
        let id: Identifier = try row.get("id")
        let (people, keys): (Int, Int) = (try row.get("people"), try row.get("keys"))
        let base = Role(rawValue: try row.get("base_role")).map(RoleWords.title) ?? ""
        let about: String = try row.get("description")
        let name: String = try row.get("name")
        html.li(.class("work-item")) {
            html.div(.class("work-text")) {
                html.a(.href("\(Self.path)/\(id)"), .dir("auto"), name)
                html.span(.dir("auto"), about.isEmpty ? "Narrows \(base.lowercased())" : about)
            }
            html.badge(base)
            html.span(
                .class("muted nowrap"),
                RoleWords.people(people) + (keys == 0 ? "" : ", \(keys) API key\(keys == 1 ? "" : "s")"))
        }
    }

    // MARK: - Making

    private func new(_ request: Request, _ context: Context) async throws -> Response {
        guard let base = RoleSheet.base(request.query["base"]) else {
            return try await pages.page(request, context) { html, page, _ in
                html.settingsPage(
                    page, .roles, title: "New role", lead: "Which role is it made from? What you leave alone stays."
                ) { RoleSheet.choice(html) }
            }
        }
        // Before anything is chosen, which would be lost on the way.
        try context.requireRecentProof()
        return try await show(request, context, RoleSheet(base: base), problem: nil)
    }

    private func create(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        guard let base = RoleSheet.base(form["base_role"]) else {
            throw Problem.invalid("base_role", "required", "Choose the role that it narrows.")
        }
        var sheet = RoleSheet(base: base)
        let subjects = try await subjects(base, context)
        sheet.read(form, subjects)
        do {
            let made = try await store.create(
                try resource("custom_roles", context), sheet.members(isNew: true), context, key: form.formKey)
            return NoticeCookie.redirect(
                request, to: "\(Self.path)/\(made["id"]?.string ?? "")", Notice("Role added. Now give it to people."))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, sheet, problem: problem)
        }
    }

    // MARK: - Changing

    private func stored(_ id: Identifier) -> SQL {
        """
        select id, name, description, base_role, rules, version from custom_roles
        where org_id = app_org() and id = \(id)
        """
    }

    private func sheet(_ request: Request, _ context: Context) async throws -> RoleSheet {
        let id = try request.id(of: RoleSheet.self).value
        let row = try await store.database.query(context, stored(id)).one("role")
        return try RoleSheet(row)
    }

    private func edit(_ request: Request, _ context: Context) async throws -> Response {
        try await show(request, context, try await sheet(request, context), problem: nil)
    }

    private func save(_ request: Request, _ context: Context) async throws -> Response {
        var sheet = try await sheet(request, context)
        let form = try request.form()
        sheet.read(form, try await subjects(sheet.base, context))
        guard let id = sheet.id else { throw Problem.notFound("role") }
        do {
            _ = try await store.update(
                try resource("custom_roles", context), id, sheet.members(isNew: false), context,
                version: form["version"].flatMap { Int64($0) })
            return NoticeCookie.redirect(
                request, to: "\(Self.path)/\(id)", Notice("Role saved. It holds from now on."))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, sheet, problem: problem)
        }
    }

    private func delete(_ request: Request, _ context: Context) async throws -> Response {
        let id = try request.id(of: RoleSheet.self).value
        do {
            try await store.delete(try resource("custom_roles", context), id, context)
            return NoticeCookie.redirect(request, to: Self.path, Notice("Role deleted"))
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return NoticeCookie.redirect(
                request, to: "\(Self.path)/\(id)",
                Notice("People or API keys still have this role. Take it away from them first.", tone: .bad))
        }
    }

    // MARK: - People

    private func give(_ request: Request, _ context: Context) async throws -> Response {
        let sheet = try await sheet(request, context)
        guard let id = sheet.id, let member = try request.form()["member"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("member", "required", "Choose a person.")
        }
        return try await pages.act(request, back: "\(Self.path)/\(id)", done: "Role given") {
            _ = try await store.update(
                try resource("members", context), member,
                ["role": .string(sheet.base.rawValue), "custom_role_id": .text(id)], context)
        }
    }

    private func take(_ request: Request, _ context: Context) async throws -> Response {
        let sheet = try await sheet(request, context)
        guard let id = sheet.id, let member = try request.form()["member"].flatMap({ Identifier($0) }) else {
            throw Problem.invalid("member", "required", "Choose a person.")
        }
        let base = RoleWords.title(sheet.base).lowercased()
        return try await pages.act(request, back: "\(Self.path)/\(id)", done: "They have the whole role \(base) again")
        {
            _ = try await store.update(
                try resource("members", context), member, ["custom_role_id": .null], context)
        }
    }

    // MARK: - Showing

    /// What the base role may do at all.
    private func subjects(_ base: Role, _ context: Context) async throws -> [RoleRules.Subject] {
        try await RoleRules(store, context).subjects().filter { $0.resource.access.read.allows(base) }
    }

    private static func people(_ id: Identifier?) -> SQL {
        """
        select m.id, m.name, m.role, m.custom_role_id is not distinct from \(id)::uuid as has_it from members m
        where m.org_id = app_org() and m.is_active and m.deleted_at is null order by m.name, m.id limit 500
        """
    }

    private func show(_ request: Request, _ context: Context, _ sheet: RoleSheet, problem: Problem?) async throws
        -> Response
    {
        let subjects = try await subjects(sheet.base, context)
        let (page, rows) = try await pages.read(request, context, [Self.people(sheet.id)])
        var response = try pages.write(request) { html in
            try html.settingsPage(
                page, .roles, title: sheet.id == nil ? "New role" : sheet.name,
                lead: "Made from \(RoleWords.title(sheet.base).lowercased()). What is left alone stays as it is there."
            ) {
                let people = sheet.id.map { RolePeople(html: html, path: "\(Self.path)/\($0)") }
                try people?.write(rows[0], context)
                RoleEditor(html: html, sheet: sheet, subjects: subjects, problem: problem).write()
                try people?.deletion(rows[0])
            }
        }
        if let problem { response.status = problem.status }
        return response
    }
}
