internal import Access
internal import Core
internal import HTML
internal import HTTP
internal import Interface
internal import Postgres
internal import Records

/// The keys of programs: `/settings/api-keys`.
struct KeyPages: Sendable {
    let pages: WorkspacePages

    static let path = SettingsPlace.apiKeys.path

    var routes: [Route] {
        [
            .signedIn(.get, Self.path, .admins) { try await list($0, $1) },
            .signedIn(.get, Self.path + "/new", .admins) { try await form($0, $1) },
            .signedIn(.post, Self.path + "/new", .admins) { try await create($0, $1) },
            .signedIn(.get, Self.path + "/{id}", .admins) { try await show($0, $1) },
            .signedIn(.post, Self.path + "/{id}", .admins) { try await change($0, $1) },
            .signedIn(.post, Self.path + "/{id}/rotate", .admins) { try await rotate($0, $1) },
            .signedIn(.post, Self.path + "/{id}/revoke", .admins) { try await revoke($0, $1) },
        ]
    }

    // MARK: - The list

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.page(request, context, [APIKeys.listing(context)]) { html, page, rows in
            let keys = try rows[0].map(APIKeys.key)
            html.settingsPage(
                page, .apiKeys,
                actions: { html.linkButton("Make a key", to: Self.path + "/new", .primary, icon: .add) }
            ) {
                if keys.isEmpty {
                    html.emptyState(
                        .key, "No keys yet", "A key lets a program of yours use the API with a role of its own."
                    ) { html.linkButton("Make a key", to: Self.path + "/new", .primary, icon: .add) }
                } else {
                    KeyTable(keys: keys, page: page).write(html)
                }
            }
        }
    }

    // MARK: - Making one

    private func form(_ request: Request, _ context: Context) async throws -> Response {
        // Before anything is typed, which would be lost on the way.
        try context.requireRecentProof()
        let (page, rows) = try await pages.read(request, context, [KeyForm.OwnRole.select])
        let roles = try rows[0].map(KeyForm.OwnRole.init)
        return pages.write(request) { KeyForm(page: page, store: pages.store, ownRoles: roles).write($0) }
    }

    private func create(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        let roles = try await pages.store.database.query(context, KeyForm.OwnRole.select).map(KeyForm.OwnRole.init)
        let filled = KeyForm.Filled(form, roles, context)
        do {
            let made = try await pages.store.perform("api_keys.create", filled.input, context)
            return try await secret(request, context, made, title: "The key is made", until: nil)
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            let (page, _) = try await pages.read(request, context)
            var response = pages.write(request) {
                KeyForm(page: page, store: pages.store, ownRoles: roles, filled: filled, problem: problem).write($0)
            }
            response.status = problem.status
            return response
        }
    }

    /// The secret, this once.
    private func secret(
        _ request: Request, _ context: Context, _ made: JSON, title: String, until: Instant?
    ) async throws -> Response {
        guard let text = made["key"]?.string, let id = made["id"]?.string else { throw Problem.internalError }
        let address = "\(request.scheme)://\(request.host)"
        return try await pages.page(request, context) { html, page, _ in
            html.settingsPage(page, .apiKeys, title: title, lead: "Programs send it with every request.") {
                html.callout(.good, "Copy the key now: it is not shown again.") {
                    html.div(.class("copyable")) {
                        html.code(.class("truncate"), text)
                        html.copyButton(text, of: "Key")
                    }
                }
                if let until {
                    html.callout(.info, "The key before goes on until \(Moment.dayAndTime(until, page.zone)).")
                }
                html.codeBlock(
                    "curl -H \"Authorization: Bearer \(text)\" '\(address)/api/v1/customers?limit=5'",
                    label: "Try it")
                html.div(.class("row-group")) {
                    html.linkButton("Done", to: Self.path, .primary)
                    html.linkButton("Open the key", to: "\(Self.path)/\(id)")
                }
            }
        }.with("Cache-Control", "no-store")
    }

    // MARK: - One of them

    private func key(_ id: Identifier, _ rows: Rows) throws -> (key: APIKey, successor: APIKey?) {
        let keys = try rows.map(APIKeys.key)
        guard let key = keys.first(where: { $0.id == id }) else { throw Problem.notFound("API key") }
        return (key, key.successor.flatMap { next in keys.first { $0.id == next } })
    }

    private func show(_ request: Request, _ context: Context, problem: Problem? = nil) async throws -> Response {
        let id = try request.id(of: APIKey.self).value
        let reads = [APIKeys.listing(context), KeyForm.OwnRole.select]
        var response = try await pages.page(request, context, reads) { html, page, rows in
            let (key, successor) = try key(id, rows[0])
            let role = try rows[1].map(KeyForm.OwnRole.init).first { $0.id == key.customRole }
            KeyView(key: key, ownRole: role?.name, successor: successor, page: page, problem: problem).write(html)
        }
        if let problem { response.status = problem.status }
        return response
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        let form = try request.form()
        var input: [String: JSON] = ["api_key": .string(try request.parameter("id"))]
        input["name"] = form["name"].map { .string($0) }
        input["requests_per_minute"] = KeyForm.number(form["requests_per_minute"])
        for name in ["requests_per_day", "requests_per_month"] {
            input[name] = form[name] == "" ? .int(0) : KeyForm.number(form[name])
        }
        do {
            _ = try await pages.store.perform("api_keys.change", input, context)
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, problem: problem)
        }
        return NoticeCookie.redirect(request, to: request.path, Notice("Key saved"))
    }

    private func rotate(_ request: Request, _ context: Context) async throws -> Response {
        let hours = KeyForm.number(try request.form()["overlap_hours"]) ?? .int(24)
        let made: JSON
        do {
            made = try await pages.store.perform(
                "api_keys.rotate", ["api_key": .string(try request.parameter("id")), "overlap_hours": hours], context)
        } catch let problem as Problem where [409, 422].contains(problem.status) {
            return try await show(request, context, problem: problem)
        }
        let until = made["predecessor_expires_at"]?.string.flatMap { Instant($0) }
        return try await secret(request, context, made, title: "The key is replaced", until: until)
    }

    private func revoke(_ request: Request, _ context: Context) async throws -> Response {
        try await pages.act(request, back: Self.path, done: "Key revoked") {
            _ = try await pages.store.perform(
                "api_keys.revoke", ["api_key": .string(try request.parameter("id"))], context)
        }
    }
}
